"""The situations people bring to the desk: each comes out as its file says, and the register answers so afterwards."""

from datetime import date
from typing import Any

import pytest

from kense.papers.models import Paper
from kense.registry import statements, timeline
from kense.registry.facets import GROUND, PERSONAL
from kense.registry.models import Person
from kense.registry.register import grounds_of
from kense.registry.timeline import Period
from tests.law.situation import Situation, plain, play, situations
from tests.support.office import Office

SITUATIONS = situations()


def answer(person: Person, day: date) -> dict[str, Any]:
    """What the register says of a day, as it is known now."""
    about = timeline.about(statements.standing(person), Period(day.isoformat(), day.isoformat()))
    held = [statements.values_of(one) for one in about if one.facet == GROUND.name]
    named = timeline.newest(one for one in about if one.facet == PERSONAL.name)
    return {
        "categories": sorted(one["category"] for one in held),
        "organisations": sorted(one["organisation"] for one in held),
        "surname": named and named.data["surname"],
    }


def told(paper: Paper) -> dict[str, str]:
    """What the notification says of each datum, in Russian."""
    nothing = {"ru": "не указано"}
    return {
        one["field"]["ru"]: f"{(one['before'] or nothing)['ru']} → {(one['after'] or nothing)['ru']}"
        for one in paper.data["changes"]
    }


@pytest.mark.django_db
@pytest.mark.parametrize("situation", SITUATIONS, ids=str)
def test_situation(situation: Situation, office: Office) -> None:
    case, person = play(situation, office)
    grounds = {one.line: statements.values_of(one) for one in grounds_of(person)}
    assert {line: {name: grounds[line][name] for name in fields} for line, fields in situation.then.items()} == {
        line: plain(fields) for line, fields in situation.then.items()
    }
    for day, said in situation.answers.items():
        found = answer(person, day)
        assert {name: found[name] for name in said} == said, day
    if situation.told:
        notification = told(Paper.objects.filter(case=case, data__has_key="changes").latest("pk"))
        assert situation.told.items() <= notification.items()


def test_every_situation_is_told_once() -> None:
    assert len({str(one) for one in SITUATIONS}) == len(SITUATIONS) >= 16
