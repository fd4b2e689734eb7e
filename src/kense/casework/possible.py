"""What an officer may do with a case as it stands, before anything is filled in."""

from kense.cases.selectors import Case
from kense.cases.state import state_of
from kense.casework.desk import Desk
from kense.law import Edition, lookup
from kense.law.edition import Outcome
from kense.people.selectors import actor_of, persons_in
from kense.procedure import Command, available


def possible(case: Case, edition: Edition, desk: Desk) -> list[Outcome]:
    """The outcomes the officer may choose from at the moment of the desk, the act's first, then the office's own rules."""
    actor = actor_of(desk.officer, desk.worktime.local(desk.at).date())
    state, persons = state_of(case), persons_in(case.provider_id)
    alone = bool(case.provider.sole_officer_order)

    def allowed(outcome: Outcome) -> bool:
        command = Command(outcome.id, actor, case.version, sole_officer=alone, persons=persons)
        return available(edition, state, command, desk.at) is None

    return [outcome for outcome in lookup.outcomes(edition).values() if allowed(outcome)]
