"""Refusals and problems."""

import dataclasses

import pytest

from kense.kernel import LegalRef, Problem, Refusal, RefusedError, Text

REFUSED = Refusal("too_late", Text("кеш", "поздно", "too late"), LegalRef("reg", "6"))


def test_a_refusal_that_ends_an_operation_carries_its_sentence() -> None:
    with pytest.raises(RefusedError, match=r"^too_late: too late$") as raised:
        raise RefusedError(REFUSED)
    assert raised.value.refusal == REFUSED


def test_a_problem_is_an_error_unless_it_says_otherwise() -> None:
    assert Problem("iin", "digit", Text.same("x")).severity == "error"


def test_a_refusal_does_not_change() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        REFUSED.code = "no_ground"  # type: ignore[misc]
