"""A stored case as the procedure sees it: nothing is lost on the way there and back."""

import pytest

from kense.cases.models import Case
from kense.cases.state import columns_of, state_of
from kense.procedure import DocumentShown
from tests.casework.steps import STEPS, Step
from tests.support.office import Office, at

COLUMNS = ("action", "end", "version", "products", "holder_id", "result", "performers", "last_at")


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_the_state_of_a_case_is_what_its_row_says(step: Step, office: Office) -> None:
    case = step.take(office, step.case(office))
    assert columns_of(state_of(case)) == {name: getattr(case, name) for name in COLUMNS}


def test_the_state_survives_being_stored(office: Office) -> None:
    case = office.drafted()
    state = state_of(case)
    Case.objects.filter(pk=case.pk).update(**columns_of(state))
    assert state_of(Case.objects.get(pk=case.pk)) == state


def test_the_state_names_provider_holder_and_performers_by_id(office: Office) -> None:
    state = state_of(office.assigned())
    assert (state.provider, state.holder) == (str(office.provider.pk), str(office.dauren.pk))
    assert state.performers == {"office": {str(office.aigul.pk)}, "head": {str(office.nurlan.pk)}}
    assert state.last_at == at("2019-03-26 10:30")


def test_the_package_is_that_of_the_day_of_handing_in(office: Office) -> None:
    case = office.handed_in("2019-03-29 18:25", doc_study_certificate_issued="01.03.2019")
    package = state_of(case).package
    assert package.day == at("2019-03-29 18:25").date()
    assert package.facts == {"applicant": "representative", "minor": True, "term": "one_day", "reason": "enrolled"}
    assert package.shown[-1] == DocumentShown(
        "study_certificate", 2, "", at("2019-03-01 00:00").date(), at("2019-06-18 00:00").date()
    )
