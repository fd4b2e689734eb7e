"""Commands happen once: the Idempotency-Key of a request, and what it leads to when it comes again."""

import hashlib
from collections.abc import Callable
from typing import Annotated, TypeVar

from ninja import Header
from ninja.responses import Status

from kense.api.access import Asked
from kense.casework.carried_out import once

KEY_FORM = r"^[\x21-\x7e]{1,64}$"
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=KEY_FORM,
        description="Makes the command happen once: the same key again answers with what the first one led to. "
        "1 to 64 printable ASCII characters, a new one for each command",
        example="6f1c2a54-7f0b-4b8e-9a57-0d1a3c2b9e11",
    ),
]
Version = Annotated[
    str,
    Header(
        alias="If-Match",
        pattern=r'^"[0-9]{1,9}"$',
        description="The version of the case that was seen, as its ETag gives it",
        example='"3"',
    ),
]
REPLAYED = "Idempotency-Replayed"

T = TypeVar("T")


def version_in(header: str) -> int:
    """The version an If-Match header names."""
    return int(header.strip('"'))


def carry_out(
    request: Asked,
    key: str,
    do: Callable[[], str],
    show: Callable[[str], T],
    *,
    status: int = 200,
    content: bytes | None = None,
) -> Status[T]:
    """Do what is no operation of a case, once for a key, and show what it led to.

    `do` carries it out and names the resource (its code or id, nothing personal); `show` makes the answer from that
    name, the first time as well as when the key comes again. `content` is what was sent, where it is no JSON.
    """
    call = request.auth
    body = request.body if content is None else content
    asked = hashlib.sha256(f"{request.method} {request.path}\n".encode() + body).hexdigest()
    name, is_replay = once(call.officer, key, asked, do, at=call.at)
    if is_replay:
        call.headers[REPLAYED] = "true"
    return Status(status, show(name))
