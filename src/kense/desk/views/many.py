"""One operation on several chosen cases: first what would happen, then one press, then what happened with each."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from kense import law
from kense.cases.selectors import Case
from kense.casework.deeds import done
from kense.casework.perform import ProblemsError, Request, perform
from kense.desk.form_keys import new_key
from kense.desk.many_choice import for_many
from kense.desk.many_page import MOVED_ON, ManyPage
from kense.desk.officers import Desk, with_desk
from kense.kernel import Refusal, RefusedError, Text
from kense.law import Edition, lookup
from kense.law.edition import Outcome, PaperSpec
from kense.papers.selectors import Paper, papers_of
from kense.trail.latest import last_deeds
from kense.trail.selectors import TrailEntry

OF_A_KEY = 40
"""How much of a key is taken: the code of a case follows it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What happened with one case: the papers that came of it, or why nothing did and what was done before."""

    case: Case
    why_not: Refusal | None = None
    papers: tuple[tuple[Paper, PaperSpec], ...] = ()
    first: TrailEntry | None = None

    @property
    def deed(self) -> Text | None:
        """What somebody else did before; None where nobody was first."""
        return done(law.edition(self.case.edition), self.first.operation) if self.first else None


@require_POST
@with_desk
def preview(request: HttpRequest, desk: Desk, operation: str) -> HttpResponse:
    """What would happen with each of the chosen cases; nothing happens yet."""
    return _preview(request, _page(request, desk, operation))


@require_POST
@with_desk
def do(request: HttpRequest, desk: Desk, operation: str) -> HttpResponse:
    """Carry the operation out for each case by itself, under a key of its own: pressed twice, it happens once."""
    page = _page(request, desk, operation)
    if page.problem or page.is_too_many:
        return _preview(request, page, status=422)
    answers = [_answer(page, case) for case in page.cases]
    context = {
        "page": page,
        "done": [one for one in answers if not one.why_not],
        "refused": _with_who_was_first([one for one in answers if one.why_not]),
        "nav": "today",
    }
    return render(request, "desk/many_done.html", context)


def _page(request: HttpRequest, desk: Desk, operation: str) -> ManyPage:
    typed = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    key = typed.get("key", "")[:OF_A_KEY] or new_key(desk.officer)
    return ManyPage(desk, _outcome(desk.edition, operation), request.POST.getlist("case"), typed, key)


def _outcome(edition: Edition, operation: str) -> Outcome:
    """The operation, if it is one for many; who may carry it out is decided for each case."""
    roles = {role.id for role in edition.procedure.roles}
    for action in edition.procedure.actions:
        for outcome in for_many(edition, action, roles):
            if outcome.id == operation:
                return outcome
    raise Http404


def _preview(request: HttpRequest, page: ManyPage, status: int = 200) -> HttpResponse:
    return render(request, "desk/many.html", {"page": page, "nav": "today"}, status=status)


def _answer(page: ManyPage, case: Case) -> Answer:
    asked = Request(
        page.outcome.id,
        f"{page.key}-{case.code}",
        case=case.pk,
        version=_number(page.typed.get(f"version-{case.code}", "")),
        inputs={"note": page.typed.get("note", ""), "assignee": page.typed.get(f"assignee-{case.code}", "")},
    )
    try:
        done_case = perform(asked, actor=page.desk.officer, at=page.desk.at)
    except RefusedError as refused:
        return Answer(case, refused.refusal)
    except ProblemsError as error:
        return Answer(case, Refusal(error.problems[0].code, error.problems[0].text))
    return Answer(done_case, papers=_papers(done_case))


def _papers(case: Case) -> tuple[tuple[Paper, PaperSpec], ...]:
    """What was made for the case just now, to be printed."""
    edition = law.edition(case.edition)
    made = [paper for paper in papers_of(case.pk) if paper.created_at == case.last_at]
    return tuple((paper, lookup.paper(edition, paper.kind)) for paper in made)


def _with_who_was_first(refused: list[Answer]) -> list[Answer]:
    deeds = last_deeds([one.case.pk for one in refused])
    return [
        Answer(one.case, one.why_not, first=deeds.get(one.case.pk))
        if one.why_not and one.why_not.code in MOVED_ON
        else one
        for one in refused
    ]


def _number(text: str) -> int:
    """The version of a case that was looked at; 0, which no case has, when it is not a number."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0
