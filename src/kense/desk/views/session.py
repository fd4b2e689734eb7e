"""Signing in and out, the language of the pages; and what becomes of a form when the session has ended under it."""

from datetime import datetime, timedelta
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from kense.casework import door
from kense.casework.attempts import count_failure, minutes_until, wait_until
from kense.casework.second_factor import CODE, factor_of, take_code
from kense.desk.kept_form import FIELD, KeptForm, is_ours, last_officer, remember_officer, unsealed
from kense.desk.known_browser import mark_for, remember
from kense.desk.session_life import begin
from kense.desk.views import errors
from kense.desk.views.drafts import keep_as_draft
from kense.kernel.clock import now
from kense.people.selectors import Officer

A_YEAR = 365 * 24 * 60 * 60
DOOR = "desk:sign_in"
HALF_IN = "half_in"
_CODES = "door_code"
_CODE_WITHIN = timedelta(minutes=5)
_LONGEST_NAME = 60


class SignIn(LoginView):
    """The door: user name and password. A form that was kept comes back behind it, if it is this officer's.

    A name nobody has, a wrong password, a closed account and a program's are answered alike.
    """

    template_name = "desk/sign_in.html"
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        """Whoever has tried too often waits; nothing is looked up for them meanwhile."""
        self.at, self.knock = now(), _knock(request)
        until = door.wait_until(self.knock, self.at)
        if until is None:
            return super().post(request, *args, **kwargs)
        form = AuthenticationForm(request, initial={"username": self.knock.username})
        return self._again(form, HTTPStatus.TOO_MANY_REQUESTS, wait=minutes_until(until, self.at))

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """The password is right: inside, or on to the code of the phone."""
        officer = form.get_user()
        if factor_of(officer):
            return _ask_code(self.request, officer)
        return _enter(self.request, officer, "password", self.at)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Not signed in: the kept form stays kept."""
        door.turned_away(self.knock, self.at)
        return self._again(form, HTTPStatus.UNPROCESSABLE_ENTITY)

    def _again(self, form: AuthenticationForm, status: HTTPStatus, wait: int = 0) -> HttpResponse:
        context = self.get_context_data(form=form, wait=wait, kept=_kept_through(self.request))
        response: HttpResponse = self.render_to_response(context, status=status)
        if wait:
            response.headers["Retry-After"] = str(wait * 60)
        return response


@sensitive_post_parameters(CODE)
@never_cache
@login_not_required
@require_POST
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The second step at the door: a code of the phone, or a recovery code."""
    officer, at = _half_in(request.POST.get(HALF_IN, "")), now()
    if officer is None:
        return _door(request, unsealed(request.POST.get(FIELD, "")))
    until = wait_until(_CODES, str(officer.pk), at, door.OF_ONE_SIDE)
    if until:
        return _ask_code(request, officer, wait=minutes_until(until, at))
    by = take_code(officer, request.POST.get(CODE, ""), at)
    if by:
        return _enter(request, officer, by, at)
    count_failure(_CODES, str(officer.pk), at)
    door.code_refused(officer, at)
    return _ask_code(request, officer, is_wrong=True)


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if request.user.is_authenticated:
        door.signed_out(request.user, now())
    logout(request)
    return redirect(DOOR)


@login_not_required
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Show the pages in another language from now on, on this computer."""
    response = redirect(_safe(request, request.GET.get("next", "/")))
    if code in dict(settings.LANGUAGES):
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, code, max_age=A_YEAR, samesite="Lax", secure=secure, httponly=True
        )
    return response


def session_ended(request: HttpRequest) -> HttpResponse:
    """A form came and nobody is signed in: the door, with the form kept. A check in the background gets a note only."""
    if request.headers.get("HX-Request"):
        return ended_note(request)
    return _door(request, KeptForm.of(request, last_officer(request)))


def ended_note(request: HttpRequest) -> HttpResponse:
    """A note for the page that asked in the background; nothing else of that page is touched."""
    sent = request.headers.get("HX-Trigger", "") if request.method == "POST" else ""
    response = render(request, "desk/parts/session_ended.html", {"form": sent})
    response["HX-Reswap"] = "none"
    return response


def untrusted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came whose token does not hold: made before the last sign-in, or by another site. It is never performed.

    It is kept only when a page of this site sent it and its key, or its seal, proves whose it is.
    """
    if not is_ours(request):
        return errors.outdated(request)
    if request.headers.get("HX-Request"):
        return ended_note(request)
    at_door = request.path in (reverse(DOOR), reverse("desk:sign_in_code"))
    kept = unsealed(request.POST.get(FIELD, "")) if at_door else KeptForm.of(request, None)
    if not request.user.is_authenticated:
        return _door(request, kept)
    if kept and kept.belongs_to(request.user.pk):
        return _given_back(request, kept)
    return redirect("/") if at_door else errors.outdated(request)


def _knock(request: HttpRequest) -> door.Knock:
    username = request.POST.get("username", "")[:_LONGEST_NAME]
    return door.Knock(username, request.META.get("REMOTE_ADDR", ""), mark_for(request, username))


def _ask_code(request: HttpRequest, officer: Officer, *, is_wrong: bool = False, wait: int = 0) -> HttpResponse:
    """The page of the second step. That the password was right is in a sealed field, for some minutes."""
    sealed = signing.dumps([officer.pk, officer.get_session_auth_hash()], salt=_CODES)
    context = {
        "half_in": sealed,
        "kept": _kept_through(request),
        "next": request.POST.get("next", ""),
        "is_wrong": is_wrong,
        "wait": wait,
    }
    status = HTTPStatus.TOO_MANY_REQUESTS if wait else HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "desk/sign_in_code.html", context, status=status)


def _half_in(sealed: str) -> Officer | None:
    """Whose password was right a moment ago, and is still; None for a seal that is not ours or too old."""
    try:
        pk, mark = signing.loads(sealed, salt=_CODES, max_age=_CODE_WITHIN)
    except (signing.BadSignature, ValueError):
        return None
    officer = door.Accounts().get_user(pk)
    return officer if officer and constant_time_compare(officer.get_session_auth_hash(), mark) else None


def _enter(request: HttpRequest, officer: Officer, by: door.By, at: datetime) -> HttpResponse:
    """Begin a session: to the page that was asked for, or back to the kept form."""
    door.signed_in(officer, by, at)
    login(request, officer)
    begin(request.session, at, owes_code=officer.provider.second_factor_demanded and by == "password")
    kept = unsealed(request.POST.get(FIELD, ""))
    if kept and kept.belongs_to(officer.pk):
        response = _given_back(request, kept)
    else:
        response = redirect(_safe(request, request.POST.get("next", "")))
    remember_officer(response, officer.pk)
    remember(request, response, officer.username)
    return response


def _kept_through(request: HttpRequest) -> str:
    """The kept form, sealed anew."""
    kept = unsealed(request.POST.get(FIELD, ""))
    return kept.sealed() if kept else ""


def _safe(request: HttpRequest, path: str) -> str:
    """A page of this site and no other."""
    safe = url_has_allowed_host_and_scheme(path, {request.get_host()}, require_https=request.is_secure())
    return path if safe else "/"


def _door(request: HttpRequest, kept: KeptForm | None) -> HttpResponse:
    form = AuthenticationForm(request, initial={"username": request.POST.get("username", "")})
    context = {"form": form, "next": "", "kept": kept.sealed() if kept else "", "again": True}
    return render(request, "desk/sign_in.html", context, status=HTTPStatus.FORBIDDEN)


def _given_back(request: HttpRequest, kept: KeptForm) -> HttpResponse:
    """The kept form as it was typed, to be pressed again: a new intake in its own page, any other form in a page for it."""
    if kept.path == reverse("desk:new") and keep_as_draft(request, kept.fields):
        return redirect("desk:draft", key=kept.key)
    return render(request, "desk/kept_form.html", {"kept": kept})
