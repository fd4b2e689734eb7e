"""A roster that is read is looked through, then applied to the register as a whole, or dropped.

Whoever keeps the register does it. What a roster changes is one update with one entry in the trail, which counts but
names nobody.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kense.casework.openings import ONE_LOOK
from kense.casework.register_keeping import require_keeper
from kense.casework.roster_reading import add_compared, comparer_of, keep_found, nothing_compared
from kense.casework.roster_trail import APPLIED, DROPPED, OPENED, enter
from kense.casework.transmission_settling import settle_by
from kense.kernel import Refusal, RefusedError, Text
from kense.people.models import Officer
from kense.registry import statements
from kense.registry.models import Roster, Update
from kense.registry.roster_bulk import Writer, room_for_indexes
from kense.registry.roster_compare import BESIDE
from kense.registry.roster_lines import unpacked
from kense.registry.roster_pieces import MOST_FOUND
from kense.registry.roster_rows import Found
from kense.trail.chain import take_turn
from kense.trail.days import was_entered

NOT_READ = Refusal(
    "roster_not_read",
    Text(
        "Тізім әлі толық оқылмаған. Алдымен соңына дейін оқыңыз.",
        "Список прочитан не до конца. Сначала дочитайте его.",
        "The roster is not read to its end yet. Read it first.",
    ),
)
IS_OVER = Refusal(
    "roster_over",
    Text(
        "Бұл тізіммен жұмыс аяқталған: ол енгізілген немесе одан бас тартылған.",
        "Работа с этим списком закончена: он внесён или от него отказались.",
        "This roster is over: it was applied or dropped.",
    ),
)
HAS_ERRORS = Refusal(
    "roster_has_errors",
    Text(
        "Тізімде қателер бар, сондықтан одан ештеңе енгізілмейді. Файлды түзетіп, қайта жүктеңіз.",
        "В списке есть ошибки, поэтому из него ничего не вносится. Исправьте файл и загрузите снова.",
        "The roster has errors, so nothing of it is applied. Correct the file and upload it again.",
    ),
)
NO_ROWS = Refusal(
    "roster_without_rows",
    Text(
        "Баған атауларының астында бірде-бір жол жоқ. Тізімі бар файлды жүктеңіз.",
        "Под названиями столбцов нет ни одной строки. Загрузите файл со списком.",
        "There is no row under the column names. Upload the file that has the roster.",
    ),
)
HAS_WARNINGS = Refusal(
    "input_missing",
    Text(
        "Тізімде ескертулер бар. Оларды қарап шығып, қабылдайтыныңызды белгілеңіз.",
        "В списке есть предупреждения. Просмотрите их и отметьте, что принимаете.",
        "The roster has warnings. Look through them and tick that you accept them.",
    ),
)
MOVED = Refusal(
    "roster_moved",
    Text(
        "Тізім оқылғаннан кейін тізілім өзгерді, сондықтан ештеңе енгізілген жоқ. Төменде тізімнің жаңа салыстыруы "
        "көрсетілген: оны қарап, қайта енгізіңіз.",
        "После чтения списка регистр изменился, поэтому ничего не внесено. Ниже – новое сравнение списка с регистром: "
        "просмотрите его и внесите снова.",
        "The register changed after the roster was read, so nothing was applied. Below is the comparison anew: look "
        "through it and apply the roster again.",
    ),
)


def apply(roster: Roster, *, accepted: bool, actor: Officer, at: datetime) -> Roster:
    """Put the whole roster into the register, or nothing of it; `accepted` are its warnings.

    Raises RefusedError where it has errors, warnings that are not accepted, or is not to be applied (any more). Where the
    register changed so that there is more to look at than was shown, it is compared anew and MOVED is the refusal.
    """
    with room_for_indexes(), transaction.atomic():
        roster = _in_turn(roster, actor, at)
        _require_ready(roster, accepted)
        before = dict(roster.facts["beside"])
        with transaction.atomic():
            update = statements.begin(
                roster.provider_id, Update.Kind.ROSTER, at=at, officer_id=actor.pk, source=roster.code
            )
            found = _write(roster, update)
            moved = _is_more(before, roster.facts["beside"])
            transaction.set_rollback(moved or not _changes(roster))
        if moved:
            _note(roster, found)
        else:
            _close(roster, Roster.State.APPLIED, update if _changes(roster) else None)
            if roster.update:
                settle_by(roster.update, actor=actor, at=at)
            enter(APPLIED, roster, _counts(roster), actor, at)
    if moved:
        raise RefusedError(MOVED)
    return roster


def compare_anew(roster: Roster, *, actor: Officer, at: datetime) -> Roster:
    """Compare a roster that is read with the register as it stands now, after MOVED was refused in a transaction that
    has undone what was noted of it."""
    with room_for_indexes(), transaction.atomic():
        roster = _in_turn(roster, actor, at)
        if roster.state == Roster.State.READ:
            with transaction.atomic():
                found = _write(roster, statements.begin(roster.provider_id, Update.Kind.ROSTER, at=at))
                transaction.set_rollback(True)
            _note(roster, found)
    return roster


def drop(roster: Roster, *, actor: Officer, at: datetime) -> Roster:
    """Let a roster go that is not applied: its file and whatever was read of it are deleted. RefusedError otherwise."""
    with transaction.atomic():
        roster = _in_turn(roster, actor, at)
        if roster.state not in (Roster.State.READING, Roster.State.READ):
            raise RefusedError(IS_OVER)
        _close(roster, Roster.State.DROPPED, None)
        enter(DROPPED, roster, {}, actor, at)
    return roster


def open_roster(roster: Roster, *, officer: Officer, at: datetime) -> None:
    """Write that the officer had the roster's persons before them, once in the same look. RefusedError for a stranger."""
    require_keeper(roster.provider, officer, at)
    facts = {"roster": roster.code, "sha256": roster.sha256}
    if not was_entered(roster.provider_id, officer.pk, OPENED, facts, at - ONE_LOOK, at):
        with transaction.atomic():
            enter(OPENED, roster, {}, officer, at)


def _in_turn(roster: Roster, actor: Officer, at: datetime) -> Roster:
    require_keeper(roster.provider, actor, at)
    take_turn(roster.provider_id)
    return Roster.objects.select_for_update().select_related("provider").get(pk=roster.pk)


def _require_ready(roster: Roster, accepted: bool) -> None:
    if roster.state == Roster.State.READING:
        raise RefusedError(NOT_READ)
    if roster.state != Roster.State.READ:
        raise RefusedError(IS_OVER)
    facts = roster.facts
    if facts["errors"] or facts["beside"]["errors"]:
        raise RefusedError(HAS_ERRORS)
    if not facts["rows"]:
        raise RefusedError(NO_ROWS)
    if (facts["warnings"] or facts["beside"]["warnings"]) and not accepted:
        raise RefusedError(HAS_WARNINGS)


def _write(roster: Roster, update: Update) -> list[Found]:
    """Write what the pieces change now, counting it anew; what stands against it comes back, at most so much as is kept."""
    roster.facts["beside"] = nothing_compared()
    writer, comparer, found = Writer(update), comparer_of(roster), list[Found]()
    for piece in roster.pieces.iterator(chunk_size=1):
        comparison = comparer.compare(unpacked(piece.lines))
        add_compared(roster.facts, comparison, piece.n)
        found += comparison.found[: MOST_FOUND - len(found)]
        if not roster.facts["beside"]["errors"]:
            writer.write(comparison.new, [(pk, outcome) for _, pk, outcome in comparison.changed])
    return found


def _is_more(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether there is more to look at than was shown."""
    return bool(now["errors"]) or now["warnings"] > before["warnings"]


def _changes(roster: Roster) -> bool:
    return bool(roster.facts["beside"]["new"] or roster.facts["beside"]["changed"])


def _note(roster: Roster, found: Iterable[Found]) -> None:
    roster.problems.filter(code__startswith=BESIDE).delete()
    keep_found(roster, found)
    roster.save(update_fields=["facts"])


def _close(roster: Roster, state: Roster.State, update: Update | None) -> None:
    roster.state, roster.update = state, update
    roster.facts["beside"]["first"] = []
    roster.save(update_fields=["state", "update", "facts"])
    for rows in (roster.file, roster.pieces, roster.problems):
        rows.all().delete()


def _counts(roster: Roster) -> dict[str, object]:
    facts, beside = roster.facts, roster.facts["beside"]
    return {
        "update": roster.update_id,
        "rows": facts["rows"],
        "new": beside["new"],
        "changed": beside["changed"],
        "unchanged": beside["unchanged"],
        "warnings": facts["warnings"] + beside["warnings"],
    }
