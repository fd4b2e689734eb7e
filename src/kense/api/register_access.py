"""Who comes to the register through the API: its keeper, to persons of the own office, having said why they look."""

from kense.api.access import Call
from kense.api.problems import Trouble
from kense.casework.register_keeping import require_keeper
from kense.casework.register_openings import go_on, looks
from kense.kernel import Text
from kense.registry.history import Person
from kense.registry.register import person_by_code

_CLOSED = Text(
    "Бұл тұлғаның деректері бұйрық бойынша оқшауланған. Оқшаулауды басшы алып тастайды.",
    "Данные этого лица заблокированы по приказу. Блокировку снимает руководитель.",
    "The data of this person are blocked by order. The head unblocks them.",
)
_NO_REASON = Text(
    "Жазбаны не үшін ашатыныңыз айтылмаған. Алдымен себебін жіберіңіз.",
    "Не сказано, зачем открывается запись. Сначала отправьте причину.",
    "It has not been said why the record is opened. Send the reason first.",
)


def require_register(call: Call) -> None:
    """RefusedError for a program that does not keep the register."""
    require_keeper(call.desk.provider, call.officer, call.at)


def person_of(call: Call, code: str) -> Person:
    """The person of the program's office with this code; 404 for one out of reach, as for one that does not exist."""
    require_register(call)
    person = person_by_code(call.desk.provider.pk, code)
    if person is None:
        raise Trouble(404, "not_found")
    return person


def opened_person(call: Call, code: str, *, to_change: bool = False) -> Person:
    """The same, where the program has lately said why it looks; a change sent after that look goes on with it."""
    person = person_of(call, code)
    if person.blocked_at:
        raise Trouble(409, "person_blocked", _CLOSED)
    may = go_on if to_change else looks
    if not may(person, officer=call.officer, at=call.at):
        raise Trouble(409, "person_not_opened", _NO_REASON)
    return person
