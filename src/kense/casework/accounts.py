"""Officers' accounts: added, edited, closed and opened again, given a new password. Nothing is ever deleted."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from kense.cases.models import Case
from kense.casework.administration import day_of, differing, enter, require_administrator
from kense.casework.door import end_sessions
from kense.casework.fields import FieldReader
from kense.casework.passwords import GIVEN, give, made_up, problems_of
from kense.kernel import Refusal, RefusedError, Text
from kense.kernel.alphabet import search_key
from kense.people.models import Officer, OfficerRole, Provider
from kense.people.roles import ADMINISTRATOR
from kense.people.selectors import officer_of, officers_of
from kense.trail.chain import take_turn

ADDED = "officer_added"
EDITED = "officer_edited"
CLOSED = "officer_closed"
REOPENED = "officer_reopened"
PASSWORD_SET = "officer_password_set"  # noqa: S105 - the name of an operation
MAIN_SET = "officer_main_account_set"

DONE: dict[str, Text] = {
    ADDED: Text("қызметкерді қосты", "добавил(а) сотрудника", "added an officer"),
    EDITED: Text("қызметкердің деректерін өзгертті", "изменил(а) данные сотрудника", "changed an officer's data"),
    CLOSED: Text("қызметкердің есептік жазбасын жапты", "закрыл(а) учётную запись", "closed an officer's account"),
    REOPENED: Text(
        "қызметкердің есептік жазбасын қайта ашты", "снова открыл(а) учётную запись", "opened an account again"
    ),
    PASSWORD_SET: Text("қызметкерге жаңа құпиясөз берді", "выдал(а) новый пароль", "gave an officer a new password"),
    MAIN_SET: Text(
        "қызметкердің негізгі есептік жазбасын көрсетті",
        "указал(а) основную учётную запись сотрудника",
        "named an officer's main account",
    ),
}
LABELS: dict[str, Text] = {
    "username": Text("Пайдаланушы аты", "Имя пользователя", "User name"),
    "surname": Text("Тегі", "Фамилия", "Surname"),
    "given_name": Text("Аты", "Имя", "Given name"),
    "patronymic": Text("Әкесінің аты (бар болса)", "Отчество (при наличии)", "Patronymic (if any)"),
    "position_kk": Text("Лауазымы, қазақша", "Должность на казахском", "Position in Kazakh"),
    "position_ru": Text("Лауазымы, орысша", "Должность на русском", "Position in Russian"),
    "phone": Text("Телефоны", "Телефон", "Phone"),
    "password": Text("Құпиясөз", "Пароль", "Password"),
    "main_account": Text(
        "Негізгі жазбаның пайдаланушы аты", "Имя пользователя основной записи", "User name of the main account"
    ),
}
NAMES = ("surname", "given_name", "patronymic")
POSITIONS = ("position_kk", "position_ru")
SHOWN = (*NAMES, *POSITIONS, "phone")
POSITION_LIMIT, PHONE_LIMIT = 200, 40

PROBLEMS: dict[str, Text] = {
    "username_unusable": Text(
        "Пайдаланушы аты бос орынсыз жазылады: әріптер, цифрлар және . @ + - _ таңбалары, ең көбі 60 таңба.",
        "Имя пользователя пишется без пробелов: буквы, цифры и знаки . @ + - _, не больше 60 знаков.",
        "A user name has no spaces: letters, digits and the signs . @ + - _, at most 60 of them.",
    ),
    "username_taken": Text(
        "Бұл пайдаланушы аты бос емес. Басқасын жазыңыз.",
        "Это имя пользователя занято. Впишите другое.",
        "This user name is taken. Write another one.",
    ),
    "namesake": Text(
        "Осы аты-жөнімен есептік жазба бар. Бір адамға екі жазба ашылмайды: ол тәуелсіз рөлдерді біріктіруге жол ашады. "
        "Бұл басқа адам болса, растаңыз.",
        "Учётная запись с такими фамилией и именем уже есть. Одному человеку две записи не открывают: так совмещаются "
        "роли, которые должны быть у разных людей. Если это другой человек, подтвердите.",
        "There is an account with this name. One person has one account: with two, roles kept apart would meet in one "
        "hand. If this is another person, confirm it.",
    ),
    "main_unknown": Text(
        "Бұл жүйеде мұндай пайдаланушы аты бар басқа қызметкер жоқ. Атын адамның өзінен нақтылаңыз.",
        "В этой системе нет другого сотрудника с таким именем пользователя. Уточните имя у самого человека.",
        "This installation has no other officer of this user name. Ask the person for it.",
    ),
    "main_is_second": Text(
        "Бұл жазбаның өзі – екінші жазба. Адамның негізгі жазбасының пайдаланушы атын жазыңыз.",
        "Эта запись сама вторая. Впишите имя пользователя основной записи человека.",
        "This account is a second one itself. Write the user name of the person's main account.",
    ),
    "main_has_others": Text(
        "Бұл жазба басқа жазбалар үшін негізгі: {names}. Алдымен соларда басқа негізгі жазбаны көрсетіңіз.",
        "Эта запись – основная для других: {names}. Сначала укажите для них другую основную запись.",
        "This account is the main one of others: {names}. Name another main account for those first.",
    ),
}
UNKNOWN = Refusal(
    "officer_unknown",
    Text(
        "Бұл кеңседе мұндай қызметкер жоқ. Тізімге оралып, қайта таңдаңыз.",
        "В этой канцелярии нет такого сотрудника. Вернитесь к списку и выберите снова.",
        "This office has no such officer. Go back to the list and choose again.",
    ),
)
OWN_ACCOUNT = Refusal(
    "own_account",
    Text(
        "Өз есептік жазбаңызды жаба алмайсыз. Мұны басқа әкімші жасайды.",
        "Собственную учётную запись закрыть нельзя. Это делает другой администратор.",
        "You cannot close your own account. Another administrator does it.",
    ),
)
LAST_ADMINISTRATOR = Refusal(
    "last_administrator",
    Text(
        "Кеңседе мерзімсіз тағайындалған басқа әкімші жоқ. Алдымен бұл рөлді басқа қызметкерге беріңіз.",
        "В канцелярии нет другого бессрочного администратора. Сначала дайте эту роль другому сотруднику.",
        "The office has no other administrator without an end day. Give this role to another officer first.",
    ),
)
HOLDS_CASES = Refusal(
    "holds_cases",
    Text(
        "Қызметкерде аяқталмаған істер бар: {n}. Алдымен оларды басқа орындаушыға тапсыртыңыз немесе жабуды растаңыз.",
        "У сотрудника незавершённые дела: {n}. Сначала передайте их другому исполнителю или подтвердите закрытие.",
        "The officer holds open cases: {n}. Have them reassigned first, or confirm that the account is to be closed.",
    ),
)
CHANGED_MEANWHILE = Refusal(
    "changed_meanwhile",
    Text(
        "Сіз бетті ашқаннан кейін бұл деректерді басқа әкімші өзгертті. Жаңа мәндерді қарап, қайта сақтаңыз.",
        "После того как вы открыли страницу, эти данные изменил другой администратор. Посмотрите новые и сохраните снова.",
        "Another administrator changed these data after you opened the page. Look at the new ones and save again.",
    ),
)


def is_usable(username: str) -> bool:
    """Whether this can be a username: letters, digits and . @ + - _, at most 60."""
    return re.fullmatch(r"[\w.@+-]{1,60}", username) is not None


def add_officer(provider: Provider, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> tuple[Officer, str]:
    """A new officer without roles, and their first password: the one given, else one made up.

    fields: those of LABELS, and `namesake` once it is confirmed that this is another person of the same name.
    Raises RefusedError for anybody but the administrator, ProblemsError where a field is wrong.
    """
    with transaction.atomic():
        take_turn(provider.pk)
        require_administrator(provider, actor, at)
        reader = FieldReader(fields)
        officer = Officer(provider=provider, username=_username(reader), **_read(reader))
        _look_for_namesake(reader, officer)
        password = _password(reader, officer)
        reader.done()
        give(officer, password, is_their_own=False)
        officer.save(force_insert=True)
        facts = {"officer": officer.pk, "after": _values(officer, POSITIONS)}
        personal = {"after": _values(officer, ("username", *NAMES, "phone"))}
        enter(provider, ADDED, facts, actor=actor, at=at, personal=personal)
    return officer, password


def edit_officer(
    provider: Provider, officer_id: str, fields: Mapping[str, str], *, actor: Officer, at: datetime
) -> Officer:
    """Change an officer's names, position and phone; the user name stays. What is the same changes nothing.

    fields: those of LABELS, and `seen`, the `mark_of` the officer as the form was opened.
    """
    with transaction.atomic():
        officer = found_officer(provider, officer_id, actor, at)
        reader = FieldReader(fields)
        values = _read(reader)
        reader.done()
        before = _values(officer, SHOWN)
        if before == values:
            return officer
        if fields.get("seen", mark_of(officer)) != mark_of(officer):
            raise RefusedError(CHANGED_MEANWHILE)
        for name, value in values.items():
            setattr(officer, name, value)
        officer.save(update_fields=list(SHOWN))
        facts = {"officer": officer.pk, **differing(before, values, POSITIONS)}
        personal = differing(before, values, (*NAMES, "phone"))
        enter(provider, EDITED, facts, actor=actor, at=at, personal=personal)
    return officer


def set_password(
    provider: Provider, officer_id: str, fields: Mapping[str, str], *, actor: Officer, at: datetime
) -> tuple[Officer, str]:
    """Give an officer a new password, the one typed or one made up; the sessions they have end by that."""
    with transaction.atomic():
        officer = found_officer(provider, officer_id, actor, at)
        reader = FieldReader(fields)
        password = _password(reader, officer)
        reader.done()
        give(officer, password, is_their_own=officer.pk == actor.pk)
        officer.save(update_fields=GIVEN)
        enter(provider, PASSWORD_SET, {"officer": officer.pk}, actor=actor, at=at)
    return officer, password


def set_main_account(
    provider: Provider, officer_id: str, fields: Mapping[str, str], *, actor: Officer, at: datetime
) -> Officer:
    """Say that an officer's account is another one of a person who has a main account, in this office or in another.

    In one case the two never count as two people. fields: `main_account`, the user name of that account; empty takes it back.
    """
    with transaction.atomic():
        officer = found_officer(provider, officer_id, actor, at)
        reader = FieldReader(fields)
        main = _main_account(reader, officer)
        reader.done()
        before, officer.main_account = officer.main_account_id, main
        if before == officer.main_account_id:
            return officer
        officer.save(update_fields=["main_account"])
        facts = {"officer": officer.pk, "before": before, "after": officer.main_account_id}
        enter(provider, MAIN_SET, facts, actor=actor, at=at)
    return officer


def close_officer(
    provider: Provider, officer_id: str, *, actor: Officer, at: datetime, confirmed: bool = False
) -> Officer:
    """Close an account: its officer no longer signs in and has no role; all they did stays.

    Refused for one's own account and the last administrator's; for one with open cases unless `confirmed`.
    """
    with transaction.atomic():
        officer = found_officer(provider, officer_id, actor, at)
        if not officer.is_active:
            return officer
        if officer.pk == actor.pk:
            raise RefusedError(OWN_ACCOUNT)
        require_another_administrator(officer, at)
        held = cases_held(officer)
        if held and not confirmed:
            raise RefusedError(Refusal(HOLDS_CASES.code, HOLDS_CASES.text.filled(n=held)))
        officer.is_active = False
        officer.save(update_fields=["is_active"])
        # So that none of them comes back to life with an account that is opened again.
        end_sessions(officer)
        enter(provider, CLOSED, {"officer": officer.pk, "cases": held}, actor=actor, at=at)
    return officer


def reopen_officer(provider: Provider, officer_id: str, *, actor: Officer, at: datetime) -> Officer:
    """Open a closed account again, with the roles it still has and the password it had."""
    with transaction.atomic():
        officer = found_officer(provider, officer_id, actor, at)
        if not officer.is_active:
            officer.is_active = True
            officer.save(update_fields=["is_active"])
            enter(provider, REOPENED, {"officer": officer.pk}, actor=actor, at=at)
    return officer


def cases_held(officer: Officer) -> int:
    """How many open cases are with the officer."""
    return Case.objects.filter(holder=officer, action__isnull=False).count()


def require_another_administrator(officer: Officer, at: datetime) -> None:
    """RefusedError where the office would be left without an administrator who has no end day."""
    day = day_of(officer.provider, at)
    lasting = OfficerRole.objects.filter(
        officer__provider=officer.provider,
        officer__is_active=True,
        role=ADMINISTRATOR,
        from_day__lte=day,
        to_day__isnull=True,
    )
    if lasting.filter(officer=officer).exists() and not lasting.exclude(officer=officer).exists():
        raise RefusedError(LAST_ADMINISTRATOR)


def mark_of(officer: Officer) -> str:
    """What tells whether the officer's data are still those a form was opened with."""
    return hashlib.sha256(repr(_values(officer, SHOWN)).encode()).hexdigest()[:16]


def found_officer(provider: Provider, officer_id: str, actor: Officer, at: datetime) -> Officer:
    """The officer with this id, for a change in the office's turn. RefusedError for anybody but its administrator."""
    take_turn(provider.pk)
    require_administrator(provider, actor, at)
    officer = officer_of(provider, officer_id)
    if officer is None or officer.is_program:
        raise RefusedError(UNKNOWN)
    return officer


def _username(reader: FieldReader) -> str:
    typed = unicodedata.normalize("NFC", reader.fields.get("username", "")).strip()
    if not is_usable(typed):
        reader.say("username", "username_unusable", PROBLEMS["username_unusable"])
    elif Officer.objects.filter(username__iexact=typed).exists():
        reader.say("username", "username_taken", PROBLEMS["username_taken"])
    return typed


def _main_account(reader: FieldReader, officer: Officer) -> Officer | None:
    """The account that is named as the main one: no chains, so that one look tells who the person is."""
    typed = unicodedata.normalize("NFC", reader.fields.get("main_account", "")).strip()
    if not typed:
        return None
    found = Officer.objects.filter(username=typed, is_program=False).exclude(pk=officer.pk).first()
    others = [f"«{one.full_name}»" for one in officer.others.order_by("pk")]
    if found is None:
        reader.say("main_account", "main_unknown", PROBLEMS["main_unknown"])
    elif found.main_account_id:
        reader.say("main_account", "main_is_second", PROBLEMS["main_is_second"])
    elif others:
        reader.say("main_account", "main_has_others", PROBLEMS["main_has_others"].filled(names=", ".join(others)))
    return found


def _read(reader: FieldReader) -> dict[str, str]:
    """Names, positions in both languages, phone."""
    values = {name: reader.name(name, LABELS[name], required=name != "patronymic") for name in NAMES}
    values |= {name: reader.line(name, LABELS[name], POSITION_LIMIT, required=True) for name in POSITIONS}
    return values | {"phone": reader.line("phone", LABELS["phone"], PHONE_LIMIT)}


def _look_for_namesake(reader: FieldReader, officer: Officer) -> None:
    name = search_key(officer.full_name)
    if not reader.fields.get("namesake") and any(
        search_key(o.full_name) == name for o in officers_of(officer.provider)
    ):
        reader.say("namesake", "namesake", PROBLEMS["namesake"])


def _password(reader: FieldReader, officer: Officer) -> str:
    typed = reader.fields.get("password", "")
    for code, text in problems_of(typed, officer) if typed else []:
        reader.say("password", code, text)
    return typed or made_up()


def _values(officer: Officer, names: Iterable[str]) -> dict[str, str]:
    return {name: getattr(officer, name) for name in names}
