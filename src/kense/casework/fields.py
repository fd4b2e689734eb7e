"""Reading the fields of an administrator's form; what is wrong with them is gathered, each at its field."""

from collections.abc import Mapping
from datetime import date

from kense.casework.perform import ProblemsError
from kense.kernel import Problem, Text
from kense.registry import names, texts
from kense.registry.dates import order_problem, parse_date


class FieldReader:
    """Reads typed fields one by one into values; `done` raises ProblemsError if any of them was wrong."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = fields
        self.problems: list[Problem] = []

    def line(self, field: str, label: Text, limit: int, *, required: bool = False) -> str:
        """One line of text, at most `limit` characters."""
        typed = texts.normalised(self.fields.get(field, ""))
        self._note(texts.problem_with(typed, field=field, label=label, limit=limit, required=required))
        return typed

    def name(self, field: str, label: Text, *, required: bool = True) -> str:
        """A part of a person's name."""
        typed = names.normalised(self.fields.get(field, ""))
        problem = names.problem_with(typed, field=field, label=label, required=required)
        # Mixed alphabets are a warning: an officer's name is compared with the order by which they were taken on.
        self._note(problem if problem and problem.severity == "error" else None)
        return typed

    def day(self, field: str, label: Text, *, required: bool = True) -> date | None:
        """A calendar day; None when it is left out or wrong."""
        typed = self.fields.get(field, "")
        if not required and not typed.strip():
            return None
        found = parse_date(typed, field=field, label=label)
        if isinstance(found, Problem):
            self._note(found)
            return None
        return found

    def days(
        self, fields: tuple[str, str], labels: tuple[Text, Text], *, open_end: bool = False
    ) -> tuple[date | None, date | None]:
        """A first and a last day, in order; `open_end` lets the last one be left out."""
        first, last = self.day(fields[0], labels[0]), self.day(fields[1], labels[1], required=not open_end)
        if first and last:
            self._note(order_problem(first, last, field=fields[1], label=labels[1], earlier_label=labels[0]))
        return first, last

    def say(self, field: str, code: str, text: Text) -> None:
        """Add a problem at a field."""
        self.problems.append(Problem(field, code, text))

    def done(self) -> None:
        """ProblemsError with everything that was wrong, if anything was."""
        if self.problems:
            raise ProblemsError(self.problems)

    def _note(self, problem: Problem | None) -> None:
        self.problems += [problem] if problem else []
