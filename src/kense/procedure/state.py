"""What deciding knows: the case as it stands, the officer, the command. Values only, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kense.law.edition import Input
from kense.procedure.package import Package


@dataclass(frozen=True, slots=True)
class Actor:
    """An officer at the moment of acting: the office they work in and the roles they hold there.

    id: of the account. stands_in_for: the role and the id of each absent officer whose work in that role is now theirs.
    Who did what in a case stays a matter of persons, so nobody gains by standing in.
    """

    id: str
    provider: str
    roles: frozenset[str]
    stands_in_for: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class CaseState:
    """A case as it stands. `action` is the open action, None once the case has an `end`.

    performers: the ids of the accounts that acted in it, by role.
    """

    provider: str
    action: str | None
    end: str | None
    version: int
    products: frozenset[str]
    holder: str | None
    result: str | None
    package: Package
    performers: Mapping[str, frozenset[str]]
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Command:
    """What an officer wants done: the id of the opening or of an outcome, and what they gave for it.

    `version` is the version of the case the officer saw; `given` the inputs that were filled in; `package` replaces the
    case's own where the command brings a new one; `sole_officer` that an order lets one person do everything.
    `persons` are the accounts of the office that are not a person's own (another one of theirs, a program's), each with
    the account of the person; `entered_by` is who enters from paper what the actor did.
    """

    operation: str
    actor: Actor
    version: int = 0
    given: frozenset[Input] = frozenset()
    package: Package | None = None
    assignee: Actor | None = None
    sole_officer: bool = False
    persons: Mapping[str, str] = field(default_factory=dict)
    entered_by: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows from a command that is allowed.

    `run` tells what becomes of the open action: it is `opened`, goes on (`kept`), is `closed` with the next one opened
    (`passed`), or `closed` with the case over (`ended`). `also_acted_as` are the other separated roles in which the same
    person has acted in the case by an order; `persons` tells whose the accounts are that are not a person's own.
    """

    operation: str
    role: str
    house: bool
    run: str
    before: CaseState | None
    after: CaseState
    draws: str | None = None
    papers: tuple[str, ...] = field(default=())
    applies_changes: bool = False
    also_acted_as: tuple[str, ...] = ()
    persons: Mapping[str, str] = field(default_factory=dict)
