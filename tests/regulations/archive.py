"""An archive that works by the invented regulation of this folder, published in the installation. Everybody here is invented."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.test import Client
from django.urls import reverse

from kense.cases.models import Case
from kense.casework.editions import publish_folder
from kense.desk.form_keys import new_key
from kense.law import library
from kense.people.models import Officer, Provider
from tests.desk.conftest import AtDesk
from tests.support.iins import made_iin
from tests.support.office import at, made_officer, made_provider

FOLDER = Path(__file__).parent / "duplicate-2020-7" / "2020-02-01"
ACT = FOLDER.parent.name
IIN = made_iin(date(1990, 6, 5), "male", 31)

REQUEST = {
    "applicant": "self",
    "person_iin": IIN,
    "person_surname": "Әлімов",
    "person_given_name": "Серік",
    "person_birth_date": "05.06.1990",
    "person_sex": "male",
    "doc_request_letter_shown": "1",
    "doc_passport_or_card_shown": "1",
    "doc_passport_or_card_expires": "01.02.2029",
}
"""What a clerk fills in for a man of age: no term and no reason, for the regulation leaves nothing to choose there."""


@dataclass(frozen=True)
class Archive:
    """The office and its people, in front of the desk."""

    provider: Provider
    people: dict[str, Officer]
    at_desk: AtDesk

    def client(self, who: str, when: str = "2020-03-05 12:00", lang: str = "ru") -> Client:
        """The browser of an officer, signed in at this moment."""
        return self.at_desk(self.people[who], when, lang)

    def get(self, who: str, path: str, when: str = "2020-03-05 12:00", lang: str = "ru") -> str:
        """A page as the officer sees it."""
        answer = self.client(who, when, lang).get(path)
        assert answer.status_code == 200, f"{who}: {path}: {answer.status_code}"
        return answer.content.decode()

    def takes(self, do: str, when: str, **typed: str) -> Case:
        """Zere at the reception takes an application in and decides on it; `typed` changes what is usual."""
        fields = {**REQUEST, **typed, "do": do, "key": new_key(self.people["zere"])}
        answer = self.client("zere", when).post(reverse("desk:new"), fields)
        assert answer.status_code == 302, answer.content.decode()
        return Case.objects.latest("pk")

    def does(self, who: str, operation: str, case: Case, when: str, **typed: str | list[str]) -> Case:
        """An officer presses the button of an operation on the page of the case."""
        case = Case.objects.get(pk=case.pk)
        client = self.client(who, when)
        assert f'id="do-{operation}"' in client.get(reverse("desk:case", args=[case.code])).content.decode()
        fields = {**typed, "version": str(case.version), "key": f"{operation}-{case.version}"}
        answer = client.post(reverse("desk:do", args=[case.code, operation]), fields)
        assert answer.status_code == 302, answer.content.decode()
        return Case.objects.get(pk=case.pk)


def made_archive(at_desk: AtDesk) -> Archive:
    """The regulation published for all, and an office with one officer in each role, one who controls and one who administers."""
    library.refresh()
    publish_folder(FOLDER, None, today=date(2020, 1, 25), at=at("2020-01-25 10:00"))
    library.refresh()
    provider = made_provider(
        "Жаңажазық",
        act=ACT,
        name_kk="Жаңажазық мұрағаты",
        name_ru="Архив «Жаңажазык»",
        order_number="",
        order_date=None,
    )
    people = {
        username: made_officer(provider, username, name, role)
        for username, name, role in (
            ("zere", "Ахметова Зере", "reception"),
            ("oraz", "Мұратов Ораз", "archivist"),
            ("raushan", "Нұрланова Раушан", "expert"),
            ("kenes", "Бекенов Кеңес", "director"),
            ("tolegen2", "Ысқақов Төлеген", "controller"),
            ("botagoz", "Сейітова Ботагөз", "administrator"),
            ("saltanat", "Омарова Салтанат", "lawyer"),
        )
    }
    return Archive(provider, people, at_desk)
