"""An address that only takes a form, opened as a page: the desk leads on, everything else is told that it may not be."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.test import RequestFactory
from django.urls import resolve

from kense.desk.middleware import pages_of_forms
from tests.desk.conftest import AtDesk
from tests.support.office import Office


def not_allowed(path: str) -> Callable[[HttpRequest], HttpResponse]:
    """Resolves the path as Django does, then refuses the method."""

    def handler(request: HttpRequest) -> HttpResponse:
        request.resolver_match = resolve(path)
        return HttpResponseNotAllowed(["POST"])

    return handler


@pytest.mark.parametrize(
    ("path", "above"),
    [("/many/sign/do/", "/many/sign/"), ("/new/drafts/0123/drop/", "/new/drafts/0123/"), ("/door/out/", "/door/")],
)
def test_whoever_opens_it_comes_to_the_page_above(path: str, above: str) -> None:
    answer = pages_of_forms(not_allowed(path))(RequestFactory().get(path))
    assert (answer.status_code, answer.headers["Location"]) == (302, above)


@pytest.mark.parametrize("method", ["head", "post", "put", "delete"])
def test_other_methods_are_refused(method: str) -> None:
    request = getattr(RequestFactory(), method)("/many/sign/do/")
    assert pages_of_forms(not_allowed("/many/sign/do/"))(request).status_code == 405


def test_what_asks_in_the_background_is_refused() -> None:
    request = RequestFactory().get("/door/out/", headers={"HX-Request": "true"})
    assert pages_of_forms(not_allowed("/door/out/"))(request).status_code == 405


def test_an_address_outside_the_desk_is_refused() -> None:
    def handler(request: HttpRequest) -> HttpResponse:
        request.resolver_match = None
        return HttpResponseNotAllowed(["POST"])

    answer = pages_of_forms(handler)(RequestFactory().get("/api/cases/"))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


def test_at_the_desk_it_holds(office: Office, at_desk: AtDesk) -> None:
    answer = at_desk(office.nurlan).get("/calendar/soon/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/calendar/")
