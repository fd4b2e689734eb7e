"""The paper an operation would print, before it is done: read and decided as when performing, with nothing written."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from kense.cases.models import Case
from kense.cases.state import columns_of
from kense.casework import record
from kense.casework.course import course_of
from kense.casework.paper_data import data_of, inquiry_data
from kense.casework.perform import Judged, Request, judge
from kense.kernel import Refusal, RefusedError, Text
from kense.law import lookup
from kense.law.edition import PaperSpec
from kense.papers.render import PaperError, render
from kense.people.models import Officer
from kense.people.selectors import emblem_of

CODE = "ЖОБА"
"""Stands where a paper has its code: a draft has none, and nothing can be found by it."""

_NOT_MADE = Text(
    "Қағаздың жобасы жасалмады: {message}. Деректерді түзетіп, қайта қараңыз.",
    "Проект документа не создан: {message}. Исправьте данные и посмотрите снова.",
    "The draft of the paper was not made: {message}. Correct the data and look again.",
)
_NO_TEMPLATE = Text(
    "Қағаздың үлгісі табылмады. Әкімшіге хабарлаңыз: редакция файлдарын қалпына келтіру керек.",
    "Шаблон документа не найден. Сообщите администратору: нужно восстановить файлы редакции.",
    "The template of the paper was not found. Tell the administrator: the files of the edition have to be restored.",
)


def draft_paper(request: Request, *, actor: Officer, at: datetime) -> bytes | None:
    """The PDF the request would print if it were performed at this moment, marked as a draft.

    None if it prints nothing, or if it is about the application itself, which is looked through on a page of its own.
    Nothing is stored: no number is drawn, the case and the register stay as they are. Raises RefusedError and
    ProblemsError as `perform` does, RefusedError also where the paper cannot be made.
    """
    judged = judge(request, actor=actor, at=at)
    if judged.case is None or judged.given.application or not judged.decision.papers:
        return None
    spec = lookup.paper(judged.edition, judged.decision.papers[0])
    return _rendered(judged, judged.case, spec, draft_data(judged, judged.case, spec, at), at)


def draft_data(judged: Judged, case: Case, spec: PaperSpec, at: datetime) -> dict[str, Any]:
    """What the paper would be made from. `case` is given the new values in memory only; do not save it."""
    for name, value in columns_of(judged.decision.after).items():
        setattr(case, name, value)
    record.keep_inputs(case, judged.given)
    data = data_of(judged.course or course_of(case), judged.edition, spec, CODE, at) | {"draft": True}
    if judged.given.addressee:
        data["inquiry"] = inquiry_data("", None, judged.given.addressee, judged.given.question)
    return data


def _rendered(judged: Judged, case: Case, spec: PaperSpec, data: Mapping[str, Any], at: datetime) -> bytes:
    template = Path(judged.edition.folder) / "papers" / spec.template
    try:
        return render(template, data, created=at, emblem=emblem_of(case.provider_id, case.provider.emblem))
    except PaperError as error:
        raise RefusedError(Refusal("paper_not_made", _NOT_MADE.filled(message=error.message), spec.ref)) from error
    except OSError as error:
        raise RefusedError(Refusal("paper_not_made", _NO_TEMPLATE, spec.ref)) from error
