"""The second factor: a code of the officer's phone at sign-in (RFC 6238), recovery codes, a reset by the administrator.

The phone's secret is kept nowhere: it is reckoned from a random seed and the installation's key, so the tables alone,
or a copy of them, are of no use to anybody. It is shown once, while the phone is being tied.
"""

import base64
import secrets
from collections.abc import Mapping
from datetime import datetime

import pyotp
from django.db import transaction
from django.utils.crypto import salted_hmac
from pyotp.exceptions import OTPVerificationError

from kense.casework.accounts import found_officer
from kense.casework.administration import enter, require_administrator
from kense.casework.attempts import count_failure
from kense.casework.door import By, end_sessions
from kense.casework.fields import FieldReader
from kense.casework.passwords import OLD, OWN_TRIES, check_own, made_up
from kense.casework.perform import ProblemsError
from kense.kernel import Refusal, RefusedError, Text
from kense.people.models import Officer, Provider, RecoveryCode, SecondFactor
from kense.trail.chain import take_turn

TURNED_ON = "second_factor_on"
TURNED_OFF = "second_factor_off"
CODES_MADE = "recovery_codes_made"
TAKEN_OFF = "second_factor_taken_off"
DEMANDED = "second_factor_demanded"
NOT_DEMANDED = "second_factor_not_demanded"
DONE: dict[str, Text] = {
    TURNED_ON: Text(
        "жүйеге кіруге телефон кодын қосты",
        "включил(а) вход с кодом из телефона",
        "turned signing in with a code of the phone on",
    ),
    TURNED_OFF: Text(
        "жүйеге кіретін телефон кодын өшірді",
        "отключил(а) вход с кодом из телефона",
        "turned signing in with a code of the phone off",
    ),
    CODES_MADE: Text("қосалқы кодтарды жаңартты", "обновил(а) запасные коды", "had new recovery codes made"),
    TAKEN_OFF: Text(
        "қызметкердің телефон кодын алып тастады",
        "снял(а) с сотрудника код из телефона",
        "took an officer's phone code off",
    ),
    DEMANDED: Text(
        "барлық қызметкерге телефон кодын міндетті етті",
        "сделал(а) код из телефона обязательным для всех",
        "made the code of the phone obligatory for everybody",
    ),
    NOT_DEMANDED: Text(
        "телефон кодының міндеттілігін алып тастады",
        "отменил(а) обязательный код из телефона",
        "made the code of the phone voluntary",
    ),
}
CODE = "one_time_password"
SEED = "seed_of_password"
LABELS: dict[str, Text] = {
    OLD: Text("Қазіргі құпиясөз", "Нынешний пароль", "Present password"),
    CODE: Text("Телефондағы код", "Код из телефона", "Code of the phone"),
}
PROBLEMS: dict[str, Text] = {
    "code_wrong": Text(
        "Бұл код келмеді. Телефонның сағатын тексеріп, келесі кодты күтіңіз: бір код екі рет қабылданбайды.",
        "Этот код не подошёл. Проверьте часы телефона и дождитесь следующего кода: один код дважды не принимается.",
        "This code does not fit. Check the clock of the phone and wait for the next code: none is taken twice.",
    ),
}
OWN_FACTOR = Refusal(
    "own_account",
    Text(
        "Өз телефон кодыңызды бұл жерден алып тастай алмайсыз. Оны «Менің құпиясөзім» бетінде құпиясөз бен кодты жазып өшіріңіз.",
        "Свой код из телефона здесь снять нельзя. Отключите его на странице «Мой пароль», вписав пароль и код.",
        "Your own phone code cannot be taken off here. Turn it off on the page «My password» with password and code.",
    ),
)
IS_ON = Refusal(
    "second_factor_is_on",
    Text(
        "Телефон коды қосулы тұр. Басқа телефонға көшу үшін алдымен оны құпиясөз бен кодты жазып өшіріңіз.",
        "Код из телефона уже включён. Чтобы перейти на другой телефон, сначала отключите его, вписав пароль и код.",
        "The code of the phone is on already. To go over to another phone, turn it off first with password and code.",
    ),
)
RECOVERY_CODES = 10
_WINDOW = 1
"""Steps of half a minute by which the phone's clock may be ahead or behind."""
_SECRET = 20
"""Bytes of the phone's secret: as many as RFC 4226 recommends."""


def new_seed() -> str:
    """Chance from which a new secret is reckoned."""
    return secrets.token_urlsafe(32)


def key_of(officer: Officer, seed: str) -> pyotp.TOTP:
    """What the phone is given: the codes of the secret that comes of a seed."""
    secret = salted_hmac("kense.second_factor", f"{officer.pk} {seed}", algorithm="sha256").digest()[:_SECRET]
    return pyotp.TOTP(base64.b32encode(secret).decode(), name=officer.username, issuer="Kense")


def factor_of(officer: Officer) -> SecondFactor | None:
    """The officer's second factor; None where they sign in by the password alone."""
    return SecondFactor.objects.filter(officer=officer).first()


def take_code(officer: Officer, typed: str, at: datetime) -> By | None:
    """Take a code of the phone, or a recovery code, after which it works no more. None for one that does not fit."""
    factor, typed = factor_of(officer), "".join(typed.split())
    if factor is None:
        return None
    step = _step(key_of(officer, factor.seed), typed, at)
    if step is not None:
        # In one question to the database: of two requests with one code at once only one is let in.
        later = SecondFactor.objects.filter(pk=factor.pk, seed=factor.seed, last_step__lt=step)
        return "code" if later.update(last_step=step) else None
    gone, _ = RecoveryCode.objects.filter(officer=officer, digest=_digest(officer, typed)).delete()
    return "recovery_code" if gone else None


def turn_on(officer: Officer, fields: Mapping[str, str], *, at: datetime) -> list[str]:
    """Tie the phone: from now on its code is asked for at sign-in. Returns the recovery codes, which nothing shows again.

    fields: those of LABELS, and SEED, the seed the phone was given. The officer's other sessions end.
    """
    reader = FieldReader(fields)
    seed = fields[SEED]
    check_own(reader, officer, at)
    step = _step(key_of(officer, seed), "".join(fields.get(CODE, "").split()), at)
    if step is None:
        reader.say(CODE, "code_wrong", PROBLEMS["code_wrong"])
    if step is None or reader.problems:
        raise ProblemsError(reader.problems)
    with transaction.atomic():
        take_turn(officer.provider_id)
        if factor_of(officer):
            raise RefusedError(IS_ON)
        SecondFactor.objects.create(officer=officer, seed=seed, since=at, last_step=step)
        end_sessions(officer)
        enter(officer.provider, TURNED_ON, {"officer": officer.pk}, actor=officer, at=at)
        return _new_codes(officer)


def turn_off(officer: Officer, fields: Mapping[str, str], *, at: datetime) -> None:
    """Sign in by the password alone from now on. fields: those of LABELS. The officer's other sessions end."""
    _confirm(officer, fields, at)
    with transaction.atomic():
        take_turn(officer.provider_id)
        _remove(officer)
        enter(officer.provider, TURNED_OFF, {"officer": officer.pk}, actor=officer, at=at)


def make_codes(officer: Officer, fields: Mapping[str, str], *, at: datetime) -> list[str]:
    """New recovery codes; the earlier ones work no more. fields: those of LABELS."""
    _confirm(officer, fields, at)
    with transaction.atomic():
        take_turn(officer.provider_id)
        enter(officer.provider, CODES_MADE, {"officer": officer.pk}, actor=officer, at=at)
        return _new_codes(officer)


def take_off(provider: Provider, officer_id: str, *, actor: Officer, at: datetime) -> Officer:
    """Let an officer who lost phone and recovery codes sign in by the password alone. Their sessions end.

    Raises RefusedError for anybody but the administrator, and for the administrator's own.
    """
    with transaction.atomic():
        officer = found_officer(provider, officer_id, actor, at)
        if officer.pk == actor.pk:
            raise RefusedError(OWN_FACTOR)
        if factor_of(officer):
            _remove(officer)
            enter(provider, TAKEN_OFF, {"officer": officer.pk}, actor=actor, at=at)
    return officer


def take_off_on_the_server(officer: Officer, at: datetime) -> bool:
    """The same for the only administrator, by whoever has the server itself; whether there was a code to take off."""
    with transaction.atomic():
        take_turn(officer.provider_id)
        if factor_of(officer) is None:
            return False
        _remove(officer)
        facts = {"officer": officer.pk, "on": "server"}
        enter(officer.provider, TAKEN_OFF, facts, actor=officer, at=at)
    return True


def demand(provider: Provider, demanded: bool, *, actor: Officer, at: datetime) -> None:
    """Let nobody work in the office by a password alone, or let them again. Raises RefusedError for a stranger."""
    with transaction.atomic():
        take_turn(provider.pk)
        require_administrator(provider, actor, at)
        provider.refresh_from_db(fields=["second_factor_demanded"])
        if provider.second_factor_demanded == demanded:
            return
        provider.second_factor_demanded = demanded
        provider.save(update_fields=["second_factor_demanded"])
        enter(provider, DEMANDED if demanded else NOT_DEMANDED, {}, actor=actor, at=at)


def codes_left(officer: Officer) -> int:
    """How many recovery codes are not used yet."""
    return officer.recovery_codes.count()


def _step(key: pyotp.TOTP, typed: str, at: datetime) -> int | None:
    try:
        return key.verify_and_get_timecode(typed, for_time=at, valid_window=_WINDOW)
    except OTPVerificationError:
        return None


def _confirm(officer: Officer, fields: Mapping[str, str], at: datetime) -> None:
    reader = FieldReader(fields)
    check_own(reader, officer, at)
    reader.done()
    if not take_code(officer, fields.get(CODE, ""), at):
        count_failure(OWN_TRIES, str(officer.pk), at)
        reader.say(CODE, "code_wrong", PROBLEMS["code_wrong"])
    reader.done()


def _remove(officer: Officer) -> None:
    officer.recovery_codes.all().delete()
    SecondFactor.objects.filter(officer=officer).delete()
    end_sessions(officer)


def _new_codes(officer: Officer) -> list[str]:
    officer.recovery_codes.all().delete()
    codes = [made_up() for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(officer=officer, digest=_digest(officer, one)) for one in codes)
    return codes


def _digest(officer: Officer, typed: str) -> str:
    plain = typed.lower().replace("-", "")
    return salted_hmac("kense.recovery_code", f"{officer.pk} {plain}", algorithm="sha256").hexdigest()
