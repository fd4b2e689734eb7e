"""House rule: a draft is confirmed by somebody who has had it before them since it was made, one case or many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kense.cases.models import Case
from kense.casework.openings import open_case, open_paper, show_personal_data
from kense.casework.seen import unseen
from kense.papers.models import Paper
from kense.people.models import Officer
from kense.trail.models import TrailEntry
from tests.support.office import REFUSAL, SINCE, Office, at, do, looked_at, made_officer, reloaded
from tests.support.said import refused

NOON = "2019-03-26 12:00"
CODE = "draft_unseen"


def sign(case: Case, by: Officer, when: str = NOON) -> Case:
    """The signature is confirmed by somebody who may have looked or not."""
    return do("sign", case, by=by, when=when)


def test_a_draft_nobody_opened_is_not_signed_and_nothing_is_left_of_the_try(office: Office) -> None:
    case = office.drafted()
    before = TrailEntry.objects.count()
    with refused(CODE, "house part separation"):
        sign(case, office.nurlan)
    assert (reloaded(case).version, TrailEntry.objects.count()) == (case.version, before)
    assert sign(looked_at(case, office.nurlan, "2019-03-26 11:59"), office.nurlan).action == "issue"


def test_an_opening_from_before_the_draft_does_not_count(office: Office) -> None:
    case = office.drafted(looked_at(office.assigned(), office.nurlan, "2019-03-26 11:39"), "2019-03-26 11:40")
    with refused(CODE):
        sign(case, office.nurlan)


def test_a_draft_made_anew_is_opened_anew(office: Office) -> None:
    case = looked_at(office.drafted(), office.nurlan, "2019-03-26 11:45")
    case = office.drafted(office.returned(case, "2019-03-26 11:46"), "2019-03-26 11:50")
    with refused(CODE):
        sign(case, office.nurlan)
    assert sign(looked_at(case, office.nurlan, "2019-03-26 11:51"), office.nurlan).action == "issue"


def test_what_somebody_else_opened_or_another_account_does_not_count(office: Office) -> None:
    case = looked_at(office.drafted(), office.nurlan, "2019-03-26 11:45")
    again = made_officer(office.provider, "again", "Жақып Нұр", "head")
    Officer.objects.filter(pk=again.pk).update(main_account=office.nurlan)
    with refused(CODE):
        sign(case, again)


def test_other_looks_at_the_case_do_not_show_the_draft(office: Office) -> None:
    case = office.drafted()
    show_personal_data(case, officer=office.nurlan, at=at("2019-03-26 11:50"))
    open_paper(Paper.objects.latest("pk"), officer=office.nurlan, at=at("2019-03-26 11:51"))
    with refused(CODE):
        sign(case, office.nurlan)


def test_who_made_the_draft_by_an_order_on_one_person_has_seen_it(office: Office) -> None:
    office.provider.sole_officer_order = "№ 7 бұйрық, 01.02.2019"
    office.provider.save()
    office.nurlan.roles.create(role="executor", from_day=SINCE)
    office.nurlan.refresh_from_db()
    inputs = {"note": "Орындауға", "assignee": str(office.nurlan.pk)}
    case = do("assign", office.registered(), by=office.nurlan, when="2019-03-26 10:30", inputs=inputs)
    case = do("prepare_refusal", case, by=office.nurlan, when="2019-03-26 11:40", inputs=REFUSAL)
    assert sign(case, office.nurlan).action == "issue"


@pytest.mark.parametrize("operation", ["return_for_rework", "withdraw", "correct_drafted_application", "nonsense"])
def test_only_confirming_asks_for_it(office: Office, operation: str) -> None:
    assert unseen([office.drafted()], operation, office.nurlan) == {}


def test_several_are_asked_about_at_once(office: Office) -> None:
    cases = [office.drafted() for _ in range(3)]
    open_case(cases[1], officer=office.nurlan, at=at(NOON))
    with CaptureQueriesContext(connection) as asked:
        found = unseen(cases, "sign", office.nurlan)
    assert set(found) == {cases[0].pk, cases[2].pk}
    assert len(asked) == 1
    with CaptureQueriesContext(connection) as asked:
        assert unseen(cases, "withdraw", office.nurlan) == {}
    assert len(asked) == 0


def test_a_case_that_is_over_has_no_draft(office: Office) -> None:
    assert unseen([office.issued()], "sign", office.nurlan) == {}
