"""Whatever is typed, perform answers with a case, a problem at a field or a refusal; and what it took can be read back."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kense.cases.models import Case
from kense.casework.perform import ProblemsError
from kense.kernel import RefusedError
from kense.trail.chain import first_broken
from tests.casework.steps import BY_NAME, STEPS, Step
from tests.support.office import NOTIFICATION, Office, application

# Anything that can be sent, halves of signs too; and what is nearly right.
anything = st.text(st.characters(), max_size=60) | st.sampled_from(
    ["", " ", "\x00", "\ud800", "9" * 5000, "1e9", "-1", "٣", "31.02.2019", "2019-03-26T10:12", "2019-03-26", "None"]
)
FIELDS = [*sorted(application()), "confirmed", "handed_in", "doc__shown", "doc_study_certificate_issued", "note"]
FREE = ("assignee", "note", "reason", "explanation", "grounds", "confirmed")
WITH_INPUTS = [step for step in STEPS if step.inputs]

quick = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def undone() -> Iterator[None]:
    """Each made-up example starts from the same tables."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def answered(step: Step, office: Office, case: Case | None, inputs: Mapping[str, Any]) -> None:
    """Any answer is right that is one; the chain of the trail is whole after it."""
    with undone():
        with suppress(ProblemsError, RefusedError):
            step.take(office, case, inputs=inputs)
        assert first_broken(office.provider.pk) is None


@pytest.fixture
def ready(step: Step, office: Office) -> Case | None:
    return step.case(office)


@quick
@given(typed=st.dictionaries(st.sampled_from(FIELDS), anything, min_size=1, max_size=4))
def test_junk_in_a_complete_application(typed: Mapping[str, str], office: Office) -> None:
    answered(BY_NAME["hand_in"], office, None, {**application(), **typed})


@quick
@given(typed=st.dictionaries(anything | st.sampled_from(FIELDS), anything, max_size=6))
def test_junk_and_nothing_else(typed: Mapping[str, str], office: Office) -> None:
    answered(BY_NAME["hand_in"], office, None, typed)


@pytest.mark.parametrize("step", [BY_NAME["prepare_notification"]], ids=str)
@quick
@given(typed=st.dictionaries(st.sampled_from(sorted(NOTIFICATION)), anything, min_size=1, max_size=3))
def test_junk_in_the_changes(typed: Mapping[str, str], step: Step, ready: Case, office: Office) -> None:
    answered(step, office, ready, {**NOTIFICATION, **typed})


@pytest.mark.parametrize("step", WITH_INPUTS, ids=str)
@quick
@given(junk=st.dictionaries(st.sampled_from(FREE), anything, min_size=1))
def test_junk_in_the_other_inputs(junk: Mapping[str, str], step: Step, ready: Case | None, office: Office) -> None:
    answered(step, office, ready, {**step.given(office), **junk})
