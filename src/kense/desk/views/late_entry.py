"""Late entry from paper: numbers set aside with blank forms, sheets entered afterwards, numbers left over voided."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kense.cases.selectors import Case, ReservedNumber
from kense.casework import blocks
from kense.casework.late import reserved_number, why_taken
from kense.casework.late_entry import enter_late
from kense.casework.openings import fill_in, show_alike
from kense.casework.perform import ProblemsError
from kense.casework.refused import status_of
from kense.desk.flash import leave_flash
from kense.desk.form_keys import new_key
from kense.desk.late_page import BlockPage, BlocksPage, LatePage
from kense.desk.officers import Desk, with_desk
from kense.desk.views.administrators import SAVED, Answer, attempt, closed, typed
from kense.desk.views.intake import CHECK, fields_in
from kense.kernel import Refusal, RefusedError

_KEY_LIMIT = 50


@require_http_methods(["GET", "POST"])
@with_desk
def late(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The blocks of numbers, and setting a new one aside."""
    if not blocks.may_reserve(desk.officer, desk.at):
        return closed(request, blocks.NOT_YOURS)
    fields, answer = typed(request), Answer()
    if request.method == "POST":
        answer = attempt(lambda: blocks.reserve(desk.provider, fields, actor=desk.officer, at=desk.at))
        if answer.is_good:
            request.session[SAVED] = True
            return redirect("desk:late")
    return _show(request, "late", BlocksPage(desk, fields, answer.problems), answer)


@require_http_methods(["GET", "POST"])
@with_desk
def late_block(request: HttpRequest, desk: Desk, block_id: int) -> HttpResponse:
    """A block with what became of its numbers; those left over are voided here."""
    if not blocks.may_reserve(desk.officer, desk.at):
        return closed(request, blocks.NOT_YOURS)
    reason, chosen, answer = typed(request).get("reason", ""), request.POST.getlist("number"), Answer()
    if request.method == "POST":
        answer = attempt(lambda: blocks.void(desk.provider, block_id, chosen, reason, actor=desk.officer, at=desk.at))
        if answer.is_good:
            request.session[SAVED] = True
            return redirect("desk:late_block", block_id)
    found = blocks.blocks_of(desk.provider).filter(pk=block_id).first()
    if found is None:
        raise Http404
    return _show(request, "late_block", BlockPage(desk, found, reason, chosen, answer.problems), answer)


@require_http_methods(["GET", "POST"])
@with_desk
def late_number(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """A sheet of paper: the form of its number, checked while it is filled in, or entered."""
    reserved = reserved_number(desk.provider, number)
    if reserved is None:
        raise Http404
    if not desk.takes_in:
        return closed(request, blocks.NOT_YOURS)
    do = request.POST.get("do", CHECK)
    if request.method == "POST" and do != CHECK:
        return _enter(request, desk, reserved, do)
    if told := why_taken(reserved):
        return _taken(request, desk, reserved, told)
    return _form(request, LatePage(desk, reserved, fields_in(request.POST) if request.method == "POST" else None))


def _enter(request: HttpRequest, desk: Desk, reserved: ReservedNumber, do: str) -> HttpResponse:
    """Enter what the paper says, or show the form again with why not; who was first is told."""
    fields = fields_in(request.POST)
    try:
        case = enter_late(reserved.pk, fields, do, key=_key(request, desk), actor=desk.officer, at=desk.at)
    except ProblemsError as found:
        return _form(request, LatePage(desk, reserved, fields, found.problems, judge=True), status=422)
    except RefusedError as refused:
        now = reserved_number(desk.provider, reserved.pk)
        if now and why_taken(now):
            return _taken(request, desk, now, refused.refusal)
        page = LatePage(desk, reserved, fields, judge=True)
        return _form(request, page, refusal=refused.refusal, status=status_of(refused.refusal))
    return _entered(request, case, reserved, do)


def _entered(request: HttpRequest, case: Case, reserved: ReservedNumber, do: str) -> HttpResponse:
    leave_flash(request, case, do)
    return redirect("desk:late_block", reserved.block_id)


def _taken(request: HttpRequest, desk: Desk, reserved: ReservedNumber, told: Refusal) -> HttpResponse:
    """The block as it stands, with who used or voided the number; a page that is only opened is no conflict."""
    found = blocks.blocks_of(desk.provider).get(pk=reserved.block_id)
    answer = Answer(refusal=told)
    return _show(request, "late_block", BlockPage(desk, found), answer)


def _key(request: HttpRequest, desk: Desk) -> str:
    return request.POST.get("key", "")[:_KEY_LIMIT] or new_key(desk.officer)


def _form(request: HttpRequest, page: LatePage, *, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    key, desk = _key(request, page.office_desk), page.office_desk
    fill_in(page.filled_in, key, officer=desk.officer, at=desk.at)
    show_alike(page.codes_shown, key, officer=desk.officer, at=desk.at)
    context = {"page": page, "key": key, "refusal": refusal, "nav": "new"}
    return render(request, "desk/late_number.html", context, status=status)


def _show(request: HttpRequest, name: str, page: BlocksPage | BlockPage, answer: Answer) -> HttpResponse:
    saved = request.session.pop(SAVED, None) if request.method == "GET" else None
    context = {"page": page, "refusal": answer.refusal, "saved": saved, "nav": "new", "act": page.desk.edition.act}
    return render(request, f"desk/{name}.html", context, status=answer.status)
