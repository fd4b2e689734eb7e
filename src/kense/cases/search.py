"""Finding cases by what a person types, a number, an IIN or a name, and by the codes a scanner types."""

import re
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q, QuerySet

from kense.cases.models import Case, GivenNumber
from kense.kernel.alphabet import search_key
from kense.registry import iin as iins

LONGEST = 100
"""What is longer, in characters, is neither a number nor a name."""

_MOST_WORDS = 6
_MOST_DIGITS = 9
_LAST_SIGN = "\U0010ffff"


def found(offices: int | Collection[int], words: str) -> QuerySet[Case]:
    """The cases of the offices, by id, that have this number or the number's last part, this IIN or such a name.

    Each word begins a word of the name, the first of them the surname, or, where nobody is called so, another of them;
    case and look-alike letters do not count.
    """
    provider_ids = [offices] if isinstance(offices, int) else list(offices)
    cases, typed = Case.objects.filter(provider_id__in=provider_ids), " ".join(words.split())
    if not typed or len(typed) > LONGEST or typed.count(" ") >= _MOST_WORDS:
        return cases.none()
    if re.fullmatch("[0-9]{12}", iins.normalised(typed)):
        return _picked(cases.filter(iin=iins.normalised(typed)).values_list("pk", flat=True))
    if re.search("[0-9]", typed):
        return _picked(_numbered(provider_ids, _plain(typed)))
    return _named(cases, search_key(typed).split())


def _picked(ids: Iterable[int]) -> QuerySet[Case]:
    # By their ids alone: asked for the offices as well, a database would look for them along every case there is.
    return Case.objects.filter(pk__in=set(ids))


def case_with_code(provider_ids: Collection[int], codes: Collection[str]) -> str | None:
    """The code of the offices' case that has one of these codes, as its own or as the one its recipient was given."""
    named = Case.objects.filter(Q(code__in=codes) | Q(public_code__in=codes), provider_id__in=list(provider_ids))
    return named.values_list("code", flat=True).first()


def names_a_person(words: str) -> bool:
    """Whether the words may be an IIN or a name, mistyped too: then they must stand in no address."""
    number = re.fullmatch(r"(№\s?)?[^\s№]{1,40}", words.strip())
    digits = re.sub("[^0-9]", "", words)
    return not number or not 0 < len(digits) <= _MOST_DIGITS or bool(re.search(r"[^\W\d_]{6}", words))


def _numbered(provider_ids: Collection[int], typed: str) -> set[int]:
    """The ids of the cases with this number, in any journal."""
    counts = [int(digits) for digits in re.findall("[0-9]+", typed) if len(digits) <= _MOST_DIGITS]
    # The counter leads to a few numbers; how they are written is compared here, where case does not count.
    rows = GivenNumber.objects.filter(series__provider_id__in=provider_ids, n__in=counts)
    return {case for case, n, text in rows.values_list("case_id", "n", "text") if same_number(typed, n, text)}


def same_number(typed: str, n: int, text: str) -> bool:
    """Whether what was typed is the n-th number of a series, written as `text`, or the last part of it."""
    plain, number = _plain(typed), _plain(text)
    before = number.removesuffix(plain)
    last_part = before != number and not before[-1:].isalnum()
    return last_part or (plain.isdecimal() and int(plain) == n)


def _plain(number: str) -> str:
    return "".join(number.replace("№", "").split()).casefold()


def _named(cases: QuerySet[Case], words: Sequence[str]) -> QuerySet[Case]:
    by_surname = []
    for n, surname in enumerate(words):
        named = cases.filter(_begins(surname))
        for word in (*words[:n], *words[n + 1 :]):
            named = named.filter(Q(recipient_key__startswith=word) | Q(recipient_key__contains=f" {word}"))
        by_surname.append(named)
    return next((named for named in by_surname[:-1] if named.exists()), by_surname[-1])


def _begins(word: str) -> Q:
    """The name begins so, said in a way that every database answers by its index."""
    return Q(recipient_key__gte=word, recipient_key__lt=word + _LAST_SIGN)
