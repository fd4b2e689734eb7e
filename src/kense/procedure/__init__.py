"""The whole behaviour of a case, pure: decide(edition, state, command, at) gives a Decision or a Refusal."""

from kense.procedure.decide import available, decide
from kense.procedure.package import DocumentShown, Package, PackageCheck, check_package, is_required, required
from kense.procedure.state import Actor, CaseState, Command, Decision

__all__ = [
    "Actor",
    "CaseState",
    "Command",
    "Decision",
    "DocumentShown",
    "Package",
    "PackageCheck",
    "available",
    "check_package",
    "decide",
    "is_required",
    "required",
]
