"""Signing in and out, the language of the pages; and what becomes of a form when the session has ended under it."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kense.desk.kept_form import FIELD, KeptForm, is_ours, last_officer, remember_officer, unsealed
from kense.desk.views import errors
from kense.desk.views.drafts import keep_as_draft

A_YEAR = 365 * 24 * 60 * 60
DOOR = "desk:sign_in"


class SignIn(LoginView):
    """The door: user name and password. A form that was kept comes back behind it, if it is this officer's."""

    template_name = "desk/sign_in.html"
    redirect_authenticated_user = True
    extra_context = {"kept": ""}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Signed in: to the page that was asked for, or back to the kept form."""
        response: HttpResponse = super().form_valid(form)
        officer = form.get_user()
        kept = unsealed(self.request.POST.get(FIELD, ""))
        if kept and kept.belongs_to(officer.pk):
            response = _given_back(self.request, kept)
        remember_officer(response, officer.pk)
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Not signed in: the kept form stays kept."""
        kept = unsealed(self.request.POST.get(FIELD, ""))
        self.extra_context = {"kept": kept.sealed() if kept else ""}
        return super().form_invalid(form)


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect(DOOR)


@login_not_required
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Show the pages in another language from now on, on this computer."""
    back = request.GET.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if safe else "/")
    if code in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=A_YEAR, samesite="Lax")
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
    at_door = request.path == reverse(DOOR)
    kept = unsealed(request.POST.get(FIELD, "")) if at_door else KeptForm.of(request, None)
    if not request.user.is_authenticated:
        return _door(request, kept)
    if kept and kept.belongs_to(request.user.pk):
        return _given_back(request, kept)
    return redirect("/") if at_door else errors.outdated(request)


def _door(request: HttpRequest, kept: KeptForm | None) -> HttpResponse:
    form = AuthenticationForm(request, initial={"username": request.POST.get("username", "")})
    context = {"form": form, "next": "", "kept": kept.sealed() if kept else "", "again": True}
    return render(request, "desk/sign_in.html", context, status=HTTPStatus.FORBIDDEN)


def _given_back(request: HttpRequest, kept: KeptForm) -> HttpResponse:
    """The kept form as it was typed, to be pressed again: a new intake in its own page, any other form in a page for it."""
    if kept.path == reverse("desk:new") and keep_as_draft(request, kept.fields):
        return redirect("desk:draft", key=kept.key)
    return render(request, "desk/kept_form.html", {"kept": kept})
