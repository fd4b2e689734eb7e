"""Reading a situation of the register and playing it, from handing the documents in to the result in the recipient's hand."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kense import law
from kense.cases.models import Case
from kense.casework import merging, organisations
from kense.casework.perform import ProblemsError
from kense.casework.recipient import recipient_of
from kense.people.models import Officer
from kense.procedure import is_required
from kense.registry import register
from kense.registry.history import History
from kense.registry.models import Person
from tests.support.calendar import made_administrator
from tests.support.iins import made_iin
from tests.support.office import ACT, Office, adult_application, at, do
from tests.support.register import FILLED

FOLDER = Path(__file__).with_name("scenarios") / "register"
COLLEGE = "«Көкжиек» колледжі"
DIRECTORY = (COLLEGE, "Политехникалық колледж", "№ 12 орта мектеп", "№ 9 орта мектеп")
RENAMED = {"new_name_kk": "№ 9 лицей", "new_name_ru": "Лицей № 9", "new_from": "01.09.2017"}
DAY = "2019-03-26"
MERGED_AT = at(f"{DAY} 16:00")


@dataclass(frozen=True)
class Situation:
    """One sentence about what people bring, with its example; the README beside the files says what each word means."""

    situation: str
    reason: str
    then: dict[int, dict[str, Any]]
    answers: dict[date, dict[str, Any]]
    own: str = COLLEGE
    born: date = date(1999, 2, 3)
    passport: str = ""
    term: str = "one_day"
    known: dict[str, Any] | None = None
    double: dict[str, Any] | None = None
    inquiry: dict[str, str] = field(default_factory=dict)
    proposes: dict[str, Any] = field(default_factory=dict)
    refuses: dict[str, Any] = field(default_factory=dict)
    warned: dict[str, list[str]] = field(default_factory=dict)
    merges: bool = False
    told: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.situation

    @property
    def iin(self) -> str:
        """The person's IIN."""
        return made_iin(self.born, "male", 77)

    @property
    def wrong_iin(self) -> str:
        """The IIN of the double record."""
        return made_iin(self.born, "male", 4321)


def situations() -> list[Situation]:
    """All of them, in the order of the files."""
    return [
        Situation(**one)
        for path in sorted(FOLDER.glob("*.yaml"))
        for one in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def play(told: Situation, office: Office) -> tuple[Case, Person]:
    """The case, issued, and the person as the register has them then."""
    fill_directory(told, office, made_administrator(office))
    known = enter(told, office, "" if told.passport else told.iin, told.known) if told.known is not None else None
    double = enter(told, office, told.wrong_iin, told.double) if told.double else None
    case = office.assigned(taken_in(told, office, known))
    if told.inquiry:
        asked = {"addressee": told.inquiry["to"], "question": "Оқуын растаңыз."}
        case = do("send_inquiry", case, by=office.dauren, when=f"{DAY} 10:40", inputs=asked)
        answer = {"answer": told.inquiry["answer"]}
        case = do("receive_answer", case, by=office.dauren, when=f"{DAY} 11:20", inputs=answer)
    case = office.issued(office.result_registered(office.signed(prepared(told, office, case))))
    person = recipient_of(case)
    assert person
    assert person.iin == ("" if told.passport and "iin" not in told.proposes else told.iin)
    if told.merges and double:
        seen = (History(person).mark, History(double).mark)
        merging.merge(person, double, {"basis": case.result_number}, seen=seen, actor=office.dauren, at=MERGED_AT)
        assert register.person_by_iin(office.provider.pk, told.wrong_iin) == person
    return case, person


def fill_directory(told: Situation, office: Office, administrator: Officer) -> None:
    """The organisations the office knows, its own one marked."""
    rows = {}
    for name in DIRECTORY:
        fields = {"name_kk": name, "name_ru": name, "first": "01.09.1980"}
        rows[name] = str(organisations.add(office.provider, fields, actor=administrator, at=FILLED).pk)
    organisations.set_own(office.provider, rows[told.own], True, actor=administrator, at=FILLED)
    organisations.rename(office.provider, rows[DIRECTORY[-1]], RENAMED, actor=administrator, at=FILLED)


def enter(told: Situation, office: Office, iin: str, known: dict[str, Any]) -> Person:
    """A record as it stands before."""
    identity = {"iin": iin, "surname": "Төлебай", "given_name": "Ерлан", "birth_date": told.born, "sex": "male"}
    first, *others = (plain(one) for one in known["grounds"])
    person = plain(identity | {name: value for name, value in known.items() if name != "grounds"})
    return register.enter(office.provider.pk, person | first, at=FILLED, grounds=others)


def plain(values: dict[str, Any]) -> dict[str, str]:
    """Values as they are typed and kept."""
    return {name: str(value) for name, value in values.items()}


def taken_in(told: Situation, office: Office, known: Person | None) -> Case:
    """Registered by Aigul, with every document that is asked for; without an IIN as the one the register has, if any."""
    facts: dict[str, str | bool] = {"applicant": "self", "minor": False, "term": told.term, "reason": told.reason}
    typed = adult_application(
        person_iin=told.iin, person_birth_date=told.born.strftime("%d.%m.%Y"), term=told.term, reason=told.reason
    )
    typed = {name: value for name, value in typed.items() if not name.startswith("doc_")}
    if told.passport:
        typed |= {"person_iin": "", "person_no_iin": "1", "person_record": known.code if known else ""}
        typed |= {"person_document_kind": "passport", "person_document_number": told.passport}
    for document in law.newest(ACT).standard.documents:
        if is_required(document, facts):
            typed[f"doc_{document.id}_shown"] = "1"
            typed[f"doc_{document.id}_expires"] = "30.12.2025" if document.can_expire else ""
    clerk = told.warned.get("clerk", [])
    case = warned("hand_in", None, office.aigul, f"{DAY} 10:12", typed, clerk)
    return do("register", case, by=office.aigul, when=f"{DAY} 10:20")


def prepared(told: Situation, office: Office, case: Case) -> Case:
    """Dauren's draft: the notification, or the refusal."""
    when = f"{DAY} 11:40"
    if told.refuses:
        inputs = {"grounds": told.refuses["grounds"], "explanation": told.refuses["because"]}
        return do("prepare_refusal", case, by=office.dauren, when=when, inputs=inputs)
    changes = {f"change_{name}": value for name, value in plain(told.proposes).items()}
    if changes.get("change_iin"):
        changes["change_iin"] = told.iin
    executor = [f"change_{one}" for one in told.warned.get("executor", [])]
    return warned("prepare_notification", case, office.dauren, when, changes, executor)


def warned(
    operation: str, case: Case | None, by: Officer, when: str, inputs: dict[str, str], warnings: list[str]
) -> Case:
    """Done after exactly these warnings were given and confirmed."""
    if warnings:
        with pytest.raises(ProblemsError) as caught:
            do(operation, case, by=by, when=when, inputs=inputs)
        assert sorted(f"{one.field}:{one.code}" for one in caught.value.problems) == sorted(warnings)
        assert {one.severity for one in caught.value.problems} == {"warning"}
        inputs = inputs | {"confirmed": ",".join(warnings)}
    return do(operation, case, by=by, when=when, inputs=inputs)
