"""What the trail's operations are called: those of the edition by its own words, those of the desk by these."""

from kense.casework import (
    door,
    openings,
    personal_data,
    printings,
    recalendar,
    register_keeping,
    roster_trail,
    transmissions,
)
from kense.kernel import Text
from kense.law import Edition, lookup

DESK_OPERATIONS = (
    recalendar.DONE
    | printings.DONE
    | openings.DONE
    | transmissions.DONE
    | register_keeping.DONE
    | roster_trail.DONE
    | personal_data.DONE
    | door.DONE
    | {
        "paper_requested": Text(
            "қосымша қағаз жасатты", "создал(а) документ по запросу", "had a paper made on request"
        ),
    }
)


def done(edition: Edition, operation: str) -> Text:
    """What was done, to be read after the officer's name: «қол қойды». An unknown operation is named as it is stored."""
    try:
        return lookup.operation(edition, operation).done
    except KeyError:
        return DESK_OPERATIONS.get(operation, Text.same(operation))
