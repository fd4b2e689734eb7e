"""The examples of the page on the API are sent, one after another, and answered as the page says.

Where the page has `…` anything may stand. A code or an id of the page stands for the one that comes in its place first.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.api.conftest import Api
from tests.support.tree import ROOT

PAGE = ROOT / "docs" / "how-to" / "api.md"
ANY = "…"
BOUND = ("code", "id")
"""The fields whose values the page makes up."""
NAMED = {"assignee": "id"}


@dataclass
class Stands:
    """What of the page stands for what that came."""

    given: dict[tuple[str, object], Any] = field(default_factory=dict)

    def expect(self, stated: Any, came: Any, name: str = "") -> None:
        """That what came has in it what is stated."""
        if stated == ANY:
            return
        if isinstance(stated, dict):
            assert isinstance(came, dict), f"{name}: {came}"
            for key, value in stated.items():
                self.expect(value, came[key], key)
        elif isinstance(stated, list):
            whole = ANY not in stated
            rows = [one for one in stated if one != ANY]
            assert len(came) == len(rows) if whole else len(came) >= len(rows), f"{name}: {came}"
            for one, other in zip(rows, came, strict=False):
                self.expect(one, other, name)
        elif name in BOUND and _is_made_up(stated):
            assert self.given.setdefault((name, stated), came) == came, name
        else:
            assert came == stated, name

    def filled(self, text: str) -> str:
        """An address with the codes that came."""
        return re.sub(r"[0-9A-Z]{4}-[0-9A-Z]{4}", lambda code: str(self.given["code", code[0]]), text)

    def sent(self, body: dict[str, Any]) -> dict[str, Any]:
        """A body with the ids that came."""
        return {name: self.given[NAMED[name], value] if name in NAMED else value for name, value in body.items()}


def _is_made_up(stated: object) -> bool:
    return isinstance(stated, int) or re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", str(stated)) is not None


def parts(block: str) -> tuple[str, dict[str, str], Any]:
    """The first line of an example, its headers, its body."""
    head, _, body = block.partition("\n\n")
    first, *lines = head.splitlines()
    headers = dict(line.split(": ", 1) for line in lines)
    return first, headers, json.loads(body) if body.strip() else None


BLOCKS = re.findall(r"```http\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_page_has_an_answer_to_each_request() -> None:
    assert len(BLOCKS) % 2 == 0
    assert len(BLOCKS) >= 30
    assert all(re.match(r"(GET|POST) /api/v1/", block) for block in BLOCKS[::2])
    assert all(re.match(r"\d{3}\n", block) for block in BLOCKS[1::2])


@pytest.mark.django_db
def test_what_the_page_says_is_so(
    clerk_api: Api, head_api: Api, executor_api: Api, api_at: Callable[[str], None]
) -> None:
    tokens = {"$CLERK": clerk_api.token, "$HEAD": head_api.token, "$EXECUTOR": executor_api.token}
    stands = Stands()
    for second, (request, response) in enumerate(zip(BLOCKS[::2], BLOCKS[1::2], strict=True)):
        api_at(f"2019-03-26 10:24:{second:02}")
        line, headers, body = parts(request)
        method, address = line.split()
        headers["Authorization"] = f"Bearer {tokens[headers['Authorization'].split()[1]]}"
        kind = headers.pop("Content-Type", "application/json")
        data = json.dumps(stands.sent(body)) if body is not None else ""
        sent = getattr(clerk_api.client, method.lower())
        more = {} if method == "GET" else {"data": data, "content_type": kind}
        came = sent(stands.filled(address), headers=headers, **more)
        status, stated, content = parts(response)
        assert came.status_code == int(status), f"{line}: {came.content.decode()}"
        assert {name: came[name] for name in stated} == stated, line
        stands.expect(content, came.json(), line)
