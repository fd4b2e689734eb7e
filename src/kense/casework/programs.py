"""Programs that act in an office: in which role, by which token and until when, and which officer answers for each.

A program holds its one role as long as a token lets it in. Its deeds count as those of the officer who answers for it.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from kense.casework.administration import ADMINISTRATOR_ONLY, day_of, enter, require_administrator
from kense.casework.fields import FieldReader
from kense.kernel import Refusal, RefusedError, Text
from kense.kernel.alphabet import search_key
from kense.people.models import Officer, OfficerRole, Provider, Token
from kense.people.roles import names_of
from kense.people.selectors import officer_of, row_id
from kense.people.tokens import digest_of, made_up, programs_of
from kense.registry.dates import shown
from kense.trail.chain import take_turn

ADDED = "program_added"
TOKEN_MADE = "program_token_made"  # noqa: S105 - the name of an operation
TOKEN_REVOKED = "program_token_revoked"  # noqa: S105 - the name of an operation
HANDED_OVER = "program_handed_over"

DONE: dict[str, Text] = {
    ADDED: Text("бағдарламаны қосты", "добавил(а) программу", "added a program"),
    TOKEN_MADE: Text("бағдарламаға кілт берді", "выдал(а) программе ключ", "gave a program a token"),
    TOKEN_REVOKED: Text("бағдарламаның кілтін қайтарып алды", "отозвал(а) ключ программы", "revoked a program's token"),
    HANDED_OVER: Text(
        "бағдарламаға жауапты қызметкерді ауыстырды",
        "сменил(а) ответственного за программу",
        "changed who answers for a program",
    ),
}
LABELS: dict[str, Text] = {
    "name": Text("Бағдарламаның атауы", "Название программы", "Name of the program"),
    "role": Text("Рөлі", "Роль", "Role"),
    "answers": Text("Жауапты қызметкер", "Ответственный сотрудник", "Officer who answers for it"),
    "last_day": Text("Кілттің соңғы күні", "Последний день ключа", "Last day of the token"),
}
NAME_LIMIT = 100
MOST_DAYS = 366
"""How many days a token lets in at most, the first and the last one counted."""

PROBLEMS: dict[str, Text] = {
    "program_twice": Text(
        "Кеңседе осындай атаумен бағдарлама бар. Басқаша атаңыз немесе соған жаңа кілт беріңіз.",
        "Программа с таким названием в канцелярии уже есть. Назовите иначе или выдайте новый ключ ей.",
        "The office has a program of this name. Give another name, or give that one a new token.",
    ),
    "role_unknown": Text("Рөлді тізімнен таңдаңыз.", "Выберите роль из списка.", "Choose a role from the list."),
    "officer_unknown": Text(
        "Осы кеңсенің жұмыс істейтін қызметкерін тізімнен таңдаңыз.",
        "Выберите из списка действующего сотрудника этой канцелярии.",
        "Choose a working officer of this office from the list.",
    ),
    "not_main_account": Text(
        "Бұл – адамның екінші есептік жазбасы. Оның негізгі жазбасын немесе басқа қызметкерді таңдаңыз.",
        "Это вторая учётная запись человека. Выберите его основную запись или другого сотрудника.",
        "This is a person's second account. Choose their main account, or another officer.",
    ),
    "token_days": Text(
        "Кілттің соңғы күні: {first} – {last} аралығында (ең көбі {days} күнге беріледі). Күнді түзетіңіз.",
        "Последний день ключа: с {first} по {last} (выдаётся не больше чем на {days} дней). Исправьте день.",
        "The last day of the token: from {first} to {last} (it is given for {days} days at most). Correct the day.",
    ),
}
UNKNOWN = Refusal(
    "program_unknown",
    Text(
        "Бұл кеңседе мұндай бағдарлама немесе кілт жоқ. Тізімге оралып, қайта таңдаңыз.",
        "В этой канцелярии нет такой программы или такого ключа. Вернитесь к списку и выберите снова.",
        "This office has no such program or token. Go back to the list and choose again.",
    ),
)


@dataclass(frozen=True, slots=True)
class Made:
    """A token just made: `secret` is what the program shows to be let in. It is told now and never again."""

    program: Officer
    token: Token
    secret: str


def add_program(provider: Provider, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> Made:
    """A new program with its role and its first token. fields: those of LABELS, `answers` as the officer's id.

    Raises ProblemsError where a field is wrong, RefusedError for anybody but an administrator who is a person; so does all
    of this module.
    """
    with transaction.atomic():
        _turn(provider, actor, at)
        reader = FieldReader(fields)
        name, role, answers = _name(reader, provider), _role(reader, provider), _answers(reader, provider)
        last = _last_day(reader, provider, at)
        reader.done()
        program = Officer(provider=provider, username=_username(), surname=name, is_program=True, main_account=answers)
        program.set_unusable_password()
        program.save(force_insert=True)
        facts = {"program": program.pk, "role": role, "answers": program.main_account_id}
        enter(provider, ADDED, facts, actor=actor, at=at, personal={"name": name})
        return _make_token(program, role, last, actor, at)


def new_token(provider: Provider, program_id: str, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> Made:
    """One more token for a program; those it has stay as they are. fields: `last_day`."""
    with transaction.atomic():
        _turn(provider, actor, at)
        program = _found(provider, program_id)
        reader = FieldReader(fields)
        last = _last_day(reader, provider, at)
        reader.done()
        return _make_token(program, role_of(program), last, actor, at)


def revoke_token(provider: Provider, program_id: str, token_id: str, *, actor: Officer, at: datetime) -> None:
    """Let a token in no more, from now on. With the last one the program loses its role. Revoked twice is revoked once."""
    with transaction.atomic():
        _turn(provider, actor, at)
        program = _found(provider, program_id)
        token = program.tokens.filter(pk=row_id(token_id)).first()
        if token is None:
            raise RefusedError(UNKNOWN)
        if token.revoked_at:
            return
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        _keep_role(program, role_of(program), at)
        enter(provider, TOKEN_REVOKED, {"program": program.pk, "token": token.pk}, actor=actor, at=at)


def hand_over(provider: Provider, program_id: str, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> None:
    """Let another officer answer for a program. fields: `answers`."""
    with transaction.atomic():
        _turn(provider, actor, at)
        program = _found(provider, program_id)
        reader = FieldReader(fields)
        answers = _answers(reader, provider)
        reader.done()
        before, program.main_account = program.main_account_id, answers
        if before == program.main_account_id:
            return
        program.save(update_fields=["main_account"])
        facts = {"program": program.pk, "before": before, "after": program.main_account_id}
        enter(provider, HANDED_OVER, facts, actor=actor, at=at)


def role_of(program: Officer) -> str:
    """The role a program has, or had while a token let it in."""
    return max(program.roles.all(), key=lambda row: (row.from_day, row.pk)).role


def last_day_of(token: Token) -> date:
    """The last day on which a token lets in, on the wall of the program's office."""
    moment = token.expires_at - timedelta(microseconds=1)
    return moment.astimezone(ZoneInfo(token.program.provider.zone)).date()


def lets_in(token: Token, at: datetime) -> bool:
    """Whether a token lets in at a moment."""
    return token.revoked_at is None and at < token.expires_at


def _turn(provider: Provider, actor: Officer, at: datetime) -> None:
    take_turn(provider.pk)
    require_administrator(provider, actor, at)
    if actor.is_program:
        raise RefusedError(ADMINISTRATOR_ONLY)


def _found(provider: Provider, program_id: str) -> Officer:
    program = officer_of(provider, program_id)
    if program is None or not program.is_program:
        raise RefusedError(UNKNOWN)
    return program


def _name(reader: FieldReader, provider: Provider) -> str:
    name = reader.line("name", LABELS["name"], NAME_LIMIT, required=True)
    if search_key(name) in {search_key(one.surname) for one in programs_of(provider)}:
        reader.say("name", "program_twice", PROBLEMS["program_twice"])
    return name


def _role(reader: FieldReader, provider: Provider) -> str:
    role = reader.fields.get("role", "")
    if role not in names_of(provider.act):
        reader.say("role", "role_unknown", PROBLEMS["role_unknown"])
    return role


def _answers(reader: FieldReader, provider: Provider) -> Officer | None:
    found = officer_of(provider, reader.fields.get("answers", ""))
    if found is None or found.is_program or not found.is_active:
        reader.say("answers", "officer_unknown", PROBLEMS["officer_unknown"])
    elif found.main_account_id:
        reader.say("answers", "not_main_account", PROBLEMS["not_main_account"])
    return found


def _last_day(reader: FieldReader, provider: Provider, at: datetime) -> date:
    last = reader.day("last_day", LABELS["last_day"])
    today = day_of(provider, at)
    latest = today + timedelta(days=MOST_DAYS - 1)
    if last and not today <= last <= latest:
        words = PROBLEMS["token_days"].filled(first=shown(today), last=shown(latest), days=MOST_DAYS)
        reader.say("last_day", "token_days", words)
    return last or today


def _username() -> str:
    """Nobody signs in by it; it only has to be like no other."""
    return f"program-{secrets.token_hex(8)}"


def _make_token(program: Officer, role: str, last: date, actor: Officer, at: datetime) -> Made:
    secret = made_up()
    token = Token.objects.create(
        program=program,
        digest=digest_of(secret),
        made_by=actor,
        made_at=at,
        expires_at=datetime.combine(last + timedelta(days=1), time(), ZoneInfo(program.provider.zone)),
    )
    _keep_role(program, role, at)
    facts = {"program": program.pk, "token": token.pk, "last_day": last.isoformat()}
    enter(program.provider, TOKEN_MADE, facts, actor=actor, at=at)
    return Made(program, token, secret)


def _keep_role(program: Officer, role: str, at: datetime) -> None:
    """The role lasts as long as a token lets in: to the last day of the latest one, else no longer than yesterday."""
    today = day_of(program.provider, at)
    last = max(
        (last_day_of(one) for one in program.tokens.all() if lets_in(one, at)), default=today - timedelta(days=1)
    )
    held = program.roles.filter(to_day__gte=today).first()
    if held:
        held.to_day = last
        held.save(update_fields=["to_day"])
    elif last >= today:
        OfficerRole.objects.create(officer=program, role=role, from_day=today, to_day=last)
