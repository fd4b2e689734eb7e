"""A register of persons is something an edition may do without: what goes with it stands there with it, and not without."""

from collections.abc import Iterable, Iterator

from kense.law.edition import Outcome, Procedure, Standard

DIRECTORIES = ("category", "document_kind", "study_form", "citizenship", "study_level", "order_kind")
"""The lists that the fields of a person in the register are chosen from."""


def mistakes(procedure: Procedure, standard: Standard) -> Iterator[str]:
    """What needs a register where none is kept, and lists that a register which is kept would not find."""
    if procedure.register_keeping is None:
        for where in _of_a_register(procedure):
            yield f"procedure.yaml: {where}: there is no register of persons; give register_keeping or leave this out"
        return
    for name in DIRECTORIES:
        if name not in standard.directories:
            yield f"standard.yaml: directories: '{name}' is missing; a register needs: {', '.join(DIRECTORIES)}"


def _of_a_register(procedure: Procedure) -> Iterator[str]:
    yield from (f"transmissions '{one.id}'" for one in procedure.transmissions)
    yield from (f"retention '{one.id}'.about: person" for one in procedure.retention if one.about == "person")
    yield from (f"papers '{one.id}'.on_request: person" for one in procedure.papers if one.on_request == "person")
    yield from (f"results '{one.id}'.applies_changes" for one in procedure.results if one.applies_changes)
    for outcome in _outcomes(procedure):
        if "changes" in outcome.asks:
            yield f"outcome '{outcome.id}'.asks: changes"
        if outcome.applies_changes:
            yield f"outcome '{outcome.id}'.applies_changes"


def _outcomes(procedure: Procedure) -> Iterable[Outcome]:
    return (*(one for action in procedure.actions for one in action.outcomes), *procedure.house_rules)
