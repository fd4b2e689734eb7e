"""Random days of an office: cases that get so far in so many minutes, some asked about, returned, withdrawn or refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from hypothesis import strategies as st

from kense.cases.models import Case
from tests.support.office import Office, at, do

MORNING = at("2019-03-26 09:00")
# All of them end with a refusal: what one case writes into the register is then in the way of no other.
USUAL = ("registered", "assigned", "refusal_drafted", "signed", "result_registered", "issued")
WITH_INQUIRY = ("registered", "assigned", "asked", "answered", "refusal_drafted", "signed")
ASKED = ("registered", "assigned", "asked", "refusal_drafted", "signed", "result_registered", "issued")
WITH_REWORK = (
    "registered",
    "assigned",
    "refusal_drafted",
    "returned",
    "refusal_drafted",
    "signed",
    "result_registered",
)


@dataclass(frozen=True)
class Day:
    """One case: when it comes, the steps it goes with the minutes before each, whether it is withdrawn then."""

    starts: int
    steps: tuple[str, ...]
    gaps: tuple[int, ...]
    withdrawn: bool

    def play(self, office: Office) -> Case:
        """The case in the database."""
        moment = MORNING + timedelta(minutes=self.starts)
        case = office.handed_in(_clock(moment))
        for step, gap in zip(self.steps, self.gaps, strict=False):
            moment += timedelta(minutes=gap)
            case = getattr(office, step)(case, _clock(moment))
        if self.withdrawn and case.action and "registered_result" not in case.products and case.number:
            inputs = {"reason": "Алушының өтініші бойынша"}
            case = do("withdraw", case, by=office.aigul, when=_clock(moment + timedelta(minutes=7)), inputs=inputs)
        return case


@contextmanager
def played(office: Office, told: list[Day]) -> Iterator[None]:
    """The cases in the database, and gone again afterwards."""
    with transaction.atomic():
        for day in told:
            day.play(office)
        yield
        transaction.set_rollback(True)


def days() -> st.SearchStrategy[list[Day]]:
    """A few cases of one office."""
    gaps = st.lists(st.integers(0, 400), max_size=8).map(tuple)
    ways = st.sampled_from([USUAL, WITH_INQUIRY, ASKED, WITH_REWORK])
    return st.lists(st.builds(Day, st.integers(0, 3000), ways, gaps, st.booleans()), min_size=1, max_size=4)


def _clock(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")
