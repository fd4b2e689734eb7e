"""Papers stand in a frame of the desk's own pages while they are printed; nothing else stands in any frame."""

from collections.abc import Callable
from typing import ParamSpec, cast

from csp.decorators import csp_replace
from django.http.response import HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_sameorigin

P = ParamSpec("P")
View = Callable[P, HttpResponseBase]


def in_own_frame(view: View[P]) -> View[P]:
    """Let the answer of a view stand in a frame of this site."""
    framed = csp_replace({"frame-ancestors": ["'self'"]})(xframe_options_sameorigin(view))  # type: ignore[arg-type]
    return cast(View[P], framed)
