"""Tokens of programs: made, kept as a digest, recognised."""

import hashlib
import secrets
from datetime import datetime

from kense.people.models import Officer, Token

PREFIX = "kense_"
"""What every token begins with, so that one left in a file or a message is recognised for what it is."""


def made_up() -> str:
    """A new token of 256 bits of chance."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is kept of a token. It is pure chance, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def program_by(token: str, at: datetime) -> Officer | None:
    """The program a token lets in at a moment; None for one that is unknown, expired or revoked, or of a closed account."""
    found = Token.objects.select_related("program__provider").filter(digest=digest_of(token)).first()
    if found is None or found.revoked_at or not found.made_at <= at < found.expires_at:
        return None
    return found.program if found.program.is_active and found.program.is_program else None
