"""A stored case as the procedure sees it, and back."""

from datetime import date, datetime
from typing import Any

from kense.cases.models import Case
from kense.procedure import CaseState, DocumentShown, Package


def state_of(case: Case) -> CaseState:
    """The state that `decide` needs, from the row."""
    return CaseState(
        provider=str(case.provider_id),
        action=case.action,
        end=case.end,
        version=case.version,
        products=frozenset(case.products),
        holder=str(case.holder_id) if case.holder_id else None,
        result=case.result,
        package=package_of(case.application),
        performers={role: frozenset(ids) for role, ids in case.performers.items()},
        last_at=case.last_at,
    )


def is_erased(case: Case) -> bool:
    """Whether the data of the person the case was about were destroyed."""
    return not case.application["person"]["surname"]


def columns_of(state: CaseState) -> dict[str, Any]:
    """The state as values of the row's columns."""
    return {
        "action": state.action,
        "end": state.end,
        "version": state.version,
        "products": sorted(state.products),
        "holder_id": int(state.holder) if state.holder else None,
        "result": state.result,
        "performers": {role: sorted(ids) for role, ids in state.performers.items()},
        "last_at": state.last_at,
    }


def package_of(application: dict[str, Any]) -> Package:
    """The document package inside a stored application."""
    shown = tuple(
        DocumentShown(
            document=one["document"],
            sheets=one["sheets"],
            number=one["number"],
            issued_on=_day(one["issued_on"]),
            expires_on=_day(one["expires_on"]),
        )
        for one in application["documents"]
    )
    handed_in = datetime.fromisoformat(application["handed_in"])
    return Package(facts=application["facts"], shown=shown, day=handed_in.date())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
