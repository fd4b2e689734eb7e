"""The five actions once more, by hand and from the text of the act, to judge decide by. It shares no code with it.

Who may do what, where it leads. The house rules (rework, passing on, asking elsewhere, withdrawal, errors of writing,
reminders, three people, standing in) stand below.
"""

from dataclasses import dataclass, field

# (stage, operation): the role that does it, the stage after it
ACT = {
    ("taking in", "register"): ("office", "at the head"),
    ("taking in", "refuse_acceptance"): ("office", "over"),
    ("at the head", "assign"): ("head", "at the executor"),
    ("at the executor", "prepare_notification"): ("executor", "for signature"),
    ("at the executor", "prepare_refusal"): ("executor", "for signature"),
    ("for signature", "sign"): ("head", "to be registered"),
    ("to be registered", "register_result"): ("office", "to be issued"),
    ("to be issued", "issue_result"): ("office", "over"),
}
HOUSE = {
    ("for signature", "return_for_rework"): ("head", "at the executor"),
    ("at the executor", "reassign"): ("head", "at the executor"),
    ("at the executor", "send_inquiry"): ("executor", "at the executor"),
    ("at the executor", "receive_answer"): ("executor", "at the executor"),
    ("at the head", "withdraw"): ("office", "over"),
    ("at the executor", "withdraw"): ("office", "over"),
    ("for signature", "withdraw"): ("office", "over"),
    ("to be registered", "withdraw"): ("office", "over"),
    ("at the head", "correct_application"): ("office", "at the head"),
    ("at the executor", "correct_application"): ("office", "at the executor"),
    ("for signature", "correct_drafted_application"): ("office", "at the executor"),
    ("to be issued", "remind_recipient"): ("office", "to be issued"),
}
CORRECTIONS = ("correct_application", "correct_drafted_application")
ROLES = {"office", "head", "executor"}
STAGE_OF_ACTION = {
    "intake": {"taking in"},
    "resolution": {"at the head"},
    "examination": {"at the executor"},
    "signing": {"for signature"},
    "issue": {"to be registered", "to be issued"},
    None: {"over"},
}


@dataclass(frozen=True)
class Ask:
    """What somebody asks to do, in plain values: `who` signs in, `person` is who they are."""

    operation: str
    who: str
    roles: frozenset[str]
    provider: str
    up_to_date: bool = True
    in_order: bool = True
    filled_in: bool = True
    package_good: bool | None = None
    person: str = ""
    to: str = ""
    to_person: str = ""
    to_roles: frozenset[str] = frozenset()
    to_provider: str = ""
    alone_by_order: bool = False
    executors_away: frozenset[str] = frozenset()


@dataclass
class Model:
    """One case, as a register on the wall would show it."""

    stage: str = "not begun"
    provider: str = ""
    holder: str = ""
    package_good: bool = False
    asked_elsewhere: bool = False
    acted: dict[str, set[str]] = field(default_factory=lambda: {role: set() for role in ROLES})

    def allows(self, ask: Ask) -> bool:
        """Whether the case lets this be done."""
        if self.stage == "not begun":
            return ask.operation == "hand_in" and "office" in ask.roles and ask.package_good is not None
        move = ACT.get((self.stage, ask.operation)) or HOUSE.get((self.stage, ask.operation))
        return (
            move is not None
            and ask.provider == self.provider
            and ask.up_to_date
            and ask.in_order
            and self._may_act(ask, move[0])
            and self._given(ask)
        )

    def do(self, ask: Ask) -> None:
        """Carry it out."""
        if self.stage == "not begun":
            self.stage, self.provider, self.package_good = "taking in", ask.provider, bool(ask.package_good)
            self.acted["office"].add(ask.person)
            return
        role, following = ACT.get((self.stage, ask.operation)) or HOUSE[self.stage, ask.operation]
        self.acted[role].add(ask.person)
        self.package_good = self._package(ask)
        if ask.operation in ("assign", "reassign"):
            self.holder = ask.to
        self.asked_elsewhere = following == "at the executor" and (
            ask.operation == "send_inquiry"
            or (ask.operation in ("reassign", "correct_application") and self.asked_elsewhere)
        )
        self.stage = following

    def _may_act(self, ask: Ask, role: str) -> bool:
        if role not in ask.roles or (role == "executor" and self.holder not in {ask.who, *ask.executors_away}):
            return False
        return ask.alone_by_order or not self._acted_as_other_than(role, ask.person)

    def _acted_as_other_than(self, role: str, who: str) -> bool:
        return any(who in self.acted[other] for other in ROLES - {role})

    def _given(self, ask: Ask) -> bool:
        if ask.operation == "register":
            return self._package(ask)
        if ask.operation == "refuse_acceptance":
            return not self._package(ask)
        if ask.operation in CORRECTIONS:
            return ask.filled_in and bool(ask.package_good)
        if ask.operation in ("assign", "reassign"):
            return ask.filled_in and self._may_be_given_to(ask)
        if ask.operation in ("send_inquiry", "receive_answer"):
            return ask.filled_in and self.asked_elsewhere == (ask.operation == "receive_answer")
        return ask.filled_in or ask.operation in ("sign", "register_result", "issue_result")

    def _package(self, ask: Ask) -> bool:
        brings_another = ask.operation in ("register", "refuse_acceptance", *CORRECTIONS)
        corrected = brings_another and ask.package_good is not None
        return bool(ask.package_good) if corrected else self.package_good

    def _may_be_given_to(self, ask: Ask) -> bool:
        if ask.to_provider != self.provider or "executor" not in ask.to_roles or ask.to == self.holder:
            return False
        return ask.alone_by_order or (
            ask.to_person != ask.person and not self._acted_as_other_than("executor", ask.to_person)
        )
