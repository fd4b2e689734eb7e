"""A regulation is a folder: one the code has never seen runs from the hand-in to the result, at the desk and on paper."""

from datetime import date
from itertools import cycle

import pytest
from django.test import Client

from kense import law
from kense.cases.models import Case
from kense.desk.urls import urlpatterns
from kense.law import lookup
from kense.papers.models import Paper
from kense.papers.produce import produce
from kense.people.models import Oversight
from kense.people.selectors import working_time
from tests.regulations.archive import ACT, Archive
from tests.support.iins import made_iin
from tests.support.office import ACT as OFFICE_ACT
from tests.support.office import Office, at
from tests.support.pdf import text_of

HANDED_IN = "2020-03-05 10:00"
EDITIONS = "/regulation/editions/"
OTHER_IIN = made_iin(date(1990, 6, 5), "male", 77)
RECORD = "Аттестат А № 0123456, 2007 жыл."
NOT_THERE = (
    "None",
    " 181",
    "&nbsp;181",
    "Стандарт",
    "медициналық",
    "медицинск",
    "актуализ",
    "өзектендір",
    "ҰБДБ",
    "НОБД",
)
"""Words of the act the product was made for, and the one of a value that was forgotten."""


def searched(archive: Archive) -> Case:
    """A request that lies with Oraz, the archivist."""
    case = archive.takes("enter_request", HANDED_IN)
    oraz = str(archive.people["oraz"].pk)
    return archive.does("kenes", "order_search", case, "2020-03-05 10:20", assignee=oraz, note="Іздеңіз")


def delivered(archive: Archive, case: Case) -> Case:
    """From the draft to the recipient's hands."""
    case = archive.does("kenes", "put_signature", case, "2020-03-06 15:00")
    case = archive.does("zere", "enter_answer", case, "2020-03-06 15:30")
    return archive.does("zere", "hand_over", case, "2020-03-06 16:00")


def printed(case: Case, kind: str) -> str:
    """The words of the newest paper of a kind, made as the desk makes it."""
    paper = Paper.objects.filter(case=case, kind=kind).latest("pk")
    produce(paper.pk)
    paper.refresh_from_db()
    assert paper.status == Paper.Status.READY, paper.error
    return text_of(bytes(paper.pdf or b""))


def local(case: Case, moment: str) -> str:
    return f"{working_time(case.provider).local(getattr(case, moment)):%Y-%m-%d %H:%M}"


def drafted(archive: Archive) -> Case:
    """A duplicate that waits for its signature."""
    case = archive.does("oraz", "found", searched(archive), "2020-03-05 16:00", explanation=RECORD)
    return archive.does("oraz", "draft_duplicate", case, "2020-03-06 11:00")


def said(page: str) -> str:
    """The words of a page, with plain spaces."""
    return " ".join(page.replace("&nbsp;", " ").replace("\N{NO-BREAK SPACE}", " ").split())


def pages() -> list[str]:
    """Every address of the desk that is a page of its own."""
    routes = [str(one.pattern) for one in urlpatterns]
    return [f"/{route}" for route in routes if "<" not in route]


def test_found_in_the_archive_it_ends_in_a_duplicate(archive: Archive) -> None:
    case = drafted(archive)
    page = archive.get("kenes", f"/cases/{case.code}/", "2020-03-06 12:00")
    assert page.count("не понадобилось") == 1, "the expert's action was passed by"
    case = delivered(archive, case)
    assert (case.end, case.number, case.result_number) == ("delivered", "А-1/2020", "Т-1/2020")
    assert case.edition == f"{ACT}/2020-02-01"
    assert case.basis["kk"].startswith("Жаңажазық ауданы білім бөлімінің"), "in force by itself, without an order"
    words = printed(case, "duplicate")
    for expected in ("Аттестаттың телнұсқасы", "Т-1/2020", "Әлімов Серік – владелец", RECORD, "Бекенов", "Мұратов"):
        assert expected in words


def test_not_found_it_goes_by_the_expert(archive: Archive) -> None:
    case = archive.does("oraz", "not_found", searched(archive), "2020-03-05 16:00", explanation="Қорда жоқ.")
    case = archive.does(
        "raushan", "give_opinion", case, "2020-03-05 17:00", explanation="Мектеп ондай аттестат бермеген."
    )
    assert case.holder == archive.people["oraz"]
    case = archive.does(
        "oraz", "draft_denial", case, "2020-03-06 11:00", grounds=["never_issued"], explanation="Жазба жоқ."
    )
    case = archive.does("kenes", "give_back", case, "2020-03-06 12:00", reason="Негізін толықтырыңыз.")
    case = archive.does(
        "oraz", "draft_denial", case, "2020-03-06 12:30", grounds=["files_lost"], explanation="Қор өртенген."
    )
    case = delivered(archive, case)
    assert case.end == "denial_delivered"
    words = printed(case, "denial")
    assert "Этот фонд архива не сохранился" in words
    assert "қағидалардың 7-тармағы" in words
    assert "не сверен" not in words, "this regulation was seen in full"


def test_an_incomplete_package_is_turned_back(archive: Archive) -> None:
    case = archive.takes("turn_back", HANDED_IN, doc_passport_or_card_shown="")
    assert (case.end, case.refusal_number, case.number) == ("turned_back", "Қ-1", "")
    assert "Удостоверение личности или паспорт" in printed(case, "return_note")


def test_the_term_is_of_calendar_days(archive: Archive) -> None:
    """The tenth day is a Sunday: it counts as any other."""
    case = searched(archive)
    assert local(case, "due_at") == "2020-03-15 10:00"
    words = printed(case, "slip")
    assert "10 календарных дней" in words
    assert "15.03.2020, 10:00" in words
    for path in (f"/cases/{case.code}/", f"/cases/{case.code}/time/"):
        assert "15.03.2020, 10:00" in said(archive.get("oraz", path))
    assert "То же время через 10 календарных дней" in said(archive.get("oraz", f"/cases/{case.code}/"))


def test_every_page_stands_without_a_word_of_the_first_act(archive: Archive) -> None:
    """Pages nobody has here are refused; none fails, none knows the act the product was made for."""
    archive.does("oraz", "not_found", searched(archive), "2020-03-05 16:00", explanation="Қорда жоқ.")
    cases = [f"/cases/{one.code}/{part}" for one in Case.objects.all() for part in ("", "time/", "correct/")]
    wrong = []
    for who, lang in zip(archive.people, cycle(("kk", "ru", "en"))):
        client = archive.client(who, "2020-03-05 17:00", lang)
        client.raise_request_exception = False
        for path in (*pages(), *cases):
            answer = client.get(path)
            page = answer.getvalue().decode(errors="replace")
            found = [word for word in NOT_THERE if word in page]
            if found or answer.status_code >= 500:
                wrong.append((who, path, answer.status_code, found))
    assert wrong == []


def test_a_menu_has_no_register_where_there_is_none(archive: Archive) -> None:
    for who in archive.people:
        page = archive.get(who, "/regulation/")
        assert 'href="/register/"' not in page
        assert 'href="/transmissions/"' not in page
    for who, path in (("zere", "/new/"), ("kenes", "/journals/"), ("botagoz", "/office/")):
        page = archive.get(who, path)
        offered = ("/blank/", "/late/", "/day/paper/", 'value="paper"', "/office/organisations/")
        assert not [one for one in offered if one in page], f"{path}: this regulation has none of these"
    refused = archive.client("oraz").get("/register/")
    assert refused.status_code == 403
    assert "регистр лиц не ведётся" in refused.content.decode()


def test_each_finds_the_case_in_their_list_of_today(archive: Archive) -> None:
    case = archive.does("oraz", "not_found", searched(archive), "2020-03-05 16:00", explanation="Қорда жоқ.")
    lists = {who: archive.get(who, "/", "2020-03-06 10:00") for who in ("zere", "oraz", "raushan", "kenes")}
    assert [who for who, page in lists.items() if f"/cases/{case.code}/" in page] == ["raushan"]
    assert "Ожидают заключения" in lists["raushan"]
    assert "Қорда жоқ." in archive.get("raushan", f"/cases/{case.code}/"), "the expert reads what was searched"


def test_the_books_are_those_of_the_regulation(archive: Archive) -> None:
    archive.takes("turn_back", HANDED_IN, doc_passport_or_card_shown="")
    case = delivered(archive, drafted(archive))
    for book, number in (("requests", case.number), ("turned_away", "Қ-1"), ("answers", case.result_number)):
        page = archive.get("kenes", f"/journals/{book}/?from=01.03.2020&to=31.03.2020", "2020-03-06 17:00")
        assert number in page
    overseen = archive.get("tolegen2", "/oversight/", "2020-03-06 17:00")
    assert "Әлімов" not in overseen, "nothing is late"


def test_anybody_sees_the_service_and_how_a_case_stands(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    case = searched(archive)
    monkeypatch.setattr("kense.desk.views.public.now", lambda: at("2020-03-06 12:00"))
    status = said(Client().get("/status/", {"number": case.number, "code": case.public_code}).content.decode())
    assert "15.03.2020, 10:00" in status
    service = said(Client().get("/service/").content.decode())
    assert all(words in service for words in ("7. Беру", "күнтізбелік 10 күн", "норма көрсетілмеген"))


def test_who_may_not_is_told_by_this_regulation(archive: Archive) -> None:
    case = searched(archive)
    fields = {"version": str(case.version), "key": "k", "explanation": RECORD}
    answer = archive.client("raushan").post(f"/cases/{case.code}/do/found/", fields)
    assert answer.status_code == 403
    assert "архивист" in answer.content.decode()
    answer = archive.client("oraz").post(f"/cases/{case.code}/do/draft_duplicate/", fields)
    assert answer.status_code == 409
    answer = archive.client("oraz").get("/journals/")
    assert "приёмщик, директор, контролирующий, администратор" in answer.content.decode()


def test_its_lawyer_prepares_and_publishes_an_edition(archive: Archive) -> None:
    """One more ground of refusal: who applies later meets it, whose case is open does not."""
    before, client = searched(archive), archive.client("saltanat", "2020-03-05 17:00")
    client.post(f"{EDITIONS}begin/")
    looks = ("", "look/", "look/service/", "look/duplicate/")
    for path in looks:
        assert client.get(f"{EDITIONS}draft/{path}").status_code == 200, path
    for part in ("documents", "grounds", "texts", "directories", "entries", "reasons", "retention", "standard"):
        assert client.get(f"{EDITIONS}draft/parts/{part}/").status_code in (200, 404), part
    named = {"name_kk": "Төлем жоқ", "name_ru": "Нет оплаты", "name_en": "Not paid", "version": "1"}
    assert client.post(f"{EDITIONS}draft/parts/grounds/", named).status_code == 302
    order = {"valid_from": "06.03.2020", "order_number": "3", "order_date": "05.03.2020", "version": "2"}
    assert client.post(f"{EDITIONS}draft/publish/", order).status_code == 302
    after = archive.takes("enter_request", "2020-03-06 10:00", person_iin=OTHER_IIN, confirm="")
    assert [len(law.edition(case.edition).standard.grounds) for case in (before, after)] == [2, 3]


def test_two_acts_live_in_one_installation(archive: Archive, office: Office) -> None:
    """Each office works by its own; who oversees both sees what is late in both, each by its own regulation."""
    ours = searched(archive)
    theirs = office.handed_in("2020-03-05 10:00", doc_study_certificate_expires="18.06.2020")
    theirs = office.registered(theirs, "2020-03-05 10:10")
    assert [law.edition(case.edition).act.id for case in (ours, theirs)] == [ACT, OFFICE_ACT]
    Oversight.objects.create(officer=archive.people["tolegen2"], provider=office.provider)
    late = archive.get("tolegen2", "/oversight/", "2020-03-20 10:00", "kk")
    for case in (ours, theirs):
        assert f">{case.number}<" in late
        assert lookup.action(law.edition(case.edition), case.action or "").name.kk in late
        assert case.recipient in archive.get("tolegen2", f"/cases/{case.code}/", "2020-03-20 10:00", "kk")
        act = law.edition(case.edition).act
        for path in ("service", "directory"):
            assert act.cited_as.kk in said(Client().get(f"/{path}/?act={act.id}").content.decode())
        assert f'href="?act={act.id}"' not in Client().get(f"/service/?act={act.id}").content.decode()
    assert f'href="?act={ACT}"' in Client().get(f"/service/?act={OFFICE_ACT}").content.decode()
