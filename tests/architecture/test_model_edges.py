"""A foreign key written as a string is no import, so the import contracts cannot see it. This does."""

from collections.abc import Iterator

import pytest
from django.apps import apps

from tests.support.tree import layers

RANK = {package: rank for rank, layer in enumerate(layers()) for package in layer}


def package_of(module: str) -> str | None:
    """`cases` for `kense.cases.models`; None for a table that is not ours."""
    root, _, rest = module.partition(".")
    return rest.partition(".")[0] if root == "kense" else None


def points_upward(owner: str, target: str) -> bool:
    """Whether a table of module `owner` refers to one of a package that is not its own and not below."""
    source, aim = package_of(owner), package_of(target)
    return None not in (source, aim) and source != aim and RANK[str(aim)] >= RANK[str(source)]


def edges() -> Iterator[tuple[str, str, str]]:
    """Each reference between tables: the field as people say it, the owner's module, the target's module."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            target = field.related_model
            if field.is_relation and not field.auto_created and isinstance(target, type):
                yield f"{model._meta.label}.{field.name} -> {target._meta.label}", model.__module__, target.__module__


def test_no_table_refers_to_a_table_of_a_later_stage() -> None:
    upward = [name for name, owner, target in edges() if points_upward(owner, target)]
    assert upward == [], "keep the reference in the later stage: it knows the earlier one, not the other way round"


def test_there_are_tables_to_look_at() -> None:
    assert any(package_of(owner) and package_of(target) for _, owner, target in edges())


@pytest.mark.parametrize(
    ("owner", "target", "upward"),
    [
        ("kense.cases.models", "kense.trail.models", True),
        ("kense.trail.models", "kense.cases.models", False),
        ("kense.desk.models", "kense.api.models", True),
        ("kense.cases.models", "kense.cases.models", False),
        ("kense.people.models", "django.contrib.auth.models", False),
    ],
)
def test_direction(owner: str, target: str, upward: bool) -> None:
    assert points_upward(owner, target) is upward
