"""What the desk and the API answer to a try, in the words of the oracle."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client

from kense.cases.models import Case
from kense.people.models import Officer, Token
from kense.people.tokens import digest_of
from tests.access.cast import TRIES, Cast
from tests.access.oracle import State, Who
from tests.api.walk import NOTIFICATION, application

NOT_THERE, NOT_LET_IN = "not there", "not let in"
Found = tuple[str | None, str | None, set[str]]
NOWHERE = "2222-2222"


def code_shown(request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """In place of the page of a case: the code of what it would say. How it says it is tested elsewhere."""
    problems = [f"{one.field}: {one.code}" for one in context["page"].problems]
    return HttpResponse(context["refusal"].code if context["refusal"] else "; ".join(problems), status=status)


def asked_of_the_web(cast: Cast, operation: str, tried: Mapping[Who, frozenset[str]]) -> Iterator[tuple[Who, set[str]]]:
    """Who tries an operation through the web and what is to come of it: whoever does not see the case tries one only."""
    for who, why in tried.items():
        if cast.is_open(who) and cast.reads(who):
            yield who, set(why)
        elif operation == TRIES[0]:
            yield who, {NOT_THERE if cast.is_open(who) else NOT_LET_IN}


def posted(client: Client, case: Case, operation: str, inputs: Mapping[str, Any]) -> str | Found:
    """The answer of the desk's form; what was done is taken back."""
    with transaction.atomic():
        form = {**inputs, "version": case.version, "key": "tried"}
        answer = client.post(f"/cases/{case.code}/do/{operation}/", form)
        found = _state(case)
        transaction.set_rollback(True)
    if answer.status_code == 302:
        return found
    if b'type="password"' in answer.content:
        return NOT_LET_IN
    if answer.status_code == 404:
        missing = client.post(f"/cases/{NOWHERE}/do/{operation}/", form)
        return _not_there(answer.content, missing.content)
    return answer.content.decode()


def sent(client: Client, case: Case, operation: str, inputs: Mapping[str, Any]) -> str | Found:
    """The answer of the API; what was done is taken back."""
    with transaction.atomic():
        answer = _sent(client, case.code, case.version, operation, inputs)
        found = _state(case)
        transaction.set_rollback(True)
    if answer.status_code == 404:
        return _not_there(answer.content, _sent(client, NOWHERE, case.version, operation, inputs).content)
    if answer.status_code == 401:
        return NOT_LET_IN
    return found if answer.status_code == 200 else f"{answer.json()['code']}"


def _sent(client: Client, code: str, version: int, operation: str, inputs: Mapping[str, Any]) -> Any:
    headers = {"If-Match": f'"{version}"', "Idempotency-Key": "tried"}
    address = f"/api/v1/cases/{code}/operations/{operation}"
    return client.post(address, json.dumps(inputs), content_type="application/json", headers=headers)


def as_programs(cast: Cast) -> dict[str, Client]:
    """Every account as a program's, let in by a token; accounts of one person get one officer who answers for them."""
    made, expires = datetime(2018, 8, 1, tzinfo=UTC), datetime(2035, 1, 1, tzinfo=UTC)
    answers: dict[str, Officer] = {}
    clients = {}
    for name, account in cast.accounts.items():
        person, token = cast.persons.get(name, name), f"kense_{account.username}"
        if person not in answers:
            officer = Officer(username=f"answers-{account.username}", provider=account.provider, surname=person)
            answers[person] = Officer.objects.bulk_create([officer])[0]
        account.is_program, account.main_account = True, answers[person]
        account.save()
        Token.objects.create(program=account, digest=digest_of(token), made_at=made, expires_at=expires)
        clients[name] = Client(headers={"Authorization": f"Bearer {token}"})
    return clients


def as_json(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a form as a program sends them."""
    plain = ("correction",) if "applicant" in inputs else _PLAIN
    told: dict[str, Any] = {name: value for name, value in inputs.items() if name in plain}
    if "assignee" in inputs:
        told["assignee"] = int(inputs["assignee"])
    if "change_iin" in inputs:
        told["changes"] = NOTIFICATION
    if "applicant" in inputs:
        told["application"] = application(given_name=inputs["person_given_name"])
    return told


_PLAIN = ("note", "reason", "explanation", "addressee", "question", "answer", "reminder", "grounds")


def _not_there(told: bytes, of_an_unknown_case: bytes) -> str:
    return NOT_THERE if told == of_an_unknown_case else "there is something"


def _state(case: Case) -> Found:
    row = Case.objects.get(pk=case.pk)
    return (row.action, row.end, set(row.products))


def in_words(state: State) -> Found:
    """A state of the oracle as it is found in the table."""
    return (state.action, state.end, set(state.products))
