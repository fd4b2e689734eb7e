"""Role × operation × state × own or other office × assigned or not: what `perform`, the desk and the API let happen."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from kense.cases.models import Case
from kense.casework.perform import ProblemsError, Request, perform
from kense.kernel import RefusedError
from kense.trail.models import TrailEntry
from kense.trail.selectors import OPENINGS
from tests.access.cast import AWAY, TRIED, TRIES, Cast, moment, of_each_kind
from tests.access.oracle import OPERATIONS, State, Who, after, reachable, reasons, unlike
from tests.access.web import Found, as_json, as_programs, asked_of_the_web, code_shown, in_words, posted, sent
from tests.desk.conftest import AtDesk

STATES = reachable()
UNLIKE = list({unlike(one): one for one in reversed(STATES)}.values())
"""Of the states in which the same can be done, the one with the shortest way: the web is tried in these."""


class _Done(Exception):  # noqa: N818 - nothing is wrong: it takes back what was allowed
    """What a case came to, before it is taken back."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.found: Found = (case.action, case.end, set(case.products))


def tries(cast: Cast, state: State) -> Iterator[tuple[str, Who, dict[str, frozenset[str]]]]:
    """What everybody tries at both moments, and why it is not allowed.

    What belongs to the state is tried by everybody, anything else by one account of each kind.
    """
    for when in (TRIED, AWAY):
        asked: dict[Who, dict[str, frozenset[str]]] = {who: {} for who in cast.who(when)}
        for operation in TRIES:
            for who, why in kinds_of(cast, state, operation, when, everybody=True).items():
                asked[who][operation] = why
        yield from ((when, who, operations) for who, operations in asked.items())


def kinds_of(
    cast: Cast, state: State, operation: str, when: str, *, everybody: bool = False
) -> dict[Who, frozenset[str]]:
    """Who tries an operation, and why it is not allowed, by the oracle."""
    acted = cast.acted(state)
    tried = {
        who: frozenset(reasons(who, state, operation, acted=acted, holder="acting executor", to="spare"))
        for who in cast.who(when)
    }
    belongs = state.action in OPERATIONS.get(operation, {"at": ()})["at"]
    return tried if everybody and belongs else of_each_kind(cast, tried)


@contextmanager
def unchanged(case: Case) -> Iterator[None]:
    """Nothing was done to the case in between; that somebody looked is no deed."""
    before = _deeds(case)
    yield
    assert _deeds(case) == before


def _deeds(case: Case) -> tuple[object, int]:
    row = Case.objects.filter(pk=case.pk).values().get()
    return row, TrailEntry.objects.exclude(operation__in=OPENINGS).count()


def test_every_state_of_the_edition_is_tried() -> None:
    assert {state.action for state in STATES} == {"intake", "resolution", "examination", "signing", "issue", None}
    assert {state.end for state in STATES} == {None, "not_accepted", "withdrawn", "granted", "refused"}
    assert len(STATES) > 15


@pytest.mark.parametrize("state", STATES, ids=str)
def test_perform_allows_what_the_edition_says_and_nothing_else(cast: Cast, state: State) -> None:
    case, wrong = cast.case(state), []
    for when, who, asked in tries(cast, state):
        with unchanged(case):
            for operation, why in asked.items():
                said = performed(cast, case, who, operation, when)
                if not fits(said, why, state, operation):
                    wrong.append((when, who.name, operation, set(why), said))
    assert wrong == []


@pytest.mark.parametrize("state", UNLIKE, ids=str)
def test_the_desk_lets_nothing_else_through(
    cast: Cast, state: State, at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kense.desk.views.case.render", code_shown)

    def said(case: Case, who: Who, operation: str, when: str) -> str | Found:
        client = at_desk(cast.accounts[who.name], when)
        return posted(client, case, operation, cast.inputs(operation))

    assert wrong_answers(cast, state, said) == []


@pytest.mark.parametrize("state", UNLIKE, ids=str)
def test_the_api_lets_nothing_else_through(cast: Cast, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    clients = as_programs(cast)

    def said(case: Case, who: Who, operation: str, when: str) -> str | Found:
        monkeypatch.setattr("kense.api.access.now", lambda: moment(when))
        return sent(clients[who.name], case, operation, as_json(cast.inputs(operation)))

    assert wrong_answers(cast, state, said) == []


def wrong_answers(
    cast: Cast, state: State, said: Callable[[Case, Who, str, str], str | Found]
) -> list[tuple[str, str, str, set[str], str | Found]]:
    """What the web answers otherwise than expected, to an account of each kind."""
    case, wrong = cast.case(state), []
    with unchanged(case):
        for when in (TRIED, AWAY):
            for operation in TRIES:
                for who, why in asked_of_the_web(cast, operation, kinds_of(cast, state, operation, when)):
                    answer = said(case, who, operation, when)
                    if not fits(answer, why, state, operation):
                        wrong.append((when, who.name, operation, why, answer))
    return wrong


def fits(said: str | Found, why: Collection[str], state: State, operation: str) -> bool:
    """Whether an answer is what was expected: a refusal for one of the reasons, or the state that follows."""
    if isinstance(said, str) or why:
        return said in why
    return said == in_words(after(state, operation))


def performed(cast: Cast, case: Case, who: Who, operation: str, when: str) -> str | Found:
    """The code of the refusal, or the state the case came into before it was taken back."""
    request = Request(operation, "tried", case=case.pk, version=case.version, inputs=cast.inputs(operation))
    try:
        with transaction.atomic():
            raise _Done(perform(request, actor=cast.accounts[who.name], at=moment(when)))
    except _Done as done:
        return done.found
    except RefusedError as refused:
        return refused.refusal.code
    except ProblemsError as error:
        return str(error)
