"""Tokens of programs: made, kept as a digest, recognised."""

import hashlib
import secrets
from datetime import datetime

from django.db.models import Prefetch

from kense.kernel.alphabet import sort_key
from kense.people.models import Officer, OfficerRole, Provider, Token

__all__ = ["PREFIX", "Token", "digest_of", "made_up", "program_by", "programs_of"]

PREFIX = "kense_"
"""What every token begins with, so that one left in a file or a message is recognised for what it is."""


def made_up() -> str:
    """A new token of 256 bits of chance."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is kept of a token. It is pure chance, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def program_by(token: str, at: datetime) -> Officer | None:
    """The program a token lets in at a moment; None for one that is unknown, expired or revoked.

    Nor is a program let in whose account is closed, or that of the officer who answers for it.
    """
    accounts = Token.objects.select_related("program__provider", "program__main_account")
    found = accounts.filter(digest=digest_of(token)).first()
    if found is None or found.revoked_at or not found.made_at <= at < found.expires_at:
        return None
    program = found.program
    answers = program.main_account
    is_open = program.is_program and program.is_active and answers is not None and answers.is_active
    return program if is_open else None


def programs_of(provider: Provider) -> list[Officer]:
    """The programs of an office by name, with their roles, their tokens and who answers for each at hand."""
    roles = Prefetch("roles", OfficerRole.objects.order_by("from_day", "pk"))
    found = provider.officers.filter(is_program=True).select_related("main_account")
    return sorted(found.prefetch_related(roles, "tokens"), key=lambda one: sort_key(one.surname))
