"""What the pages of late entry show: the blocks of numbers, one block, and a sheet of paper as it is typed in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from kense.cases.selectors import NumberBlock, ReservedNumber
from kense.casework import blocks
from kense.casework.late import ACCEPTED_BY, DECIDED, HANDED_IN, SHEET, journals_on_paper, outcomes_on_paper
from kense.casework.late_entry import DAY, LABELS, TIME, same_day, typed_moment
from kense.desk.intake_page import IntakePage, usual_term
from kense.desk.office_page import Field
from kense.desk.officers import Desk
from kense.kernel import Problem, Text
from kense.law import lookup
from kense.law.edition import Journal, Outcome
from kense.people.selectors import Officer, officers_in_role


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block in a list: its journal, its numbers, how many are still open, entered, voided."""

    block: NumberBlock
    journal: Journal
    numbers: Sequence[ReservedNumber]

    @property
    def first(self) -> str:
        """The first number."""
        return self.numbers[0].text

    @property
    def last(self) -> str:
        """The last number."""
        return self.numbers[-1].text

    @property
    def free(self) -> list[ReservedNumber]:
        """Numbers nothing was entered under yet."""
        return [one for one in self.numbers if one.case_id is None and one.voided_at is None]

    @property
    def entered(self) -> int:
        """How many applications were entered."""
        return sum(one.case_id is not None for one in self.numbers)

    @property
    def voided(self) -> int:
        """How many numbers were voided."""
        return sum(one.voided_at is not None for one in self.numbers)


class BlocksPage:
    """The blocks of the office and the form of a new one; `typed` and `problems` of a form that was not taken."""

    def __init__(self, desk: Desk, typed: Mapping[str, str] | None = None, problems: Iterable[Problem] = ()) -> None:
        self.desk, self.typed = desk, typed or {}
        self.problems = {problem.field: problem for problem in reversed(list(problems))}

    @cached_property
    def rows(self) -> list[BlockRow]:
        """The blocks, the newest first."""
        return [row_of(self.desk, block) for block in blocks.blocks_of(self.desk.provider)]

    @property
    def form(self) -> dict[str, Field]:
        """The fields of a new block."""
        journals = tuple((one.id, one.name) for one in journals_on_paper(self.desk.edition))
        options = {"journal": journals}
        return {
            name: Field(
                name, blocks.LABELS[name], self.typed.get(name, ""), self.problems.get(name), options.get(name, ())
            )
            for name in ("journal", "count", "purpose")
        }


class BlockPage:
    """One block with what became of each of its numbers, and the form that voids those left over."""

    def __init__(
        self,
        desk: Desk,
        block: NumberBlock,
        reason: str = "",
        chosen: Iterable[str] = (),
        problems: Iterable[Problem] = (),
    ) -> None:
        self.desk, self.row, self.chosen = desk, row_of(desk, block), set(chosen)
        self.problems = {problem.field: problem for problem in reversed(list(problems))}
        self.reason = Field("reason", blocks.LABELS["reason"], reason, self.problems.get("reason"))


def row_of(desk: Desk, block: NumberBlock) -> BlockRow:
    """A block as lists show it."""
    return BlockRow(block, lookup.journal(desk.edition, block.series.journal), list(block.numbers.all()))


class LatePage(IntakePage):
    """The intake form for a sheet of paper, judged as of the moment the documents were handed in.

    `said` are the problems of a form that was not taken.
    """

    def __init__(
        self,
        desk: Desk,
        reserved: ReservedNumber,
        typed: Mapping[str, str] | None = None,
        said: Sequence[Problem] = (),
        *,
        judge: bool = False,
    ) -> None:
        self.reserved, self.now, self.office_desk = reserved, desk.at, desk
        first = {
            "applicant": "",
            "term": usual_term(desk.edition),
            SHEET: blocks.sheet_of(reserved),
            ACCEPTED_BY: str(desk.officer.pk),
        }
        fields = first if typed is None else dict(typed)
        then = self._happened(desk, fields)
        handed_in = desk.worktime.local(then).isoformat()
        super().__init__(replace(desk, at=then), {**fields, "handed_in": handed_in}, judge=judge)
        self.of_paper = {problem.field: problem for problem in reversed(said) if problem.field.startswith("late_")}

    def _happened(self, desk: Desk, fields: Mapping[str, str]) -> datetime:
        """When the documents were handed in, as far as it is typed and can be; else now."""
        found = typed_moment(desk.provider, fields, HANDED_IN, desk.at)
        possible = isinstance(found, datetime) and self.reserved.block.reserved_at <= found <= desk.at
        return found if isinstance(found, datetime) and possible else desk.at

    @cached_property
    def problems(self) -> dict[str, Problem]:
        """Those of the application and those of the paper."""
        return {**super().problems, **self.of_paper}

    @property
    def first(self) -> str:
        """No field of the application: one begins with the sheet."""
        return ""

    @property
    def slots(self) -> str:
        """With the places where something is said of the paper."""
        paper = ",".join(f"#slot-{name}" for name in (HANDED_IN, DECIDED, ACCEPTED_BY, SHEET))
        return f"{super().slots},{paper}"

    @property
    def moments(self) -> list[tuple[str, Text, str, str]]:
        """The moments of the paper: field, label, day and time as typed."""
        return [
            (name, LABELS[name], self.fields.get(name + DAY, ""), self.fields.get(name + TIME, ""))
            for name in (HANDED_IN, DECIDED)
        ]

    @property
    def paper_labels(self) -> Mapping[str, Text]:
        """What the fields of the paper are called."""
        return LABELS

    @property
    def officers(self) -> list[Officer]:
        """Who worked at the counter on the day of the paper or does now."""
        role, days = self.edition.procedure.opening.role, {self.desk.at, self.now}
        found = [
            one
            for at in sorted(days)
            for one in officers_in_role(self.desk.provider, role, self.desk.worktime.local(at).date())
        ]
        return list(dict.fromkeys(found))

    @property
    def outcome(self) -> Outcome:
        """What the number is for: the decision at the counter that takes its journal's numbers."""
        return next(one for one in outcomes_on_paper(self.edition) if one.draws == self.reserved.series.journal)

    @property
    def journal(self) -> Journal:
        """The journal of the number."""
        return lookup.journal(self.edition, self.reserved.series.journal)

    @property
    def fits(self) -> bool:
        """Whether the documents as ticked allow the decision the number is for."""
        return not self.documents_known or self._fits(self.outcome)

    @property
    def due_passed(self) -> bool:
        """Whether the term of the service ended before it was entered."""
        return self.due is not None and self.due.end < self.now

    @property
    def is_out_of_turn(self) -> bool:
        """Whether a smaller number of the block has a later moment: not wrong, but worth a look."""
        decided = typed_moment(self.desk.provider, same_day(self.fields), DECIDED, self.now)
        earlier = self.reserved.block.numbers.filter(n__lt=self.reserved.n, case__isnull=False)
        return isinstance(decided, datetime) and earlier.filter(case__numbers__at__gt=decided).exists()
