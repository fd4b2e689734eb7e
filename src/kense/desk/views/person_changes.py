"""Changing the register by hand: a form, what it changes, doing it. Of a person, of somebody new, of two that are one."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kense.casework import merging, register_changes, representatives
from kense.casework.register_keeping import require_standing
from kense.casework.register_openings import open_beside, show_iin
from kense.desk.officers import Desk, with_desk
from kense.desk.register_access import for_keeper, with_person
from kense.desk.register_forms import (
    ChangeForm,
    MergeForm,
    RegisterForm,
    RepresentativeForm,
    ReverseForm,
    Review,
    found_by,
    merging_review,
    proposed,
    represented,
)
from kense.desk.register_page import Difference
from kense.desk.views.administrators import SAVED, Answer, attempt
from kense.desk.views.intake import fields_in
from kense.desk.views.persons import NAV
from kense.kernel import Problem
from kense.people.selectors import row_id
from kense.registry.history import History, Person

REVIEW, APPLY = "review", "apply"


@require_http_methods(["GET", "POST"])
@with_desk
@with_person
def change(request: HttpRequest, desk: Desk, person: Person) -> HttpResponse:
    """The record as a form; its values are shown in full."""
    fields = fields_in(request.POST if request.method == "POST" else request.GET)
    do = request.POST.get("do", "")
    if request.method == "GET":
        show_iin(person, officer=desk.officer, at=desk.at)
    answer = Answer()
    if do == APPLY:
        answer = attempt(
            lambda: register_changes.change(person, fields, seen=_mark(fields), actor=desk.officer, at=desk.at)
        )
        if answer.is_good:
            return _done(request, person)
    elif do == REVIEW:
        differences, answer = _judged(desk, person, fields)
        if answer.is_good:
            return _review(request, ChangeForm(desk, person, fields), differences)
    page = ChangeForm(desk, person, _anew(fields, answer), answer.problems)
    return _form(request, "desk/person_change.html", page, answer)


@require_http_methods(["GET", "POST"])
@with_desk
@for_keeper
def new_person(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A form for somebody the register does not know."""
    fields, do, answer = fields_in(request.POST), request.POST.get("do", ""), Answer()
    made: list[Person] = []
    if do == APPLY:
        answer = attempt(
            lambda: made.append(register_changes.enter_person(desk.provider, fields, actor=desk.officer, at=desk.at))
        )
        if made:
            return _done(request, made[0])
    elif do == REVIEW:
        differences, answer = _judged(desk, None, fields)
        if answer.is_good:
            return _review(request, ChangeForm(desk, None, fields), differences)
    return _form(request, "desk/person_change.html", ChangeForm(desk, None, fields, answer.problems), answer)


@require_http_methods(["GET", "POST"])
@with_desk
@with_person
def representative(request: HttpRequest, desk: Desk, person: Person) -> HttpResponse:
    """A form for whoever represents the person."""
    fields, do, answer = fields_in(request.POST), request.POST.get("do", ""), Answer()
    if do == APPLY:
        answer = attempt(
            lambda: representatives.state_representative(
                person, fields, seen=_mark(fields), actor=desk.officer, at=desk.at
            )
        )
        if answer.is_good:
            return _done(request, person)
    elif do == REVIEW:
        read: list[dict[str, str]] = []
        answer = attempt(lambda: read.append(_representative(person, fields, desk)))
        if read:
            return _review(request, RepresentativeForm(desk, person, fields), represented(desk, person, read[0]))
    page = RepresentativeForm(desk, person, _anew(fields, answer), answer.problems)
    return _form(request, "desk/person_representative.html", page, answer)


@require_POST
@with_desk
@with_person
def end_representative(request: HttpRequest, desk: Desk, person: Person) -> HttpResponse:
    """Say that somebody represents the person no more."""
    fields = fields_in(request.POST)
    answer = attempt(
        lambda: representatives.end_representative(
            person, fields.get("line", ""), fields, seen=_mark(fields), actor=desk.officer, at=desk.at
        )
    )
    if answer.is_good:
        return _done(request, person)
    page = RepresentativeForm(desk, person, _anew(fields, answer), answer.problems)
    return _form(request, "desk/person_representative.html", page, answer)


@require_http_methods(["GET", "POST"])
@with_desk
@with_person
def merge(request: HttpRequest, desk: Desk, person: Person) -> HttpResponse:
    """Which record is merged into the person's, and what comes of it."""
    fields, do = fields_in(request.POST), request.POST.get("do", "")
    if do not in (REVIEW, APPLY):
        return _form(request, "desk/person_merge.html", MergeForm(desk, person, fields), Answer())
    other = found_by(desk, fields.get("other", ""))
    if isinstance(other, Problem):
        answer = Answer(problems=[other])
    else:
        answer = _merge(desk, person, other, fields) if do == APPLY else attempt(lambda: merging.preview(person, other))
        if answer.is_good and do == APPLY:
            return _done(request, person)
        if not answer.refusal or attempt(lambda: merging.preview(person, other)).is_good:
            open_beside(other, person, officer=desk.officer, at=desk.at)
            context = merging_review(desk, person, other, _anew(fields, answer), answer.problems)
            context |= {"refusal": answer.refusal, "nav": NAV}
            return render(request, "desk/person_merge_review.html", context, status=answer.status)
    return _form(request, "desk/person_merge.html", MergeForm(desk, person, fields, answer.problems), answer)


def _merge(desk: Desk, person: Person, other: Person, fields: dict[str, str]) -> Answer:
    seen = (_mark(fields), _mark(fields, "seen_other"))
    return attempt(lambda: merging.merge(person, other, fields, seen=seen, actor=desk.officer, at=desk.at))


@require_http_methods(["GET", "POST"])
@with_desk
@with_person
def reverse(request: HttpRequest, desk: Desk, person: Person, update_id: int) -> HttpResponse:
    """What taking an update back changes, and doing it on a basis."""
    fields, answer = fields_in(request.POST), Answer()
    updates = {step.update.pk: step.update for step in History(person).story()}
    update = updates.get(row_id(update_id))
    if update is None:
        raise Http404
    if request.POST.get("do") == APPLY:
        answer = attempt(
            lambda: register_changes.reverse(person, update, fields, seen=_mark(fields), actor=desk.officer, at=desk.at)
        )
        if answer.is_good:
            return _done(request, person)
    page = ReverseForm(desk, person, update, _anew(fields, answer), answer.problems)
    return _form(request, "desk/person_reverse.html", page, answer)


def _judged(desk: Desk, person: Person | None, fields: dict[str, str]) -> tuple[list[Difference], Answer]:
    """What the fields would change, or what speaks against them."""
    found: list[Difference] = []
    problems: list[Problem] = []

    def judge() -> None:
        if person and "seen" in fields:
            require_standing(person, _mark(fields))
        judged = register_changes.judge(desk.provider, person, fields, desk.at)
        found.extend(proposed(desk, judged))
        problems.extend(judged.problems)

    answer = attempt(judge)
    return found, Answer(answer.refusal, problems)


def _representative(person: Person, fields: dict[str, str], desk: Desk) -> dict[str, str]:
    if "seen" in fields:
        require_standing(person, _mark(fields))
    return representatives.read_representative(person, fields, desk.at)[0]


def _anew(fields: dict[str, str], answer: Answer) -> dict[str, str]:
    """The form again; after a refusal it is made for the register as it stands now, or it would be refused for ever."""
    return {name: value for name, value in fields.items() if name != "seen"} if answer.refusal else fields


def _mark(fields: dict[str, str], name: str = "seen") -> int:
    return row_id(fields.get(name, ""))


def _review(request: HttpRequest, form: RegisterForm, differences: Sequence[Difference]) -> HttpResponse:
    context = {"page": Review(form, differences), "person": form.person, "nav": NAV}
    return render(request, "desk/person_review.html", context)


def _form(request: HttpRequest, template: str, page: RegisterForm, answer: Answer) -> HttpResponse:
    context = {"page": page, "person": page.person, "refusal": answer.refusal, "nav": NAV}
    return render(request, template, context, status=answer.status)


def _done(request: HttpRequest, person: Person) -> HttpResponse:
    request.session[SAVED] = True
    return redirect("desk:person", code=person.code)
