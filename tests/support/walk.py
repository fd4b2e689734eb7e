"""Walking through the desk without a browser: from the first page along its links, to a page of each kind."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.test import Client
from django.urls import Resolver404, resolve

LINK = re.compile(r'(?:href|src|hx-get)="([^"#?]*)[^"]*"')


def walked(client: Client, passed: set[str]) -> Iterator[tuple[str, Any, str]]:
    """The kind of each page, its answer and, of a page, its text; what stands behind a link, as a paper does, is among them.

    Kinds that are `passed` are left out, but for the first page: each officer has another one.
    """
    ahead, is_first = ["/"], True
    while ahead:
        path = ahead.pop(0)
        kind = _kind(path)
        if kind is None or (kind in passed and not is_first):
            continue
        passed.add(kind)
        is_first = False
        answer = client.get(path)
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        page = answer.content.decode() if is_page and not answer.streaming else ""
        yield kind, answer, page
        if answer.streaming:
            b"".join(answer)  # to its end: by that it is closed
        ahead += [unescape(link) for link in LINK.findall(page)]


def _kind(path: str) -> str | None:
    """The name of the address; None for one that is none of the desk's, or that changes what the walk sees."""
    if not path.startswith("/") or path.startswith("/language/"):
        return None
    try:
        return resolve(path).view_name
    except Resolver404:
        return None
