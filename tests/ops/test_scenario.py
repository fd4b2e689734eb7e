from pathlib import Path

import pytest

from kense.law import LawError
from kense.ops import demo_office, sample_day
from kense.ops.errors import StopError
from kense.ops.scenario import Scenario, play, read_scenario


def with_step(**changed: object) -> Scenario:
    """The first case of the sample day with something else in its second step."""
    case = read_scenario(sample_day.FILE).cases[0]
    steps = (case.steps[0], case.steps[1].model_copy(update=changed), *case.steps[2:])
    return Scenario(cases=(case.model_copy(update={"steps": steps}),))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"by": "head"}, "case 'plain', register at 2019-03-15 09:51"),
        ({"do": "regster"}, "no operation “regster”"),
        ({"at": "2019-03-15T09:00"}, "case 'plain'"),
    ],
)
def test_a_step_that_is_not_carried_out_is_named(changed: dict[str, str], why: str) -> None:
    with pytest.raises(StopError) as stop:
        play(with_step(**changed), demo_office.create(with_passwords=False))
    assert why in str(stop.value)


@pytest.mark.django_db
def test_minutes_before_now_need_a_now() -> None:
    with pytest.raises(ValueError, match="present moment"):
        play(with_step(at=10), demo_office.create(with_passwords=False))


def test_an_unknown_property_is_said(tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text("cases:\n  - {key: a, show: b}\n", encoding="utf-8")
    with pytest.raises(LawError) as wrong:
        read_scenario(file)
    assert any("unexpected property" in mistake for mistake in wrong.value.mistakes)
