"""The help for the keyboard, and the choice whether single letters act."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kense.desk.keys import COOKIE, OFF, help_lines, letters_on
from kense.desk.officers import Desk, with_desk
from kense.desk.views.session import A_YEAR


@require_http_methods(["GET", "POST"])
@with_desk
def keys(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The keys in a page of their own, or only their table for the window over another page; a POST chooses."""
    if request.method == "POST":
        response = redirect("desk:keys")
        response.set_cookie(
            COOKIE, OFF if request.POST.get("letters") == OFF else "", max_age=A_YEAR, samesite="Lax", httponly=True
        )
        return response
    context = {"lines": help_lines(request, desk), "letters_on": letters_on(request), "off": OFF, "nav": "keys"}
    alone = "desk/parts/keys.html" if request.headers.get("HX-Request") else "desk/keys.html"
    return render(request, alone, context)
