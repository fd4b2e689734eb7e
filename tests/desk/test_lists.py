"""The lists of the day: what waits for whom, in which order, and at what cost."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from kense.casework.faces import action_face, case_face
from kense.law import edition
from kense.people.selectors import working_time
from tests.desk.conftest import AtDesk
from tests.support.office import Office, at, reloaded


def test_each_officer_sees_what_waits_for_them(office: Office, at_desk: AtDesk) -> None:
    at_counter, to_assign, to_check = office.handed_in(), office.registered(), office.assigned()
    pages = {
        who: at_desk(getattr(office, who), "2019-03-26 10:40").get("/").content.decode()
        for who in ("aigul", "nurlan", "dauren", "madina")
    }
    seen = {who: [case.code in page for case in (at_counter, to_assign, to_check)] for who, page in pages.items()}
    assert seen["nurlan"] == [False, True, False]
    assert seen["dauren"] == [False, False, True]
    assert seen["madina"] == [False, False, False]
    assert seen["aigul"][0]


def test_the_most_urgent_stands_first(office: Office, at_desk: AtDesk) -> None:
    later = office.registered(office.handed_in("2019-03-26 10:14"), "2019-03-26 10:22")
    sooner = office.registered(office.handed_in("2019-03-26 10:10"), "2019-03-26 10:15")
    page = at_desk(office.nurlan).get("/").content.decode()
    assert page.index(sooner.number + "<") < page.index(later.number + "<")


def test_a_longer_list_costs_no_more_queries(office: Office, at_desk: AtDesk) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert at_desk(office.nurlan).get("/").status_code == 200
        return len(caught)

    office.registered()
    queries()
    few = queries()
    for _ in range(5):
        office.registered()
    assert queries() == few


def test_clocks_say_what_is_left_and_how_loudly(office: Office) -> None:
    case = office.registered(when="2019-03-26 10:20")
    run, law, worktime = case.runs.last(), edition(case.edition), working_time(office.provider)
    assert run is not None
    faces = {when: action_face(run, law, worktime, at(f"2019-03-26 {when}")) for when in ("10:24", "10:36", "10:46")}
    assert [(face.state, face.text.kk) for face in faces.values()] == [
        ("ok", "16 мин қалды"),
        ("soon", "4 мин қалды"),
        ("late", "6 мин кешікті"),
    ]


def test_an_uncollected_result_is_nobodys_lateness(office: Office) -> None:
    case = office.result_registered(when="2019-03-26 12:10")
    run, law, worktime = case.runs.last(), edition(case.edition), working_time(office.provider)
    assert run is not None
    a_week_later = at("2019-04-02 12:00")
    assert action_face(run, law, worktime, a_week_later).state == "still"
    assert case_face(reloaded(case), law, worktime, a_week_later).text.kk == "мерзімінде"
