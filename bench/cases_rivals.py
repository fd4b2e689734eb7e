"""Kense and what it is compared with, each doing whole cases in turns on one database; see `cases.py`, which starts this.

Prints JSON: of each, round by round, the seconds a case by the wall and by the processor.
"""

import importlib
import importlib.util
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count, pairwise
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

Doer = Callable[[], None]
"""Does one whole case."""
STEPS = ("hand_in", "register", "assign", "prepare_notification", "sign", "register_result", "issue_result")
TRANSACTIONS = len(STEPS) + 1
"""Of a case of Kense: before the head signs, that he had the draft before him is entered."""


def main(rounds: int, a_round: int) -> None:
    """Let them take turns and print what they took."""
    _start()
    ours = KenseCases()
    doers: dict[str, Doer] = dict(_rivals(ours, rounds * a_round + 2)) | {"Kense": ours.do_one}
    for do_one in doers.values():
        do_one()
    taken: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for _ in range(rounds):
        for name, do_one in doers.items():
            wall, cpu = perf_counter(), process_time()
            for _ in range(a_round):
                do_one()
            taken[name].append(((perf_counter() - wall) / a_round, (process_time() - cpu) / a_round))
    print(json.dumps(taken))


def _start() -> None:
    """Kense with a new database, viewflow beside it where it is installed, no files made of papers."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    os.environ["DJANGO_SETTINGS_MODULE"] = "kense.config.settings"
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if importlib.util.find_spec("viewflow"):
        settings.INSTALLED_APPS += ["viewflow", "viewflow.workflow"]
        settings.SILENCED_SYSTEM_CHECKS = ["fields.W904"]
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    patch("kense.casework.papers.produce").start()


def _rivals(ours: "KenseCases", raw_cases: int) -> Iterator[tuple[str, Doer]]:
    from django.db import connection

    if connection.vendor == "sqlite":
        yield "raw driver", _raw_sqlite(ours, raw_cases)
    else:
        yield "one statement an action", _raw_postgres(ours, raw_cases)
    yield "SpiffWorkflow", SpiffCases().do_one
    if importlib.util.find_spec("viewflow"):
        yield "viewflow", viewflow_cases()


class KenseCases:
    """Cases of one office by `perform`, each of another person."""

    def __init__(self) -> None:
        from tests.support.office import Office

        self.office, self.n = Office.made(), count(1)
        self.do_one()  # the series of numbers begin

    def do_one(self, after_each: Callable[[], None] = lambda: None) -> None:
        """One whole case."""
        for _ in self._steps(next(self.n)):
            after_each()

    def _steps(self, n: int) -> Iterator[None]:
        from kense.casework.openings import open_case
        from kense.casework.perform import Request, perform
        from tests.support.office import NOTIFICATION, application, at

        office, case = self.office, None
        iin, born, surname = _person(n)
        child = {"person_iin": iin, "person_surname": surname, "person_birth_date": born}
        change = {"change_iin": iin, "change_surname": surname, "change_birth_date": born}
        given: dict[str, tuple[Any, dict[str, Any]]] = {
            "hand_in": (office.aigul, application(**child)),
            "register": (office.aigul, {}),
            "assign": (office.nurlan, {"assignee": str(office.dauren.pk), "note": "Орындауға"}),
            "prepare_notification": (office.dauren, {**NOTIFICATION, **change}),
            "sign": (office.nurlan, {}),
            "register_result": (office.aigul, {}),
            "issue_result": (office.aigul, {}),
        }
        for minute, operation in enumerate(STEPS):
            actor, inputs = given[operation]
            which, version = (case.pk, case.version) if case else (None, 0)
            moment = at(f"2019-03-26 11:{10 + minute}")
            if case and operation == "sign":
                open_case(case, officer=actor, at=moment)
                yield
            request = Request(operation, f"{n}-{operation}", case=which, version=version, inputs=inputs)
            case = perform(request, actor=actor, at=moment)
            yield


def _person(n: int) -> tuple[str, str, str]:
    """IIN, birth date as typed and surname of somebody unlike all others, so that nobody is asked whether they are the same."""
    from tests.support.iins import made_iin

    born, serial = date(2002, 1, 1) + timedelta(days=n // 90), n % 90 * 100
    while True:
        try:
            iin = made_iin(born, "female", serial)
        except ValueError:
            serial += 1
        else:
            return iin, f"{born:%d.%m.%Y}", "Сағынтай" + "".join("абвгдежзик"[int(digit)] for digit in str(n))


def _raw_sqlite(ours: KenseCases, cases: int) -> Doer:
    from cases_raw import copied_sqlite, sqlite_writer
    from django.db import connection

    copy = copied_sqlite(str(connection.settings_dict["NAME"]))
    return _replaying(ours, cases, sqlite_writer(copy))


def _raw_postgres(ours: KenseCases, cases: int) -> Doer:
    from cases_raw import copied_postgres, postgres_writer

    return _replaying(ours, cases, postgres_writer(copied_postgres()))


def _replaying(ours: KenseCases, cases: int, write: Callable[[Any], None]) -> Doer:
    from cases_raw import Recorder

    recorder = Recorder()
    for _ in range(cases):
        ours.do_one(recorder.operation_done)
    steps = iter(recorder.steps)

    def do_one() -> None:
        for _ in range(TRANSACTIONS):
            write(next(steps))

    return do_one


BPMN = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="kense">
<process id="case" isExecutable="true"><startEvent id="start"/>{tasks}<endEvent id="end"/>{flows}</process></definitions>"""


class SpiffCases:
    """The same steps in SpiffWorkflow, its serialised state read and saved at each of them."""

    def __init__(self) -> None:
        from django.db import connection
        from SpiffWorkflow.bpmn.parser import BpmnParser
        from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

        from tests.support.office import application

        places = ("start", *STEPS, "end")
        flows = (
            f'<sequenceFlow id="f{n}" sourceRef="{a}" targetRef="{b}"/>' for n, (a, b) in enumerate(pairwise(places))
        )
        parser = BpmnParser()
        tasks = "".join(f'<userTask id="{one}"/>' for one in STEPS)
        parser.add_bpmn_str(BPMN.format(tasks=tasks, flows="".join(flows)).encode())
        self.spec, self.serializer = parser.get_spec("case"), BpmnWorkflowSerializer()
        self.n, self.application = count(1), application()
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE spiff (id bigint PRIMARY KEY, state text)")

    def do_one(self) -> None:
        """One whole case."""
        from django.db import connection, transaction

        n = next(self.n)
        for step in STEPS:
            with transaction.atomic(), connection.cursor() as cursor:
                if step == STEPS[0]:
                    cursor.execute("INSERT INTO spiff VALUES (%s, %s)", [n, self._started()])
                else:
                    cursor.execute("SELECT state FROM spiff WHERE id = %s", [n])
                    cursor.execute("UPDATE spiff SET state = %s WHERE id = %s", [self._next(cursor.fetchone()[0]), n])

    def _started(self) -> str:
        from SpiffWorkflow.bpmn import BpmnWorkflow

        workflow = BpmnWorkflow(self.spec)
        workflow.do_engine_steps()
        return self._done(workflow, self.application)

    def _next(self, state: str) -> str:
        return self._done(self.serializer.deserialize_json(state), {"done": "1"})

    def _done(self, workflow: Any, data: dict[str, str]) -> str:
        from SpiffWorkflow import TaskState

        (task,) = workflow.get_tasks(state=TaskState.READY, manual=True)
        task.data.update(data)
        task.run()
        workflow.do_engine_steps()
        return str(self.serializer.serialize_json(workflow))


def viewflow_cases() -> Doer:
    """The same steps in viewflow by its own activations, a transaction for each."""
    from django.contrib.auth import get_user_model
    from django.db import transaction
    from django.http import HttpRequest
    from viewflow import this
    from viewflow.workflow import flow
    from viewflow.workflow.status import STATUS

    from tests.support.office import application

    after = [*STEPS[1:], "end"]
    nodes: dict[str, Any] = {STEPS[0]: flow.Start(None).Next(getattr(this, after[0]))}
    nodes |= {one: flow.View(None).Next(getattr(this, then)) for one, then in zip(STEPS[1:], after[1:], strict=True)}
    nodes |= {"end": flow.End(), "__module__": flow.__name__}
    case_flow = type("CaseFlow", (flow.Flow,), nodes)
    flow.CaseFlow = case_flow  # viewflow finds a flow again by its name in a module of an application
    request = HttpRequest()
    request.user = get_user_model().objects.first()

    def do_one() -> None:
        with transaction.atomic():
            activation = case_flow.hand_in.activation_class.create(case_flow.hand_in, None, None)
            activation.process.data = application()
            activation.start(request)
            activation.execute()
        for _ in STEPS[1:]:
            with transaction.atomic():
                task = case_flow.task_class.objects.get(process_id=activation.process.pk, status=STATUS.NEW)
                step = task.flow_task.activation_class(task)
                step.assign(request.user)
                step.start(request)
                step.execute()

    return do_one


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
