"""What a refusal has to be: said in three languages at its place, and leaving no trace."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps

from kense.casework.perform import ProblemsError
from kense.kernel import Problem, RefusedError, Text


def everything_stored() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours, by the table's name."""
    tables = [model for model in apps.get_models() if model.__module__.startswith("kense.")]
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in tables}


@contextmanager
def refused(code: str, ref: str | None = None) -> Iterator[None]:
    """What is done inside is refused with this code, citing this place, and every table is as it was."""
    before = everything_stored()
    with pytest.raises(RefusedError) as caught:
        yield
    refusal = caught.value.refusal
    assert refusal.code == code
    assert ref is None or str(refusal.ref) == ref
    assert_in_three_languages(refusal.text)
    assert everything_stored() == before


@contextmanager
def problems_told() -> Iterator[list[Problem]]:
    """What is done inside is told as problems at their fields, in the list given; every table is as it was."""
    before = everything_stored()
    found: list[Problem] = []
    with pytest.raises(ProblemsError) as caught:
        yield found
    found += caught.value.problems
    for problem in found:
        assert_in_three_languages(problem.text)
    assert everything_stored() == before


def assert_in_three_languages(text: Text) -> None:
    """Three different sentences with nothing left unfilled."""
    words = list(text.as_dict().values())
    assert all(words)
    assert len(set(words)) == 3
    assert not any(sign in one for one in words for sign in "{}")
