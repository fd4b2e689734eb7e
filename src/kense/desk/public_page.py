"""What a recipient is shown of their case without signing in: where it stands, when it is due, whether to come."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from kense import law
from kense.cases.selectors import ActionRun, Case, runs_of
from kense.casework.paper_data import APPLICANT_KINDS
from kense.casework.recalendar import DUE_RECOUNTED
from kense.kernel import Text
from kense.kernel.text import joined
from kense.law import Edition, lookup
from kense.law.edition import Action, DocumentSpec, Role, Term
from kense.law.ways import ahead
from kense.people.selectors import working_time
from kense.procedure import terms
from kense.trail.selectors import entries_of
from kense.worktime import Explanation


@dataclass(frozen=True, slots=True)
class Stage:
    """An action of the procedure as a recipient sees it."""

    action: Action
    role: Role
    state: Literal["done", "now", "next", "passed"]
    done_at: datetime | None


class PublicPage:
    """The public face of a case at a moment. Nothing in it names a person or says what the case is about."""

    def __init__(self, case: Case, at: datetime) -> None:
        self.case, self.at = case, at
        self.edition = law.edition(case.edition)
        self.worktime = working_time(case.provider)

    @property
    def term(self) -> Term:
        """The term of the service."""
        return lookup.term(self.edition, self.case.term)

    @cached_property
    def explanation(self) -> Explanation:
        """How the due moment was counted."""
        return terms.explained(self.term, self.case.handed_in_at, self.worktime)

    @cached_property
    def _runs(self) -> list[ActionRun]:
        return runs_of(self.case)

    @cached_property
    def stages(self) -> list[Stage]:
        """The actions in their order; those that had to be done again stand as they are now."""
        return [self._stage(action) for action in self.edition.procedure.actions]

    def _stage(self, action: Action) -> Stage:
        role = lookup.role(self.edition, action.role)
        if action.id == self.case.action:
            return Stage(action, role, "now", None)
        run = next((one for one in reversed(self._runs) if one.action == action.id), None)
        if run is None:
            return Stage(action, role, "next" if action.id in self._ahead else "passed", None)
        stands = self.case.end is not None or any(one.gives in self.case.products for one in action.outcomes)
        return Stage(action, role, "done", run.done_at) if stands else Stage(action, role, "next", None)

    @cached_property
    def _ahead(self) -> set[str]:
        return ahead(self.edition.procedure, self.case.action)

    @property
    def headline(self) -> Text:
        """Where the case stands, in two or three words."""
        if self.case.end:
            return lookup.end(self.edition, self.case.end).name
        return READY if self.case.ready_at else IN_WORK

    @property
    def advice(self) -> Text:
        """Whether to come."""
        if self.case.end:
            return ENDED
        if self.case.ready_at:
            return COME
        return LATE if self.at > self.case.due_at else WAIT

    @property
    def is_running(self) -> bool:
        """Whether the due moment still matters: the result is neither ready nor issued."""
        return self.case.ended_at is None and self.case.ready_at is None

    @cached_property
    def moved_from(self) -> datetime | None:
        """The due moment that the talon may still show, when a changed calendar has moved it since."""
        moves = [
            move["from"]
            for entry in reversed(entries_of(self.case.pk))
            if entry.operation == DUE_RECOUNTED
            for move in entry.facts["moved"]
            if move["action"] is None
        ]
        first = datetime.fromisoformat(moves[0]) if moves else None
        return first if first != self.case.due_at else None


def needed_when(edition: Edition, document: DocumentSpec) -> Text | None:
    """In which circumstances a document has to be brought, in words; None for one that always has to be."""
    if {} in document.required_when:
        return None
    return joined(
        [joined([_circumstance(edition, *one) for one in case.items()]) for case in document.required_when], "; "
    )


def _circumstance(edition: Edition, fact: str, value: str | bool) -> Text:
    match fact:
        case "minor":
            return MINOR if value else OF_AGE
        case "applicant":
            return APPLICANT_KINDS[str(value)]
        case "reason":
            return lookup.reason(edition, str(value)).name
        case _:
            return lookup.term(edition, str(value)).name


MINOR = Text("тұлға 18 жасқа толмаған болса", "если лицу нет 18 лет", "the person is under 18")
OF_AGE = Text("тұлға 18 жасқа толған болса", "если лицу есть 18 лет", "the person is 18 or older")
READY = Text("Нәтиже дайын", "Результат готов", "The result is ready")
IN_WORK = Text("Қаралып жатыр", "На рассмотрении", "Being considered")
COME = Text(
    "Келіп алыңыз: талон мен жеке басты куәландыратын құжатты ала келіңіз.",
    "Приходите за результатом: возьмите талон и документ, удостоверяющий личность.",
    "Come and collect it: bring the talon and an identity document.",
)
WAIT = Text(
    "Әзірге келудің қажеті жоқ: нәтиже дайын емес.",
    "Пока приходить не нужно: результат ещё не готов.",
    "There is no need to come yet: the result is not ready.",
)
LATE = Text(
    "Мерзім өтті, нәтиже әлі дайын емес. Кеңсеге телефон соғыңыз немесе келіп, мерзімнің неге бұзылғанын сұраңыз.",
    "Срок истёк, результат ещё не готов. Позвоните или придите в канцелярию и спросите о причине задержки.",
    "The term has passed and the result is not ready. Telephone the office or come and ask for the reason.",
)
ENDED = Text(
    "Іс аяқталды, келудің қажеті жоқ.", "Дело завершено, приходить не нужно.", "The case is over; no need to come."
)
