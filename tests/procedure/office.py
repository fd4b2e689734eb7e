"""A made-up office: its officers, a usual application with its documents, a working day. Commands in one line."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import get_args

from kense.law import Edition, newest
from kense.law.edition import Input
from kense.procedure import Actor, CaseState, Command, Decision, DocumentShown, Package, decide

EDITION: Edition = newest("osms-2018-181")
MORNING = datetime(2026, 3, 2, 10, 0, tzinfo=timezone(timedelta(hours=5)))
DAY = MORNING.date()
INPUTS: frozenset[Input] = frozenset(get_args(Input))


def _officer(name: str, *roles: str, provider: str = "school", stands_in_for: Mapping[str, str] = {}) -> Actor:
    return Actor(name, provider, frozenset(roles), frozenset(stands_in_for.items()))


OFFICERS: dict[str, Actor] = {
    one.id: one
    for one in (
        _officer("clerk", "office"),
        _officer("second_clerk", "office"),
        _officer("head", "head"),
        _officer("executor", "executor"),
        _officer("second_executor", "executor"),
        _officer("working_head", "head", "executor"),
        _officer("working_clerk", "office", "head"),
        _officer("alone", "office", "head", "executor"),
        _officer("stand_in", "executor", stands_in_for={"executor": "executor"}),
        _officer("clerk_standing_in", "office", "executor", stands_in_for={"executor": "executor"}),
        _officer("head_standing_in", "head", "executor", stands_in_for={"head": "executor", "executor": "head"}),
        _officer("standing_in_for_both", "head", "executor", stands_in_for={"head": "head", "executor": "executor"}),
        _officer("clerk_again", "office", "head", "executor"),
        _officer("executor_again", "office", "head"),
        _officer("program_of_head", "office", "executor"),
        _officer("clerk_elsewhere", "office", provider="college"),
        _officer("executor_elsewhere", "executor", provider="college"),
    )
}
PERSONS = {"clerk_again": "clerk", "executor_again": "executor", "program_of_head": "head"}
"""Whose the accounts are that are not a person's own: another one of theirs, a program they answer for."""
USUAL_FACTS: Mapping[str, str | bool] = {"applicant": "self", "minor": False, "reason": "enrolled", "term": "one_day"}
USUAL_DOCUMENTS: Mapping[str, date | None] = {
    "application_form": None,
    "own_identity_document": date(2030, 5, 20),
    "study_certificate": date(2026, 4, 1),
}
USUAL_OFFICER = {
    "hand_in": "clerk",
    "register": "clerk",
    "refuse_acceptance": "clerk",
    "assign": "head",
    "prepare_notification": "executor",
    "prepare_refusal": "executor",
    "sign": "head",
    "register_result": "clerk",
    "issue_result": "clerk",
    "return_for_rework": "head",
    "reassign": "head",
    "withdraw": "clerk",
    "send_inquiry": "executor",
    "receive_answer": "executor",
    "correct_application": "clerk",
    "correct_drafted_application": "clerk",
    "remind_recipient": "clerk",
}
BRINGS_AN_APPLICATION = ("hand_in", "correct_application", "correct_drafted_application")
USUAL_ASSIGNEE = {"assign": "executor", "reassign": "second_executor"}


def package(facts: Mapping[str, str | bool] = {}, documents: Mapping[str, date | None] = USUAL_DOCUMENTS) -> Package:
    """The usual circumstances with some of them different, and the documents shown with their last valid days."""
    shown = tuple(DocumentShown(name, expires_on=day) for name, day in documents.items())
    return Package({**USUAL_FACTS, **facts}, shown, DAY)


COMPLETE = package()
DEFICIENT = package(documents={"application_form": None})


def command(operation: str, version: int, by: str = "", to: str = "", **changed: object) -> Command:
    """A command by the usual officer, to the usual assignee, with every input given; `changed` replaces fields."""
    assignee = to or USUAL_ASSIGNEE.get(operation, "")
    usual: dict[str, object] = {
        "actor": OFFICERS[by or USUAL_OFFICER[operation]],
        "version": version,
        "given": INPUTS,
        "package": COMPLETE if operation in BRINGS_AN_APPLICATION else None,
        "assignee": OFFICERS[assignee] if assignee else None,
        "persons": PERSONS,
    }
    return Command(operation, **{**usual, **changed})  # type: ignore[arg-type]


def case_after(*operations: str) -> CaseState:
    """The case after these operations by the usual officers, a minute apart."""
    state: CaseState | None = None
    for minute, operation in enumerate(operations):
        said = decide(
            EDITION, state, command(operation, state.version if state else 0), MORNING + timedelta(minutes=minute)
        )
        assert isinstance(said, Decision), said
        state = said.after
    assert state is not None
    return state
