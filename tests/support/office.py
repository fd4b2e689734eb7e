"""An office with named people, and a case carried through it step by step. Everybody here is invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from kense.cases.models import Case
from kense.casework.openings import open_case
from kense.casework.perform import Request, perform
from kense.people.models import Officer, OfficerRole, Provider, WorkSchedule
from tests.support.iins import made_iin

ACT = "osms-2018-181"
ZONE = ZoneInfo("Asia/Almaty")
PASSWORD = "көктем-2019-жел"
SINCE = date(2018, 8, 1)

CHILD_IIN = made_iin(date(2002, 9, 14), "female", 41)
MOTHER_IIN = made_iin(date(1985, 4, 12), "female", 58)
ADULT_IIN = made_iin(date(1999, 2, 3), "male", 77)

PERSONAL = (
    CHILD_IIN,
    MOTHER_IIN,
    ADULT_IIN,
    "Сағынтай",
    "Іңкәр",
    "Бауыржанқызы",
    "Гүлнәр",
    "Төлебай",
    "Ерлан",
    "5550147",
)
"""Words by which the people of the applications below would be recognised."""

_APPLICATION = {
    "applicant": "representative",
    "term": "one_day",
    "reason": "enrolled",
    "person_iin": CHILD_IIN,
    "person_surname": "Сағынтай",
    "person_given_name": "Іңкәр",
    "person_patronymic": "Бауыржанқызы",
    "person_birth_date": "14.09.2002",
    "person_sex": "female",
    "person_address": "Өскемен қ., Абай даңғылы, 7, 12-пәтер",
    "person_phone": "+77005550147",
    "rep_iin": MOTHER_IIN,
    "rep_surname": "Сағынтай",
    "rep_given_name": "Гүлнәр",
    "rep_birth_date": "12.04.1985",
    "doc_application_form_shown": "1",
    "doc_birth_certificate_shown": "1",
    "doc_representative_identity_document_shown": "1",
    "doc_representative_identity_document_number": "044 512 907",
    "doc_representative_identity_document_expires": "11.06.2027",
    "doc_study_certificate_shown": "1",
    "doc_study_certificate_sheets": "2",
    "doc_study_certificate_expires": "18.06.2019",
}

_OF_AN_ADULT = {
    "applicant": "self",
    "person_iin": ADULT_IIN,
    "person_surname": "Төлебай",
    "person_given_name": "Ерлан",
    "person_patronymic": "",
    "person_birth_date": "03.02.1999",
    "person_sex": "male",
    "doc_own_identity_document_shown": "1",
    "doc_own_identity_document_expires": "30.12.2025",
}

NOTIFICATION = {
    "change_iin": CHILD_IIN,
    "change_surname": "Сағынтай",
    "change_given_name": "Іңкәр",
    "change_patronymic": "Бауыржанқызы",
    "change_birth_date": "14.09.2002",
    "change_category": "26-1-13",
    "change_ground_from": "01.09.2018",
    "change_ground_to": "30.06.2021",
}
"""What an executor proposes for the girl of the usual application, whom the register does not know yet."""

INQUIRY = {"addressee": "№ 12 орта мектеп", "question": "Оқуын 2018 жылы аяқтағанын растаңыз."}
ANSWER = {"answer": "Оқуын 2018 жылғы 25 мамырда аяқтады."}
REFUSAL = {"grounds": ["unreliable_documents"], "explanation": "Анықтамадағы оқу мерзімі бұйрықпен сәйкес емес."}

_keys = count(1)


def at(wall_clock: str) -> datetime:
    """A moment by the office's clock on the wall: `at("2019-03-26 10:12")`."""
    return datetime.fromisoformat(wall_clock).replace(tzinfo=ZONE)


def application(**typed: str) -> dict[str, str]:
    """The fields of a complete application of a mother for her daughter; `typed` takes the place of some of them."""
    return {**_APPLICATION, **typed}


def adult_application(**typed: str) -> dict[str, str]:
    """The fields of a complete application of a student of age, who comes alone."""
    fields = {name: value for name, value in _APPLICATION.items() if not name.startswith("rep_")}
    for document in ("birth_certificate", "representative_identity_document"):
        fields.pop(f"doc_{document}_shown")
    return {**fields, **_OF_AN_ADULT, **typed}


def do(
    operation: str,
    case: Case | None = None,
    *,
    by: Officer,
    when: str,
    inputs: Mapping[str, Any] | None = None,
    key: str | None = None,
) -> Case:
    """`perform` as a desk calls it, in the version of `case` the officer holds in hand; the case comes back re-read."""
    request = Request(
        operation,
        key or f"key-{next(_keys)}",
        case=case.pk if case else None,
        version=case.version if case else 0,
        inputs=inputs or {},
    )
    return reloaded(perform(request, actor=by, at=at(when)))


def looked_at(case: Case, by: Officer, when: str) -> Case:
    """The case once an officer has opened its page: nobody signs a draft that was not before them."""
    open_case(case, officer=by, at=at(when))
    return case


def reloaded(case: Case) -> Case:
    """The case as the database has it."""
    return Case.objects.get(pk=case.pk)


@dataclass(frozen=True, slots=True)
class Office:
    """A college and its people. Each step takes a case one further; without a case it first makes one that far."""

    provider: Provider
    aigul: Officer
    bekzat: Officer
    nurlan: Officer
    dauren: Officer
    madina: Officer
    tolegen: Officer

    @classmethod
    def made(cls) -> "Office":
        """The office in the database."""
        provider = made_provider("Көкжиек")
        return cls(
            provider,
            aigul=made_officer(provider, "aigul", "Сейітова Айгүл Маратқызы", "office"),
            bekzat=made_officer(provider, "bekzat", "Әбенов Бекзат", "office"),
            nurlan=made_officer(provider, "nurlan", "Жақыпов Нұрлан Серікұлы", "head"),
            dauren=made_officer(provider, "dauren", "Оразбек Дәурен Ғалымұлы", "executor"),
            madina=made_officer(provider, "madina", "Қасымова Мадина", "executor"),
            tolegen=made_officer(provider, "tolegen", "Ысқақов Төлеген", "controller"),
        )

    def handed_in(self, when: str = "2019-03-26 10:12", **typed: str) -> Case:
        """Aigul takes the documents in; nothing is decided about them."""
        return do("hand_in", by=self.aigul, when=when, inputs=application(**typed))

    def registered(self, case: Case | None = None, when: str = "2019-03-26 10:20") -> Case:
        """Aigul registers the application."""
        return do("register", case or self.handed_in(), by=self.aigul, when=when)

    def assigned(self, case: Case | None = None, when: str = "2019-03-26 10:30") -> Case:
        """Nurlan gives it to Dauren."""
        inputs = {"assignee": str(self.dauren.pk), "note": "Орындауға"}
        return do("assign", case or self.registered(), by=self.nurlan, when=when, inputs=inputs)

    def asked(self, case: Case | None = None, when: str = "2019-03-26 11:00") -> Case:
        """Dauren sends an inquiry to the school; the clock of his action stands."""
        return do("send_inquiry", case or self.assigned(), by=self.dauren, when=when, inputs=INQUIRY)

    def answered(self, case: Case | None = None, when: str = "2019-03-26 12:00") -> Case:
        """The school answers Dauren."""
        return do("receive_answer", case or self.asked(), by=self.dauren, when=when, inputs=ANSWER)

    def drafted(
        self, case: Case | None = None, when: str = "2019-03-26 11:40", inputs: Mapping[str, Any] = NOTIFICATION
    ) -> Case:
        """Dauren passes a notification for signature."""
        return do("prepare_notification", case or self.assigned(), by=self.dauren, when=when, inputs=inputs)

    def refusal_drafted(self, case: Case | None = None, when: str = "2019-03-26 11:40") -> Case:
        """Dauren passes a reasoned refusal for signature."""
        return do("prepare_refusal", case or self.assigned(), by=self.dauren, when=when, inputs=REFUSAL)

    def signed(self, case: Case | None = None, when: str = "2019-03-26 12:00") -> Case:
        """Nurlan opens the case and signs."""
        return do("sign", looked_at(case or self.drafted(), self.nurlan, when), by=self.nurlan, when=when)

    def result_registered(self, case: Case | None = None, when: str = "2019-03-26 12:10") -> Case:
        """Aigul registers the result."""
        return do("register_result", case or self.signed(), by=self.aigul, when=when)

    def issued(self, case: Case | None = None, when: str = "2019-03-26 12:30") -> Case:
        """Aigul hands the result to the recipient."""
        return do("issue_result", case or self.result_registered(), by=self.aigul, when=when)

    def returned(self, case: Case | None = None, when: str = "2019-03-26 12:00") -> Case:
        """Nurlan returns the draft for rework."""
        inputs = {"reason": "Негіздің мерзімін анықтаңыз."}
        return do("return_for_rework", case or self.drafted(), by=self.nurlan, when=when, inputs=inputs)


@dataclass(frozen=True, slots=True)
class OtherOffice:
    """A second provider: its clerk Saule and its head Zhanna."""

    provider: Provider
    saule: Officer
    zhanna: Officer

    @classmethod
    def made(cls) -> "OtherOffice":
        """The office in the database."""
        provider = made_provider("Алтай")
        return cls(
            provider,
            saule=made_officer(provider, "saule", "Бейсен Сәуле", "office"),
            zhanna=made_officer(provider, "zhanna", "Тұрсын Жанна", "head"),
        )


def made_provider(name: str, **fields: Any) -> Provider:
    """A college that has adopted the procedure by an order of its own, with the usual working hours."""
    usual: dict[str, Any] = {
        "name_kk": f"«{name}» колледжі",
        "name_ru": f"Колледж «{name}»",
        "address_kk": "Өскемен қ., Бейбітшілік к-сі, 1",
        "address_ru": "г. Усть-Каменогорск, ул. Бейбитшилик, 1",
        "place_kk": "Өскемен",
        "place_ru": "Усть-Каменогорск",
        "phone": "+7 700 555 01 00",
        "act": ACT,
        "order_number": "12-Н",
        "order_date": SINCE,
    }
    provider = Provider.objects.create(**{**usual, **fields})
    WorkSchedule.objects.create(
        provider=provider, from_day=date(2018, 1, 1), week=5, shifts=[["09:00", "13:00"], ["14:30", "18:30"]]
    )
    return provider


def made_officer(provider: Provider, username: str, full_name: str, *roles: str) -> Officer:
    """An officer who holds the roles since the summer of 2018; the password is PASSWORD."""
    surname, given_name, patronymic = (*full_name.split(), "")[:3]
    officer = Officer.objects.create_officer(
        username, PASSWORD, provider=provider, surname=surname, given_name=given_name, patronymic=patronymic
    )
    for role in roles:
        OfficerRole.objects.create(officer=officer, role=role, from_day=SINCE)
    return officer
