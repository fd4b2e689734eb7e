"""A draft is confirmed by somebody who has had it before them since it was made: eyes that did not look are no second pair.

A house rule, part of keeping the roles of a case apart. It holds for whoever asks: an officer at the desk, one for several
cases at once, a program.
"""

from collections.abc import Collection

from django.db.models import F

from kense import law
from kense.cases.models import Case
from kense.kernel import LegalRef, Refusal, RefusedError, Text
from kense.law import Edition, lookup
from kense.people.models import Officer
from kense.trail.models import TrailEntry
from kense.trail.selectors import CASE_OPENED, OPENINGS

UNSEEN = "draft_unseen"
_TEXT = Text(
    "Бұл жоба дайындалғалы сіз істі ашқан жоқсыз. Істі ашып, жобаны қараңыз да, әрекетті қайталаңыз.",
    "Вы не открывали дело после того, как был подготовлен этот проект. Откройте дело, посмотрите проект и повторите операцию.",
    "You have not opened the case since this draft was made. Open the case, look at the draft and repeat the action.",
)
_OTHER_OPENINGS = OPENINGS - {CASE_OPENED}


def require_seen(case: Case, operation: str, officer: Officer) -> None:
    """RefusedError where the officer confirms a draft without having opened the case since it was made."""
    for refusal in unseen([case], operation, officer).values():
        raise RefusedError(refusal)


def unseen(cases: Collection[Case], operation: str, officer: Officer) -> dict[int, Refusal]:
    """Why the officer cannot carry the operation out yet, by the id of the case: its draft was not before them.

    One query for all of them, none where the operation confirms no draft.
    """
    confirmed = {case.pk: law.edition(case.edition) for case in cases if _confirms_draft(case, operation)}
    seen = _seen(confirmed, officer) if confirmed else set()
    return {pk: Refusal(UNSEEN, _TEXT, _ref(edition)) for pk, edition in confirmed.items() if pk not in seen}


def _confirms_draft(case: Case, operation: str) -> bool:
    """Whether this is the act's own outcome of an action that decides on a draft: its ground is left by choosing a result."""
    if case.action is None:
        return False
    edition = law.edition(case.edition)
    action = lookup.action(edition, case.action)
    is_own = any(one.id == operation for one in action.outcomes)
    return is_own and any(one.result and one.gives == action.ground for one in lookup.outcomes(edition).values())


def _seen(case_ids: Collection[int], officer: Officer) -> set[int]:
    """Those of the cases that the officer opened since the open action began; who made the draft has seen it too."""
    entries = TrailEntry.objects.filter(
        officer=officer,
        case__in=case_ids,
        case__runs__done_at__isnull=True,
        at__gte=F("case__runs__opened_at"),
    )
    return set(entries.exclude(operation__in=_OTHER_OPENINGS).values_list("case", flat=True))


def _ref(edition: Edition) -> LegalRef | None:
    return edition.procedure.separation.ref if edition.procedure.separation else None
