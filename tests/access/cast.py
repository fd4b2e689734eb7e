"""Everybody who may try something with a case: an account of each kind, and the case brought where it is needed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from kense.cases.models import Case
from kense.casework.openings import open_case
from kense.people.models import Officer, OfficerRole, Oversight, Provider, Substitution
from kense.people.roles import CONTROLLER, LAWYER, NAMES
from tests.access.oracle import OPENING, OPERATIONS, ROLES, State, Who
from tests.casework.steps import BY_NAME
from tests.support.office import SINCE, at, do, made_provider

ALL = frozenset(ROLES)
BUILT = at("2019-03-26 10:12")
TRIED, AWAY = "2019-03-27 10:00", "2019-03-28 10:00"
"""The moments of the tries: everybody at work, and those who acted in the case away with others standing in."""
TRIES = (*OPERATIONS, OPENING, "dance")
"""What is tried: every operation of the edition, and one that no edition has."""
DEFICIENT = {"doc_birth_certificate_shown": ""}


@dataclass
class Cast:
    """Two offices and their accounts by name. Who acts in the case holds every role, so that only one thing keeps them apart."""

    own: Provider
    other: Provider
    accounts: dict[str, Officer] = field(default_factory=dict)
    roles: dict[str, frozenset[str]] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)

    @classmethod
    def made(cls) -> "Cast":
        """Everybody, in the database."""
        cast = cls(made_provider("Көкжиек"), made_provider("Алтай"))
        for role in ROLES:
            cast._account(f"acting {role}", ALL)
            cast._account(f"instead of {role}", frozenset())
        for role in (*ROLES, *NAMES):
            cast._account(f"only {role}", frozenset({role}))
            cast._account(f"only {role} elsewhere", frozenset({role}), cast.other)
        for name, roles in (("everything", ALL), ("nothing", frozenset()), ("unseeing", ALL), ("spare", ALL)):
            cast._account(name, roles)
        cast._account("everything elsewhere", ALL, cast.other)
        cast._account("overseeing", frozenset({CONTROLLER, *ALL}), cast.other)
        Oversight.objects.create(officer=cast.accounts["overseeing"], provider=cast.own)
        cast._closed("closed")
        for role in ROLES:
            cast._second(f"acting {role} again", f"acting {role}")
        cast._away()
        return cast

    def _account(self, name: str, roles: frozenset[str], provider: Provider | None = None) -> Officer:
        account = Officer(username=name.replace(" ", "-"), provider=provider or self.own, surname=name, given_name="А")
        account.set_unusable_password()
        account.save()
        OfficerRole.objects.bulk_create(OfficerRole(officer=account, role=one, from_day=SINCE) for one in sorted(roles))
        self.accounts[name], self.roles[name] = account, roles
        return account

    def _closed(self, name: str) -> None:
        account = self._account(name, ALL)
        account.is_active = False
        account.save()
        self.roles[name] = frozenset()

    def _second(self, name: str, person: str) -> None:
        account = self._account(name, ALL)
        account.main_account, self.persons[name] = self.accounts[person], person
        account.save()

    def _away(self) -> None:
        for role in ROLES:
            Substitution.objects.create(
                absent=self.accounts[f"acting {role}"],
                substitute=self.accounts[f"instead of {role}"],
                role=role,
                from_day=date(2019, 3, 28),
                to_day=date(2019, 3, 29),
                order_number="45-Ж",
                order_date=date(2019, 3, 25),
            )

    def who(self, when: str) -> Iterator[Who]:
        """The accounts that try something at a moment, as the oracle knows them."""
        if when == TRIED:
            for name, account in self.accounts.items():
                own = account.provider_id == self.own.pk
                yield Who(name, self.roles[name], self.persons.get(name, ""), own, looked=self._looks(name))
            return
        for role in ROLES:
            absent = f"acting {role}"
            yield Who(absent, ALL - {role})
            yield Who(f"instead of {role}", frozenset({role}), stands_in=frozenset({(role, absent)}))

    def reads(self, who: Who) -> bool:
        """Whether the case is there at all for an account: for one without a role, or who keeps the acts alone, it is not."""
        return who.name == "overseeing" or (who.is_own and bool(who.roles - {LAWYER}))

    def is_open(self, who: Who) -> bool:
        """Whether the account is let in."""
        return self.accounts[who.name].is_active

    def acted(self, state: State) -> dict[str, str]:
        """Who acted in a case that came this way, by role."""
        return {_role(one): f"acting {_role(one)}" for one in state.way}

    def case(self, state: State) -> Case:
        """A case brought into a state; everybody but one has opened the draft where there is one."""
        case: Case | None = None
        for minutes, operation in enumerate(state.way):
            when = f"{BUILT + timedelta(minutes=5 * minutes):%Y-%m-%d %H:%M}"
            by = self.accounts[f"acting {_role(operation)}"]
            if case:
                open_case(case, officer=by, at=at(when))
            inputs = self.inputs(operation, "acting executor")
            case = do(operation, case, by=by, when=when, inputs=inputs | ({} if state.complete else DEFICIENT))
        assert case
        assert (case.action, case.end, set(case.products)) == (state.action, state.end, set(state.products))
        if state.result:
            for name, account in self.accounts.items():
                if self._looks(name):
                    open_case(case, officer=account, at=at("2019-03-27 09:30"))
        return case

    def inputs(self, operation: str, to: str = "spare") -> dict[str, Any]:
        """All that an operation asks for, as a form has it."""
        if operation not in BY_NAME:
            return {}
        step = BY_NAME[operation]
        return dict(step.inputs) | ({"assignee": str(self.accounts[to].pk)} if step.assignee else {})

    def _looks(self, name: str) -> bool:
        return name != "unseeing"


def _role(operation: str) -> str:
    role: str = OPERATIONS[operation]["role"] if operation in OPERATIONS else "office"
    return role


def of_each_kind(cast: Cast, tried: Mapping[Who, frozenset[str]]) -> dict[Who, frozenset[str]]:
    """One account of each kind: those for whom the same holds, and who see the same, are not tried one by one again."""
    kinds: dict[object, Who] = {}
    for who, why in tried.items():
        kinds.setdefault((why, who.is_own, cast.reads(who), cast.is_open(who)), who)
    return {who: tried[who] for who in kinds.values()}


def moment(when: str) -> datetime:
    """A moment of the tries."""
    return at(when)
