"""The matrix: what the product does with each place of the act."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kense.desk.officers import Desk, with_desk
from kense.desk.trace_page import TracePage


@require_GET
@with_desk
def trace(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Place by place, of the edition the office works by."""
    return render(request, "desk/trace.html", {"page": TracePage(desk), "nav": "regulation"})
