"""What the tables of cases do not take, whoever writes them."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from kense.cases.models import ActionRun, Case, GivenNumber, NumberSeries, PerformedCommand
from tests.support.office import Office, at

Mistake = Callable[[], object]


def again(model: type[GivenNumber | NumberSeries | PerformedCommand | Case]) -> Mistake:
    """The first row of a table once more."""

    def run() -> None:
        row = model._default_manager.order_by("pk")[0]
        row.pk = None
        row.save(force_insert=True)

    return run


MISTAKES: dict[str, Mistake] = {
    "neither open nor over": lambda: Case.objects.update(action=None),
    "open and over": lambda: Case.objects.update(end="granted"),
    "two cases with one code": again(Case),
    "a number given twice": again(GivenNumber),
    "two series of one journal and year": again(NumberSeries),
    "a key used twice": again(PerformedCommand),
    "two open runs": lambda: ActionRun.objects.update(done_at=None),
    "a series that goes below nothing": lambda: NumberSeries.objects.update(last=F("last") - 9),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_not_stored(mistake: Mistake, office: Office) -> None:
    office.registered()
    with pytest.raises(IntegrityError), transaction.atomic():
        mistake()


def test_a_case_is_called_by_its_number_once_it_has_one(office: Office) -> None:
    case = office.handed_in()
    assert str(case) == case.code
    assert str(office.registered(case)) == "03-14/1"


def test_runs_come_in_the_order_they_were_opened(office: Office) -> None:
    case = office.drafted()
    assert [run.opened_at for run in case.runs.all()] == [
        at("2019-03-26 10:12"),
        at("2019-03-26 10:20"),
        at("2019-03-26 10:30"),
        at("2019-03-26 11:40"),
    ]
