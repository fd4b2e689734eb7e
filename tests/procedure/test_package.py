"""The document package: what the circumstances require, what is missing, what has expired."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kense.law.check import APPLICANTS
from kense.procedure import DocumentShown, Package, PackageCheck, check_package, required
from tests.procedure.office import DAY, EDITION, package

YESTERDAY, TOMORROW = date(2026, 3, 1), date(2026, 3, 3)
FACTS = st.fixed_dictionaries(
    {
        "applicant": st.sampled_from(APPLICANTS),
        "minor": st.booleans(),
        "reason": st.sampled_from([one.id for one in EDITION.standard.reasons]),
        "term": st.sampled_from([one.id for one in EDITION.procedure.terms]),
    }
)

SELF = {"application_form", "own_identity_document"}
CHILD = {"application_form", "birth_certificate", "representative_identity_document"}
PROXY = {*SELF, "representative_identity_document", "power_of_attorney"}


@pytest.mark.parametrize(
    ("facts", "documents"),
    [
        ({"reason": "enrolled"}, SELF | {"study_certificate"}),
        ({"reason": "transferred"}, SELF | {"study_certificate"}),
        ({"reason": "study_form_changed"}, SELF | {"study_certificate"}),
        ({"reason": "readmitted"}, SELF | {"study_certificate"}),
        ({"reason": "academic_leave"}, SELF | {"order_copy"}),
        ({"reason": "expelled"}, SELF | {"order_copy"}),
        ({"reason": "graduated"}, SELF | {"order_copy"}),
        ({"reason": "studies_abroad"}, SELF | {"foreign_study_certificate"}),
        ({"reason": "personal_data_corrected"}, SELF | {"changed_data_proof"}),
        ({"reason": "duplicate_removed"}, SELF | {"changed_data_proof"}),
        ({"reason": "enrolled", "term": "four_days"}, SELF | {"study_certificate"}),
        ({"reason": "enrolled", "applicant": "representative", "minor": True}, CHILD | {"study_certificate"}),
        ({"reason": "graduated", "applicant": "proxy"}, PROXY | {"order_copy"}),
    ],
)
def test_required_documents(facts: dict[str, str | bool], documents: set[str]) -> None:
    assert {one.id for one in required(EDITION, package(facts).facts)} == documents


def test_every_document_of_the_list_is_required_in_some_case() -> None:
    reasons = [one.id for one in EDITION.standard.reasons]
    cases = itertools.product(APPLICANTS, (True, False), reasons)
    asked = {one.id for a, m, r in cases for one in required(EDITION, {"applicant": a, "minor": m, "reason": r})}
    assert asked == {one.id for one in EDITION.standard.documents}


@given(facts=FACTS)
def test_nobody_comes_without_an_application_and_somebody_s_identity(facts: dict[str, str | bool]) -> None:
    asked = {one.id for one in required(EDITION, facts)}
    assert "application_form" in asked
    assert len(asked & {"own_identity_document", "birth_certificate"}) == 1


@pytest.mark.parametrize(
    ("last_day", "expired"),
    [(YESTERDAY, True), (DAY, False), (TOMORROW, False), (None, False)],
    ids=["yesterday", "today", "tomorrow", "no end"],
)
def test_a_document_is_good_through_its_last_valid_day(last_day: date | None, expired: bool) -> None:
    shown = package(documents={"application_form": None, "study_certificate": None, "own_identity_document": last_day})
    found = check_package(EDITION, shown)
    assert [one.document for one in found.expired] == (["own_identity_document"] if expired else [])
    assert found.complete is not expired


def test_missing_and_expired_are_told_apart() -> None:
    found = check_package(EDITION, package(documents={"own_identity_document": YESTERDAY}))
    assert found.missing == ("application_form", "study_certificate")
    assert [one.document for one in found.expired] == ["own_identity_document"]
    assert not found.complete


def test_an_expired_document_nobody_asked_for_is_still_expired() -> None:
    found = check_package(
        EDITION, package(documents={**dict.fromkeys(SELF), "study_certificate": None, "order_copy": YESTERDAY})
    )
    assert found == PackageCheck((), (DocumentShown("order_copy", expires_on=YESTERDAY),))


@given(facts=FACTS)
def test_what_is_required_is_enough_and_nothing_less(facts: dict[str, str | bool]) -> None:
    shown = tuple(DocumentShown(one.id) for one in required(EDITION, facts))
    assert check_package(EDITION, Package(facts, shown, DAY)).complete
    for left_out in shown:
        rest = tuple(one for one in shown if one != left_out)
        assert check_package(EDITION, Package(facts, rest, DAY)).missing == (left_out.document,)
