"""Papers an officer asks for: the application, the slips, in one language, as a copy, blank; the case stays as it is."""

import pytest

from kense.cases.models import ActionWait, Case
from kense.casework.paper_requests import GIVEN_TO_LIMIT, request_blank, request_copy, request_paper, requestable
from kense.law import edition as edition_by_id
from kense.law import lookup
from kense.law.edition import PaperAbout
from kense.papers.models import Paper
from kense.papers.produce import produce
from kense.people.models import Officer
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.support.office import INQUIRY, PERSONAL, Office, OtherOffice, at, do
from tests.support.pdf import text_of
from tests.support.said import everything_stored, refused

WHEN = "2019-03-26 12:40"
FOR_COURT = "Өскемен қаласының соты, талап қою үшін"


def kind_about(about: PaperAbout, case: Case) -> str:
    spec = lookup.paper_on_request(edition_by_id(case.edition), about)
    assert spec
    return spec.id


def asked(about: PaperAbout, case: Case, by: Officer, when: str = WHEN, language: str = "") -> Paper:
    return request_paper(case, kind_about(about, case), actor=by, at=at(when), language=language)


def said(paper: Paper) -> str:
    """What a reader sees on the paper."""
    made = produce(paper.pk)
    assert made.pdf is not None, made.error
    return text_of(bytes(made.pdf))


def made_original(case: Case) -> Paper:
    """The newest paper of the case, with its file."""
    return produce(Paper.objects.filter(case=case).latest("pk").pk)


def test_only_the_papers_and_the_trail_change(office: Office) -> None:
    case = office.assigned()
    before = everything_stored()
    paper = asked("assignment", case, office.aigul)
    changed = {table for table, rows in everything_stored().items() if rows != before[table]}
    assert changed == {"papers.Paper", "trail.TrailEntry", "trail.PersonalPart", "trail.TrailHead"}
    entry = TrailEntry.objects.latest("seq")
    assert (entry.operation, entry.officer, entry.facts["code"]) == ("paper_requested", office.aigul, paper.code)
    assert first_broken(office.provider.pk) is None


@pytest.mark.parametrize("about", ["application", "assignment", "control", "clocks"])
def test_an_officer_of_another_office_is_refused(about: PaperAbout, office: Office, other_office: OtherOffice) -> None:
    case = office.assigned()
    with refused("wrong_office", "reg 1"):
        asked(about, case, other_office.zhanna)


# The application


@pytest.mark.para("std app 2")
def test_the_application_is_there_to_be_signed_before_it_is_registered(office: Office) -> None:
    words = said(asked("application", office.handed_in(), office.aigul, when="2019-03-26 10:14"))
    for expected in ("Сағынтай Гүлнәр", "Сағынтай Іңкәр Бауыржанқызы", "заңды өкілі", "Күндізгі оқуға түсті"):
        assert expected in words
    assert "текст не сверен" in words


def test_a_blank_form_is_of_no_case_and_names_nobody(office: Office) -> None:
    case = office.registered()
    paper = request_blank(office.provider, actor=office.aigul, at=at(WHEN))
    assert (paper.case, paper.number) == (None, "")
    words = said(paper)
    assert not [one for one in PERSONAL if one in words]
    assert "Шетелде оқиды / Обучение за рубежом" in words
    assert case.number not in words
    assert TrailEntry.objects.latest("seq").facts["blank"] is True


# The resolution slip


@pytest.mark.para("house part slip")
def test_the_slip_has_the_note_the_executor_and_the_head(office: Office) -> None:
    words = said(asked("assignment", office.assigned(), office.aigul))
    for expected in ("№ 03-14/1", "Сағынтай Іңкәр", "Орындауға", "Оразбек Д.", "Жақыпов Н.", "26.03.2019, 10:30"):
        assert expected in words


def test_before_the_resolution_there_is_no_slip(office: Office) -> None:
    case = office.registered()
    assert kind_about("assignment", case) not in [one.id for one in requestable(case, edition_by_id(case.edition))]
    with refused("paper_not_yet", "house part slip"):
        asked("assignment", case, office.aigul)


# The control slip


@pytest.mark.para("house part control")
def test_the_slip_tells_who_held_the_case_and_whether_in_time(office: Office) -> None:
    case = office.answered(office.asked(when="2019-03-26 11:00"), when="2019-03-26 12:00")
    case = office.issued(
        office.result_registered(
            office.signed(office.drafted(case, "2019-03-26 17:30"), "2019-03-26 18:00"), "2019-03-26 18:10"
        ),
        "2019-03-29 10:00",
    )
    rows = asked("control", case, office.aigul, when="2019-03-29 11:00").data["control"]
    held = [(row["kind"], row["who"], row["since"][-5:], row["norm"], row["used"]) for row in rows]
    assert held == [
        ("run", "Сейітова А. М.", "10:12", 20, 8),
        ("run", "Жақыпов Н. С.", "10:20", 20, 10),
        ("run", "Оразбек Д. Ғ.", "10:30", 300, 270),
        ("pause", "–", "11:00", None, 60),
        ("run", "Жақыпов Н. С.", "17:30", 20, 30),
        ("run", "Сейітова А. М.", "18:00", 20, 10),
        ("pause", "–", "18:10", None, held[6][4]),
        ("service", {"kk": "«Көкжиек» колледжі", "ru": "Колледж «Көкжиек»"}, "10:12", 480, 388),
    ]
    assert [row["verdict"] and row["verdict"]["ru"] for row in rows][3:5] == [None, "просрочено на 10 мин"]


def test_a_case_that_was_reassigned_tells_both_executors(office: Office) -> None:
    inputs = {"assignee": str(office.madina.pk), "reason": "Дәурен іссапарда."}
    case = do("reassign", office.assigned(), by=office.nurlan, when="2019-03-26 12:30", inputs=inputs)
    rows = asked("control", case, office.aigul).data["control"]
    assert [row["who"] for row in rows[2:4]] == ["Оразбек Д. Ғ.", "Қасымова М."]


def test_whom_nobody_gave_the_case_to_is_named_by_the_role(office: Office) -> None:
    rows = asked("control", office.registered(), office.aigul, when="2019-03-26 10:25").data["control"]
    assert rows[1]["who"] == {"kk": "басшы", "ru": "руководитель"}


# The inquiry


@pytest.mark.para("house part letter")
def test_an_inquiry_has_its_own_number_and_paper(office: Office) -> None:
    case = office.asked()
    paper = Paper.objects.filter(case=case).latest("pk")
    assert ActionWait.objects.get().number == paper.number == "03-16/1"
    words = said(paper)
    for expected in ("№ 03-16/1", "№ 03-14/1", INQUIRY["addressee"], INQUIRY["question"], "Жақыпов Н.", "Оразбек Д."):
        assert expected in words
    assert TrailEntry.objects.latest("seq").facts["inquiry_number"] == "03-16/1"


def test_inquiries_are_numbered_one_after_the_other(office: Office) -> None:
    office.asked()
    office.asked(when="2019-03-26 11:05")
    assert list(ActionWait.objects.values_list("number", flat=True)) == ["03-16/1", "03-16/2"]


def test_the_number_goes_over_to_the_other_executor(office: Office) -> None:
    inputs = {"assignee": str(office.madina.pk), "reason": "Дәурен іссапарда."}
    do("reassign", office.asked(), by=office.nurlan, when="2019-03-26 12:30", inputs=inputs)
    assert list(ActionWait.objects.values_list("number", flat=True)) == ["03-16/1", "03-16/1"]


# In one language


def test_a_result_is_made_anew_in_one_language(office: Office) -> None:
    case = office.drafted()
    original = made_original(case)
    paper = request_paper(case, original.kind, actor=office.aigul, at=at(WHEN), language="ru")
    assert paper.code != original.code
    assert "Хабарлама" not in said(paper)
    assert TrailEntry.objects.latest("seq").facts["language"] == "ru"


def test_in_both_languages_it_is_there_already(office: Office) -> None:
    case = office.drafted()
    original = made_original(case)
    with refused("paper_there", "std app 1"):
        request_paper(case, original.kind, actor=office.aigul, at=at(WHEN))


def test_what_no_operation_has_made_yet_is_refused(office: Office) -> None:
    case = office.assigned()
    with refused("paper_not_yet", "std app 1"):
        request_paper(case, "notification", actor=office.aigul, at=at(WHEN), language="kk")
    with pytest.raises(KeyError):
        request_paper(case, "passport", actor=office.aigul, at=at(WHEN))


# Copies


@pytest.mark.para("house part copies")
def test_a_copy_is_a_paper_of_its_own_and_the_original_stays(office: Office) -> None:
    case = office.drafted()
    original = made_original(case)
    before = Paper.objects.values().get(pk=original.pk)
    copy = request_copy(case, original.code, FOR_COURT, actor=office.aigul, at=at(WHEN))
    words = said(copy)
    assert Paper.objects.values().get(pk=original.pk) == before
    assert (copy.copy_of, copy.number, copy.kind) == (original, original.number, original.kind)
    assert copy.code != original.code
    for expected in ("КӨШІРМЕ / КОПИЯ", original.code, copy.code, FOR_COURT, "Сейітова А."):
        assert expected in words


def test_for_whom_it_is_given_stays_out_of_the_open_part_of_the_trail(office: Office) -> None:
    case = office.drafted()
    original = made_original(case)
    request_copy(case, original.code, FOR_COURT, actor=office.aigul, at=at(WHEN))
    entry = TrailEntry.objects.latest("seq")
    assert entry.facts["copy_of"] == original.code
    assert FOR_COURT not in str(entry.facts)
    assert entry.personal.data == {"given_to": FOR_COURT}


@pytest.mark.parametrize("given_to", ["", "  ", "ә" * (GIVEN_TO_LIMIT + 1)])
def test_a_copy_is_for_somebody(given_to: str, office: Office) -> None:
    case = office.drafted()
    original = made_original(case)
    with refused("given_to_missing", "house part copies"):
        request_copy(case, original.code, given_to, actor=office.aigul, at=at(WHEN))


def test_a_copy_is_made_of_a_ready_original_of_the_same_case(office: Office) -> None:
    case, other = office.drafted(), office.registered(office.handed_in("2019-03-26 12:20"), "2019-03-26 12:25")
    queued = Paper.objects.filter(case=case).latest("pk")
    of_other = made_original(other)
    copy = produce(request_copy(other, of_other.code, FOR_COURT, actor=office.aigul, at=at(WHEN)).pk)
    for one, wrong in ((case, queued.code), (case, of_other.code), (other, copy.code), (case, "nothing")):
        with refused("no_original", "house part copies"):
            request_copy(one, wrong, FOR_COURT, actor=office.aigul, at=at(WHEN))


def test_an_officer_of_another_office_gets_no_copy(office: Office, other_office: OtherOffice) -> None:
    case = office.drafted()
    original = made_original(case)
    with refused("wrong_office", "reg 1"):
        request_copy(case, original.code, FOR_COURT, actor=other_office.saule, at=at(WHEN))
