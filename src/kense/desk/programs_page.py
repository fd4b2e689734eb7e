"""What the pages of programs show: the list with the form of a new one, and one program with its tokens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from kense.casework import accounts, programs
from kense.desk.office_page import OfficePage
from kense.desk.officers import Desk
from kense.kernel import Problem, Text
from kense.people.roles import names_of
from kense.people.selectors import Officer, officers_of
from kense.people.tokens import Token, programs_of
from kense.registry.dates import shown


@dataclass(frozen=True, slots=True)
class ProgramRow:
    """A program of the list: its role in words, the last day on which a token lets it in; None where none does."""

    program: Officer
    role: Text
    until: date | None


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token of a program, the last day on which it lets in, and whether it still does."""

    token: Token
    last_day: date
    lets_in: bool


class ProgramsPage(OfficePage):
    """The programs of the office."""

    labels = programs.LABELS
    days = frozenset({"last_day"})

    @property
    def usual(self) -> Mapping[str, str]:
        """A token for as long as it can be given."""
        return {"last_day": shown(self.today + timedelta(days=programs.MOST_DAYS - 1))}

    @property
    def choices(self) -> Mapping[str, tuple[tuple[str, Text], ...]]:
        """The roles there are, and who may answer for a program."""
        working = [one for one in officers_of(self.provider) if one.is_active and not one.is_program]
        people = tuple((str(one.pk), Text.same(one.full_name)) for one in working if one.main_account_id is None)
        return {"role": tuple(names_of(self.provider.act).items()), "answers": people}

    @cached_property
    def rows(self) -> list[ProgramRow]:
        """They, by name."""
        return [self._row(one) for one in programs_of(self.provider)]

    def _row(self, program: Officer) -> ProgramRow:
        days = [programs.last_day_of(one) for one in program.tokens.all() if programs.lets_in(one, self.desk.at)]
        role = programs.role_of(program)
        return ProgramRow(program, names_of(self.provider.act).get(role, Text.same(role)), max(days, default=None))


class ProgramPage(ProgramsPage):
    """One program. `secret` is a token just made, shown this once."""

    def __init__(
        self,
        desk: Desk,
        program_id: int,
        typed: Mapping[str, str] | None = None,
        problems: Iterable[Problem] = (),
        secret: str = "",
    ) -> None:
        super().__init__(desk, typed, problems)
        self.row = next(one for one in self.rows if one.program.pk == program_id)
        self.secret = secret

    @property
    def usual(self) -> Mapping[str, str]:
        """A token for as long as it can be given; who answers now."""
        return {**super().usual, "answers": str(self.row.program.main_account_id)}

    @cached_property
    def tokens(self) -> list[TokenRow]:
        """Its tokens, the latest first."""
        found = self.row.program.tokens.all()
        return [TokenRow(one, programs.last_day_of(one), programs.lets_in(one, self.desk.at)) for one in found]

    @cached_property
    def cases(self) -> int:
        """How many open cases are with the program."""
        return accounts.cases_held(self.row.program)
