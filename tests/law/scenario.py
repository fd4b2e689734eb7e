"""Reading a scenario and playing it: what was done before, what an officer does now, what follows or is refused."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from kense.kernel import LegalRef, Refusal
from kense.procedure import CaseState, Command, Decision, Package, decide
from tests.procedure.office import EDITION, INPUTS, MORNING, USUAL_DOCUMENTS, command, package

FOLDER = Path(__file__).with_name("scenarios")
GIVEN = {"done", "application", "documents", "lost", "one_person_order"}
STEP = {"does", "by", "to", "without", "saw", "at", "documents"}
THEN = {
    "action", "end", "run", "version", "holder", "result", "draws", "papers", "changes_register", "has", "has_not",
    "house_rule", "refused", "cites", "says",
}  # fmt: skip


@dataclass(frozen=True)
class Scenario:
    """One sentence about one place of the law, with its example."""

    paragraph: str
    title: str
    given: dict[str, Any]
    when: dict[str, Any]
    then: dict[str, Any]

    def __post_init__(self) -> None:
        for part, known in ((self.given, GIVEN), (self.when, STEP), (self.then, THEN)):
            assert set(part) <= known, f"{self}: {set(part) - known} is not a word of scenarios"

    def __str__(self) -> str:
        return f"{self.paragraph}: {self.title}"

    @property
    def ref(self) -> LegalRef:
        """The place of the law that the sentence is about."""
        return LegalRef.parse(self.paragraph)


def scenarios() -> list[Scenario]:
    """All of them, in the order of the files."""
    return [
        Scenario(one["paragraph"], one["title"], one.get("given", {}), one["when"], one["then"])
        for path in sorted(FOLDER.glob("*.yaml"))
        for one in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def play(scenario: Scenario) -> Decision | Refusal:
    """The answer to what is done now, after everything done before went through."""
    at, state = MORNING, None
    for step in scenario.given.get("done", []):
        said = _do(scenario, state, step if isinstance(step, dict) else {"does": step}, at)
        assert isinstance(said, Decision), f"before the scenario begins: {said}"
        state, at = said.after, at + timedelta(minutes=10)
    if state is not None:
        state = replace(state, products=state.products - set(scenario.given.get("lost", [])))
    return _do(scenario, state, scenario.when, at)


def _do(scenario: Scenario, state: CaseState | None, step: dict[str, Any], at: datetime) -> Decision | Refusal:
    moment = datetime.fromisoformat(step["at"]).replace(tzinfo=MORNING.tzinfo) if "at" in step else at
    return decide(EDITION, state, _command(scenario, state, step), moment)


def _command(scenario: Scenario, state: CaseState | None, step: dict[str, Any]) -> Command:
    seen = step.get("saw", state.version if state else 0)
    said = command(step["does"], seen, step.get("by", ""), step.get("to", ""))
    without = set(step.get("without", []))
    brought = said.package is not None or "documents" in step
    handed_in = _package(scenario, step) if brought else None
    return replace(
        said,
        given=INPUTS - without,
        package=None if "application" in without else handed_in,
        assignee=None if "assignee" in without else said.assignee,
        sole_officer=scenario.given.get("one_person_order", False),
    )


def _package(scenario: Scenario, step: dict[str, Any]) -> Package:
    """The usual documents, changed by name: a last valid day, `shown` for no end, `absent`."""
    documents: dict[str, date | None] = dict(USUAL_DOCUMENTS)
    for name, day in {**scenario.given.get("documents", {}), **step.get("documents", {})}.items():
        if day == "absent":
            documents.pop(name, None)
        else:
            documents[name] = None if day == "shown" else day
    return package(scenario.given.get("application", {}), documents)
