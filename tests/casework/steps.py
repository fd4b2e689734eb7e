"""Every operation of the edition with all it needs to succeed, for tests that ask the same of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kense.cases.models import Case
from kense.people.models import Officer
from tests.support.office import ANSWER, INQUIRY, NOTIFICATION, REFUSAL, Office, application, do, looked_at


@dataclass(frozen=True, slots=True)
class Step:
    """An operation where it is allowed: how its case is made, who does it, with what, and what comes of it."""

    operation: str
    ready: Callable[[Office], Case] | None
    by: str
    came_from: str | None
    goes_to: str
    ref: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    assignee: str = ""
    when: str = "2019-03-26 12:45"
    house: bool = False

    def __str__(self) -> str:
        return self.operation

    def case(self, office: Office) -> Case | None:
        """A case that waits for this operation; None for the one that opens a case."""
        return self.ready(office) if self.ready else None

    def officer(self, office: Office) -> Officer:
        """Who may do it."""
        officer: Officer = getattr(office, self.by)
        return officer

    def given(self, office: Office) -> dict[str, Any]:
        """What the officer fills in."""
        chosen = {"assignee": str(getattr(office, self.assignee).pk)} if self.assignee else {}
        return {**self.inputs, **chosen}

    def take(
        self,
        office: Office,
        case: Case | None,
        *,
        by: Officer | None = None,
        when: str = "",
        inputs: Mapping[str, Any] | None = None,
        key: str | None = None,
    ) -> Case:
        """Do it on a case that is ready; what is named takes the place of the usual."""
        inputs = self.given(office) if inputs is None else inputs
        return do(self.operation, case, by=by or self.officer(office), when=when or self.when, inputs=inputs, key=key)


def deficient(office: Office) -> Case:
    """An application without the birth certificate, waiting at the counter."""
    return office.handed_in(doc_birth_certificate_shown="")


def before_the_head(office: Office) -> Case:
    """A draft that the head has opened."""
    return looked_at(office.drafted(), office.nurlan, "2019-03-26 11:50")


ASSIGNMENT = {"note": "Орындауға"}
REWORK = {"reason": "Негіздің мерзімін анықтаңыз."}
REASSIGNMENT = {"reason": "Дәурен іссапарда."}
WITHDRAWAL = {"reason": "Алушының жазбаша өтініші."}
CORRECTION = {**application(person_given_name="Іңкәрім"), "correction": "Аты қате жазылған."}
REMINDER = {"reminder": "Анасына телефон соғылды."}

STEPS = (
    Step("hand_in", None, "aigul", None, "intake", "reg 4", application()),
    Step("register", Office.handed_in, "aigul", "intake", "resolution", "reg 5 action 1"),
    Step("refuse_acceptance", deficient, "aigul", "intake", "not_accepted", "reg 5 action 1"),
    Step("assign", Office.registered, "nurlan", "resolution", "examination", "reg 5 action 2", ASSIGNMENT, "dauren"),
    Step("prepare_notification", Office.assigned, "dauren", "examination", "signing", "reg 5 action 3", NOTIFICATION),
    Step("prepare_refusal", Office.assigned, "dauren", "examination", "signing", "reg 5 action 3", REFUSAL),
    Step("sign", before_the_head, "nurlan", "signing", "issue", "reg 5 action 4"),
    Step("register_result", Office.signed, "aigul", "issue", "issue", "reg 5 action 5"),
    Step("issue_result", Office.result_registered, "aigul", "issue", "granted", "reg 5 action 5"),
    Step(
        "return_for_rework", Office.drafted, "nurlan", "signing", "examination", "house part rework", REWORK, house=True
    ),
    Step(
        "reassign",
        Office.assigned,
        "nurlan",
        "examination",
        "examination",
        "house part reassignment",
        REASSIGNMENT,
        "madina",
        house=True,
    ),
    Step(
        "send_inquiry",
        Office.assigned,
        "dauren",
        "examination",
        "examination",
        "house part inquiry",
        INQUIRY,
        house=True,
    ),
    Step(
        "receive_answer", Office.asked, "dauren", "examination", "examination", "house part inquiry", ANSWER, house=True
    ),
    Step(
        "withdraw",
        Office.assigned,
        "aigul",
        "examination",
        "withdrawn",
        "house part withdrawal",
        WITHDRAWAL,
        house=True,
    ),
    Step(
        "correct_application",
        Office.assigned,
        "aigul",
        "examination",
        "examination",
        "house part correction",
        CORRECTION,
        house=True,
    ),
    Step(
        "correct_drafted_application",
        Office.drafted,
        "aigul",
        "signing",
        "examination",
        "house part correction",
        CORRECTION,
        house=True,
    ),
    Step(
        "remind_recipient",
        Office.result_registered,
        "aigul",
        "issue",
        "issue",
        "house part reminder",
        REMINDER,
        house=True,
    ),
)
BY_NAME = {step.operation: step for step in STEPS}
ON_A_CASE = tuple(step for step in STEPS if step.ready)
