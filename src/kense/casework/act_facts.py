"""What the lawyer enters about the act: days of publication with their source, duties done with their evidence.

All of it is about the act, not about an office: it counts in every office of the installation that works by the act.
The trail of the lawyer's own office tells who entered it.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction

from kense.acts.models import ActFact, DutyMark
from kense.acts.selectors import edition_at, latest_facts, latest_marks
from kense.casework.administration import day_of, enter
from kense.casework.fields import FieldReader
from kense.kernel import Refusal, RefusedError, Text
from kense.law.act import Act
from kense.law.life import What, left_open
from kense.people.models import Officer
from kense.people.roles import CONTROLLER, LAWYER
from kense.people.selectors import roles_on
from kense.registry.dates import future_problem, shown
from kense.trail.chain import take_turn

FACT_ENTERED = "act_fact_entered"
FACT_TAKEN_BACK = "act_fact_taken_back"
DUTY_DONE = "act_duty_done"
DUTY_NOT_DONE = "act_duty_mark_taken_back"

DONE: dict[str, Text] = {
    FACT_ENTERED: Text(
        "актінің жарияланған күнін енгізді",
        "внёс(ла) день опубликования акта",
        "entered a day of publication of the act",
    ),
    FACT_TAKEN_BACK: Text(
        "актінің жарияланған күнін қайтарып алды",
        "отозвал(а) день опубликования акта",
        "took back a day of publication of the act",
    ),
    DUTY_DONE: Text(
        "актінің міндетін орындалды деп белгіледі",
        "отметил(а) обязанность по акту выполненной",
        "marked a duty of the act as done",
    ),
    DUTY_NOT_DONE: Text(
        "актінің міндеті туралы белгіні қайтарып алды",
        "снял(а) отметку об обязанности по акту",
        "took back the mark of a duty of the act",
    ),
}
LIMIT = 500
FACT_LABELS: dict[str, Text] = {
    "day": Text("Жарияланған күні", "День опубликования", "Day of publication"),
    "source": Text("Қайдан белгілі", "Откуда известно", "How it is known"),
}
DUTY_LABELS: dict[str, Text] = {
    "day": Text("Орындалған күні", "День выполнения", "Day it was done"),
    "evidence": Text("Растайтын құжат", "Чем подтверждается", "What shows it"),
}
REASON = Text("Қайтарып алу себебі", "Причина отмены", "Reason for taking it back")

LAWYER_ONLY = Refusal(
    "wrong_role",
    Text(
        "Акт туралы мәліметтерді ұйымның заңгері ғана енгізеді. Сізде бұл рөл жоқ.",
        "Сведения об акте вносит только юрист организации. У вас нет этой роли.",
        "Only the organisation's lawyer enters what is known of the act. You do not hold this role.",
    ),
)
NOT_ASKED = Refusal(
    "act_fact_not_asked",
    Text(
        "Актінің деректері бұл күнді ашық қалдырмайды, сондықтан ол енгізілмейді. Бетті жаңартыңыз.",
        "Данные акта не оставляют этот день открытым, поэтому он не вносится. Обновите страницу.",
        "The data of the act do not leave this day open, so it is not entered. Reload the page.",
    ),
)
NO_DUTY = Refusal(
    "act_duty_not_found",
    Text(
        "Актінің белгі қойылатын мұндай міндеті жоқ. Бетті жаңартып, тізімнен таңдаңыз.",
        "У акта нет такой обязанности, которую отмечают. Обновите страницу и выберите из списка.",
        "The act has no such duty to be marked. Reload the page and choose from the list.",
    ),
)
CHANGED = Refusal(
    "changed_meanwhile",
    Text(
        "Сіз бетті ашқаннан кейін бұл жазбаны басқа заңгер өзгертті. Жаңа жазбаны қарап, қайта сақтаңыз.",
        "После того как вы открыли страницу, эту запись изменил другой юрист. Посмотрите новую и сохраните снова.",
        "Another lawyer changed this entry after you opened the page. Look at the new one and save again.",
    ),
)
PROBLEMS: dict[str, Text] = {
    "published_too_early": Text(
        "Бұл күні жарияланған болуы мүмкін емес: тіркелген немесе қабылданған күні – {first}. Күнді басылыммен салыстырыңыз.",
        "В этот день акт не мог быть опубликован: он зарегистрирован или принят {first}. Сверьте дату с изданием.",
        "It cannot have been published on this day: it was registered or adopted on {first}. Compare the day with the source.",
    ),
    "published_too_late": Text(
        "Күші жойылды деген белгі көрілген, ал ол үшін ең кеші {last} күні жариялануы керек еді. Күнді басылыммен салыстырыңыз.",
        "Отметку об утрате силы уже видели, а для этого опубликовать нужно было не позже {last}. Сверьте дату с изданием.",
        "The mark of repeal has been seen, so it was published on {last} at the latest. Compare the day with the source.",
    ),
    "done_too_early": Text(
        "Акт {adopted} күні қабылданған, міндеті одан бұрын орындалмайды. Күнді құжатпен салыстырыңыз.",
        "Акт принят {adopted}, его обязанность не выполняется раньше. Сверьте дату с документом.",
        "The act was adopted on {adopted}; its duty is not done before that. Compare the day with the document.",
    ),
}


def reads_duties(roles: Collection[str]) -> bool:
    """Whether officers of these roles see the duties of the act: who keeps them, and who controls them."""
    return LAWYER in roles or CONTROLLER in roles


def enter_fact(what: str, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> None:
    """Enter a day of publication, or another in its place. `fields`: those of FACT_LABELS, and `seen`, as `seen_of` gives.

    What is the same changes nothing. Raises RefusedError for anybody but a lawyer and for a day that the data of the
    office's act tell themselves, ProblemsError where a field is wrong; so does all of this module.
    """
    with transaction.atomic():
        act = _turn(actor, at)
        kind, (first, last) = _asked(act, what)
        before = latest_facts(act.id).get(kind)
        reader = FieldReader(fields)
        day, source = _day(reader, FACT_LABELS["day"], actor, at), _words(reader, "source", FACT_LABELS["source"])
        if day and day < first:
            reader.say("day", "published_too_early", PROBLEMS["published_too_early"].filled(first=shown(first)))
        if day and last and day > last:
            reader.say("day", "published_too_late", PROBLEMS["published_too_late"].filled(last=shown(last)))
        reader.done()
        if before and (before.day, before.source) == (day, source):
            return
        _require_seen(fields, before)
        _put_fact(act.id, kind, day, source, before, actor, at)


def take_back_fact(what: str, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> None:
    """Let a day of publication be unknown again. `fields`: `reason`, and `seen`. What is not there is left as it is."""
    with transaction.atomic():
        act = _turn(actor, at)
        kind, _ = _asked(act, what)
        before = latest_facts(act.id).get(kind)
        if before is None or before.day is None:
            return
        reader = FieldReader(fields)
        reason = _words(reader, "reason", REASON)
        reader.done()
        _require_seen(fields, before)
        _put_fact(act.id, kind, None, reason, before, actor, at)


def mark_done(duty_id: str, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> None:
    """Mark a duty as done on a day, or correct the mark. `fields`: those of DUTY_LABELS, and `seen`."""
    with transaction.atomic():
        act = _turn(actor, at)
        before = _marked(act, duty_id)
        reader = FieldReader(fields)
        day, evidence = _day(reader, DUTY_LABELS["day"], actor, at), _words(reader, "evidence", DUTY_LABELS["evidence"])
        if day and day < act.adopted:
            reader.say("day", "done_too_early", PROBLEMS["done_too_early"].filled(adopted=shown(act.adopted)))
        reader.done()
        if before and (before.done_on, before.evidence) == (day, evidence):
            return
        _require_seen(fields, before)
        _put_mark(act.id, duty_id, day, evidence, before, actor, at)


def take_mark_back(duty_id: str, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> None:
    """Let a duty be not done. `fields`: `reason`, and `seen`. A duty without a mark is left as it is."""
    with transaction.atomic():
        act = _turn(actor, at)
        before = _marked(act, duty_id)
        if before is None or before.done_on is None:
            return
        reader = FieldReader(fields)
        reason = _words(reader, "reason", REASON)
        reader.done()
        _require_seen(fields, before)
        _put_mark(act.id, duty_id, None, reason, before, actor, at)


def seen_of(row: ActFact | DutyMark | None) -> str:
    """What tells whether an entry is still the one a form was opened with."""
    return str(row.pk) if row else "0"


def _turn(actor: Officer, at: datetime) -> Act:
    """The act the lawyer's office works by."""
    take_turn(actor.provider_id)
    if LAWYER not in roles_on(actor, day_of(actor.provider, at)):
        raise RefusedError(LAWYER_ONLY)
    return edition_at(actor.provider, at).act


def _asked(act: Act, what: str) -> tuple[What, tuple[date, date | None]]:
    for kind, span in left_open(act).items():
        if kind == what:
            return kind, span
    raise RefusedError(NOT_ASKED)


def _marked(act: Act, duty_id: str) -> DutyMark | None:
    if not any(duty.id == duty_id and duty.shown_by is None for duty in act.duties):
        raise RefusedError(NO_DUTY)
    return latest_marks(act.id).get(duty_id)


def _day(reader: FieldReader, label: Text, actor: Officer, at: datetime) -> date | None:
    day = reader.day("day", label)
    problem = future_problem(day, day_of(actor.provider, at), field="day", label=label) if day else None
    reader.problems += [problem] if problem else []
    return day


def _words(reader: FieldReader, field: str, label: Text) -> str:
    return reader.line(field, label, LIMIT, required=True)


def _require_seen(fields: Mapping[str, str], before: ActFact | DutyMark | None) -> None:
    if fields.get("seen", seen_of(before)) != seen_of(before):
        raise RefusedError(CHANGED)


def _put_fact(
    act_id: str, what: What, day: date | None, source: str, before: ActFact | None, actor: Officer, at: datetime
) -> None:
    ActFact.objects.create(act=act_id, what=what, day=day, source=source, entered_by=actor, entered_at=at)
    facts = {"act": act_id, "what": what, "day": _iso(day), "before": _iso(before.day if before else None)}
    operation = FACT_ENTERED if day else FACT_TAKEN_BACK
    enter(actor.provider, operation, facts, actor=actor, at=at, personal={"source": source})


def _put_mark(
    act_id: str, duty: str, day: date | None, evidence: str, before: DutyMark | None, actor: Officer, at: datetime
) -> None:
    DutyMark.objects.create(act=act_id, duty=duty, done_on=day, evidence=evidence, entered_by=actor, entered_at=at)
    facts = {"act": act_id, "duty": duty, "day": _iso(day), "before": _iso(before.done_on if before else None)}
    operation = DUTY_DONE if day else DUTY_NOT_DONE
    enter(actor.provider, operation, facts, actor=actor, at=at, personal={"evidence": evidence})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
