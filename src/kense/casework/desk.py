"""An officer at work at one moment, a person or a program: what they hold, what they may see, by which edition and hours."""

from dataclasses import dataclass
from datetime import datetime

from kense.acts.selectors import edition_at
from kense.kernel import Text
from kense.law import Edition, lookup
from kense.law.edition import Action
from kense.people import roles
from kense.people.selectors import Officer, Provider, standing_of, working_time
from kense.worktime import WorkingTime


@dataclass(frozen=True, slots=True)
class Desk:
    """One request's officer at one moment."""

    officer: Officer
    at: datetime
    roles: frozenset[str]
    edition: Edition
    worktime: WorkingTime
    own_roles: frozenset[str] = frozenset()

    @property
    def provider(self) -> Provider:
        """The office the officer works in."""
        return self.officer.provider

    @property
    def sees_all(self) -> bool:
        """Whether the officer watches over the whole office instead of acting in it."""
        return roles.CONTROLLER in self.roles

    @property
    def administers(self) -> bool:
        """Whether the officer keeps the settings of the office."""
        return roles.ADMINISTRATOR in self.roles

    @property
    def keeps_acts(self) -> bool:
        """Whether the officer keeps what is known of the acts: their facts, duties and editions."""
        return roles.LAWYER in self.roles

    @property
    def reads_cases(self) -> bool:
        """Whether the officer has to do with cases and persons at all: who keeps the acts alone, or has no role, has not."""
        return bool((self.roles | self.own_roles) - {roles.LAWYER})

    @property
    def heads(self) -> bool:
        """Whether the officer is the head in their own right, at work or away."""
        return lookup.heads(self.edition, self.own_roles)

    @property
    def takes_in(self) -> bool:
        """Whether the officer works at the counter."""
        return self.edition.procedure.opening.role in self.roles

    @property
    def orders_data(self) -> bool:
        """Whether it takes the officer's order to block and to destroy personal data."""
        return self.edition.procedure.personal_data.role in self.roles

    @property
    def keeps_register(self) -> bool:
        """Whether the officer keeps the register of persons beside the cases."""
        return lookup.keeps_register(self.edition, self.roles)

    @property
    def papers_about(self) -> frozenset[str]:
        """What a paper can be asked for about, by the edition: the application, a journal, a day."""
        return frozenset(one.on_request for one in self.edition.procedure.papers if one.on_request)

    @property
    def my_actions(self) -> tuple[Action, ...]:
        """The actions of the procedure that are the officer's; all of them for one who watches."""
        return tuple(a for a in self.edition.procedure.actions if self.sees_all or a.role in self.roles)

    @property
    def role_names(self) -> tuple[Text, ...]:
        """The officer's roles in words."""
        own = [
            lookup.role(self.edition, one.id).officer for one in self.edition.procedure.roles if one.id in self.roles
        ]
        return (*own, *(name for role, name in roles.NAMES.items() if role in self.roles))


def desk_at_moment(officer: Officer, at: datetime) -> Desk:
    """The officer's desk at a moment."""
    worktime = working_time(officer.provider)
    standing = standing_of(officer, worktime.local(at).date())
    return Desk(officer, at, standing.roles, edition_at(officer.provider, at), worktime, standing.held)
