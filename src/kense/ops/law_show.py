"""What an edition says, as a text for people and as JSON for programs."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kense import law
from kense.law import Edition, library, lookup
from kense.law.act import Act
from kense.law.edition import Cited, Rest, Standard
from kense.law.values import Datum, PublishedOn
from kense.ops.law_life import Known, duties_json, duty_rows, is_installed, life_json, life_rows
from kense.ops.tables import columns

ZONE = ZoneInfo("Asia/Almaty")


def edition_of(act_id: str) -> Edition:
    """The newest edition of an act, of those published here too. Raises KeyError, naming the acts there are."""
    if is_installed():
        library.refresh()
    acts = sorted({one.act.id for one in law.editions()})
    if act_id not in acts:
        raise KeyError(f"no act '{act_id}'; known: {', '.join(acts)}")
    return law.newest(act_id)


def today(moment: datetime) -> date:
    """The day in Kazakhstan, where the act lives."""
    return moment.astimezone(ZONE).date()


def as_json(found: Known, day: date) -> dict[str, Any]:
    """The edition as plain data; texts are objects with kk, ru and en, an unknown date is the word `unknown`."""
    edition = found.edition
    procedure, standard = edition.procedure, edition.standard
    unverified = {"verified": standard.verified}
    return {
        "act": _picked(
            edition.act,
            "id kind number adopted issuer title service registered published in_force repealed",
        ),
        "edition": edition.id,
        "valid_from": procedure.valid_from.isoformat(),
        "content_hash": edition.content_hash,
        "status": {"on": day.isoformat(), "is": law.status_on(edition.act, day)},
        "life": life_json(edition.act),
        "duties": duties_json(found, day),
        "roles": [_picked(one, "id ref also unit officer") for one in procedure.roles],
        "actions": [_action(one) for one in procedure.actions],
        "terms": [
            _picked(one, "id ref also working_days calendar_days reading reading_ref when name")
            for one in procedure.terms
        ],
        "ends": [_picked(one, "id kind ref also name") for one in procedure.ends],
        "documents": [
            _picked(one, "id ref name required_when can_expire form") | unverified for one in standard.documents
        ],
        "grounds": [_picked(one, "id ref name") | unverified for one in standard.grounds],
        "house_rules": [
            _picked(one, "id ref at role asks corrects reminds name hint") | {"house": lookup.is_house(one)}
            for one in procedure.house_rules
        ],
        "rests": [_picked(one, "action after ref remind_after_days name") for one in procedure.rests],
    }


def as_text(found: Known, day: date) -> list[str]:
    """The edition as lines for a terminal, in English with the ids that the files use."""
    edition = found.edition
    procedure, standard = edition.procedure, edition.standard
    return [
        *_about(edition, day),
        *_part("Life", life_rows(edition.act)),
        *_part("Duties", duty_rows(found, day)),
        *_part("Roles", ([one.id, _refs(one), one.officer.en] for one in procedure.roles)),
        *_part("Actions", (_action_row(edition, number) for number in range(len(procedure.actions)))),
        *_part(
            "Terms",
            (
                [
                    one.id,
                    f"{one.working_days or one.calendar_days} {'working' if one.working_days else 'calendar'} day(s)",
                    one.reading,
                    _refs(one),
                    one.when.en,
                ]
                for one in procedure.terms
            ),
        ),
        *_part("Ends", ([one.id, one.kind, _refs(one), one.name.en] for one in procedure.ends)),
        *_part(f"Documents to bring{_unverified(standard)}", _documents(standard)),
        *_part(
            f"Grounds of refusal{_unverified(standard)}",
            ([one.id, str(one.ref), one.name.en] for one in standard.grounds),
        ),
        *_part(
            "House rules: the office's own, not of the act",
            ([one.id, one.role, f"at {', '.join(one.at)}", str(one.ref), one.name.en] for one in procedure.house_rules),
        ),
        *_part("Waiting that is not the office's lateness", (_rest_row(one) for one in procedure.rests)),
    ]


def _picked(datum: Datum, names: str) -> dict[str, Any]:
    data: dict[str, Any] = datum.model_dump(mode="json")
    return {name: data[name] for name in names.split()}


def _action(action: Cited) -> dict[str, Any]:
    picked = _picked(action, "id number ref also role minutes ground name outcomes")
    return picked | {"outcomes": [outcome["id"] for outcome in picked["outcomes"]]}


def _about(edition: Edition, day: date) -> Iterator[str]:
    act = edition.act
    yield f"{act.kind.en.capitalize()} No. {act.number} of {_day(act.adopted)}, {act.issuer.en}"
    yield act.title.en
    rows = [
        ["registered", f"No. {act.registered.number} of {_day(act.registered.date)}, {act.registered.by.en}"],
        ["published", _day(act.published)],
        [
            "in force",
            f"{act.in_force.calendar_days_after_publication} calendar days after publication ({act.in_force.ref})",
        ],
        *_repeal(act),
        [f"on {_day(day)}", law.status_on(act, day).replace("_", " ")],
        ["edition", edition.id],
        ["content hash", edition.content_hash],
    ]
    yield from columns(rows, "  ")


def _repeal(act: Act) -> Iterator[list[str]]:
    if act.repealed:
        by, published = act.repealed, act.repealed.published
        yield ["repealed", f"by No. {by.by_number} of {_day(by.adopted)}, published: {_day(published)} ({by.ref})"]


def _part(title: str, rows: Iterable[list[str]]) -> list[str]:
    return ["", title, *(columns(found, "  ") if (found := list(rows)) else ["  none"])]


def _action_row(edition: Edition, index: int) -> list[str]:
    one = edition.procedure.actions[index]
    minutes = f"{one.minutes} min" if one.minutes else "not stated"
    return [str(one.number), one.id, one.role, minutes, _refs(one), one.name.en]


def _rest_row(rest: Rest) -> list[str]:
    days = rest.remind_after_days
    reminded = f"reminded every {days} working day(s)" if days else "nobody is reminded"
    return [rest.action, f"after {rest.after}", str(rest.ref), reminded, rest.name.en]


def _documents(standard: Standard) -> Iterator[list[str]]:
    for one in standard.documents:
        cases = [" and ".join(f"{fact}={_word(value)}" for fact, value in case.items()) for case in one.required_when]
        required = " or ".join(case or "always" for case in cases)
        yield [one.id, one.form, "can expire" if one.can_expire else "does not expire", f"required: {required}"]


def _refs(datum: Cited) -> str:
    return "; ".join(str(ref) for ref in (datum.ref, *datum.also))


def _unverified(standard: Standard) -> str:
    return "" if standard.verified else " (unverified: the text of the source was not seen)"


def _word(value: str | bool) -> str:
    return value if isinstance(value, str) else ("yes" if value else "no")


def _day(day: PublishedOn) -> str:
    return f"{day:%d.%m.%Y}" if isinstance(day, date) else day
