"""Acts and editions: loading strictly, checking, finding the edition and the basis of a case."""

from kense.law.basis import AdoptionOrder, Basis, basis_on
from kense.law.cite import cite, cite_all, place
from kense.law.edition import Edition
from kense.law.files import LawError
from kense.law.library import edition, editions, governing, newest
from kense.law.life import status_on
from kense.law.shipped import load

__all__ = [
    "AdoptionOrder",
    "Basis",
    "Edition",
    "LawError",
    "basis_on",
    "cite",
    "cite_all",
    "edition",
    "editions",
    "governing",
    "load",
    "newest",
    "place",
    "status_on",
]
