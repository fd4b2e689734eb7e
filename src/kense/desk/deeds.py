"""What the trail's operations are called: those of the edition by its own words, those of the desk by these."""

from kense.casework import printings, recalendar
from kense.kernel import Text
from kense.law import Edition, lookup
from kense.trail.selectors import (
    CASE_OPENED,
    CLOCKS_OPENED,
    DATA_SHOWN,
    PAPER_OPENED,
    PERSON_FILLED_IN,
    PERSON_SEARCHED,
)

DESK_OPERATIONS = (
    recalendar.DONE
    | printings.DONE
    | {
        CASE_OPENED: Text("істі ашты", "открыл(а) дело", "opened the case"),
        CLOCKS_OPENED: Text(
            "мерзімдердің есебін ашты", "открыл(а) расчёт сроков", "opened the explanation of the clocks"
        ),
        DATA_SHOWN: Text("дербес деректерді ашты", "открыл(а) персональные данные", "opened the personal data"),
        PAPER_OPENED: Text("қағазды ашты", "открыл(а) бумагу", "opened a paper"),
        PERSON_FILLED_IN: Text(
            "тұлғаның белгілі деректерін нысанға енгізді",
            "внёс(ла) в форму известные данные лица",
            "had a person's known data filled into a form",
        ),
        PERSON_SEARCHED: Text("тұлғаны іздеді", "искал(а) лицо", "searched for a person"),
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
