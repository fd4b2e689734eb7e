"""The API asked whatever its description allows, and what it does not allow, of an office in the middle of its work.

What Schemathesis makes up seldom meets a case that exists, so some of it is put in place: tokens, codes, ids, versions.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from typing import Any
from zlib import crc32

import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from requests.structures import CaseInsensitiveDict
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks

from kense import law
from kense.cases.models import Case as OfficeCase
from kense.law import lookup
from kense.papers.models import Paper
from kense.registry.models import Person
from tests.api.conftest import Api, made_program
from tests.support.office import Office, OtherOffice, application, do

ROLES = ("office", "head", "executor", "controller", "administrator", "lawyer")
OWN = "Сағынтай"
FOREIGN = ("Құпиябай", "Жасырын", "Алтыншаш")
"""Names of people of the other office: they are in no answer to this office's programs."""
_CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
_KEPT_AS_MADE_UP = 8
"""Of so many requests one keeps all that was made up for it."""


@dataclass(frozen=True)
class World:
    """Programs of every role of an office, and what of it and of another office can be named in an address."""

    programs: Sequence[Api]
    named: Mapping[str, Sequence[str]]

    @classmethod
    def made(cls, office: Office, other: OtherOffice) -> "World":
        """An office with a case at every step, and another one whose data must stay its own."""
        own = [office.handed_in(), office.registered(), office.assigned(), office.asked(), office.drafted()]
        own += [office.signed(), office.returned(), office.issued()]
        foreign = _foreign(other)
        answers = (office.aigul, office.nurlan, office.dauren, office.tolegen, office.nurlan, office.nurlan)
        programs = [made_program(one, role) for one, role in zip(answers, ROLES, strict=True)]
        edition = law.edition(own[0].edition)
        named = {
            "cases": [one.code for one in own] * 2 + [foreign.code],
            "persons": [one.code for one in Person.objects.all()],
            "papers": [one.code for one in Paper.objects.all()],
            "operation": list(lookup.outcomes(edition)),
            "journal_id": [one.id for one in edition.procedure.journals],
            "officer_id": [str(one.pk) for one in (office.madina, office.bekzat, other.saule)],
            "addressee_id": [one.id for one in edition.procedure.transmissions],
        }
        return cls(programs, named)


def _foreign(other: OtherOffice) -> OfficeCase:
    surname, given_name, mother = FOREIGN
    typed = application(
        person_surname=surname, person_given_name=given_name, rep_surname=surname, rep_given_name=mother
    )
    case = do("hand_in", by=other.saule, when="2019-03-26 10:00", inputs=typed)
    return do("register", case, by=other.saule, when="2019-03-26 10:05")


@dataclass
class Fuzz:
    """What was asked, and what was wrong with the answers: a line for each, with how to ask it again."""

    world: World
    asked: int = 0
    has_own: bool = False
    """Whether an answer had a name of the office's own people in it: what is looked for could be found."""

    def __post_init__(self) -> None:
        self.wrong: list[str] = []
        self.statuses: dict[int, int] = {}
        self._programs = cycle(self.world.programs)

    def ask(self, case: Case[Any]) -> None:
        """Ask, and look at the answer."""
        program = next(self._programs)
        if crc32(repr((case.path_parameters, case.body, self.asked)).encode()) % _KEPT_AS_MADE_UP:
            self._put_in_place(case, program)
        self.asked += 1
        try:
            answer = case.call()
            case.validate_response(answer, checks=_CHECKS)
        except FailureGroup as found:
            told = "; ".join(f"{one.title}: {str(one.message)[-400:]}" for one in found.exceptions)
            self.wrong.append(f"{program.program.username}: {told}\n{case.as_curl_command()}"[:2000])
            return
        self.statuses[answer.status_code] = self.statuses.get(answer.status_code, 0) + 1
        text = answer.content.decode(errors="replace")
        self.has_own |= OWN in text
        if any(word in text for word in FOREIGN):
            self.wrong.append(f"{program.program.username} sees the other office: {case.as_curl_command()}")

    def _put_in_place(self, case: Case[Any], program: Api) -> None:
        place = self.asked
        headers = CaseInsensitiveDict(case.headers or {})
        headers["Authorization"] = f"Bearer {program.token}"
        parameters = dict(case.path_parameters or {})
        for name in parameters:
            kind = case.path.split("/")[3] if name == "code" else name
            if known := self.world.named.get(kind):
                parameters[name] = known[place % len(known)]
        if "If-Match" in headers and (version := _version(parameters.get("code", ""))):
            headers["If-Match"] = version
        case.headers, case.path_parameters = headers, parameters


def _version(code: str) -> str:
    version = OfficeCase.objects.filter(code=code).values_list("version", flat=True).first()
    return f'"{version}"' if version else ""


def run(world: World, *, each: int, modes: Sequence[GenerationMode] = tuple(GenerationMode), chance: int = 0) -> Fuzz:
    """Ask every operation `each` times in each mode. With the same `chance` the same is asked again."""
    fuzz = Fuzz(world)
    with _one_connection():
        schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
        for found in schema.get_all_operations():
            assert isinstance(found, Ok)
            for mode in modes:
                _ask_all(fuzz, found.ok().as_strategy(generation_mode=mode), each, chance)
    return fuzz


@contextmanager
def _one_connection() -> Iterator[None]:
    """The server lets go of its connection between requests; a test's transaction lives in one."""
    signals = (request_started, request_finished)
    for one in signals:
        one.disconnect(close_old_connections)
    try:
        yield
    finally:
        for one in signals:
            one.connect(close_old_connections)


def _ask_all(fuzz: Fuzz, strategy: Any, each: int, chance: int) -> None:
    @seed(chance)
    @settings(
        max_examples=each,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def ask(case: Case[Any]) -> None:
        fuzz.ask(case)

    asked: Callable[[], None] = ask
    try:
        asked()
    except Unsatisfiable:
        return  # nothing but what is described can be asked of it
