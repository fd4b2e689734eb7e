"""The emblem over the letterhead: a picture of the office's own, on every paper made from then on."""

import hashlib
from datetime import datetime

from django.db import transaction

from kense.casework.administration import enter, require_administrator
from kense.casework.perform import ProblemsError
from kense.kernel import Problem, Text
from kense.papers.render import can_be_printed
from kense.people.models import Emblem, Officer, Provider
from kense.trail.chain import take_turn

EMBLEM_SET = "emblem_set"
LIMIT = 100 * 1024
"""The most bytes of a picture: each paper carries it."""
SIDES = (32, 2000)
"""The least and the most of a side, in pixels."""

DONE: dict[str, Text] = {
    EMBLEM_SET: Text(
        "бланктің эмблемасын өзгертті", "изменил(а) эмблему бланка", "changed the emblem of the letterhead"
    ),
}
_PNG = b"\x89PNG\r\n\x1a\n"
_MISSING = Text(
    "Сурет таңдалмаған. Эмблеманың PNG файлын таңдаңыз.",
    "Рисунок не выбран. Выберите файл PNG с эмблемой.",
    "No picture is chosen. Choose a PNG file with the emblem.",
)
_TOO_LARGE = Text(
    "Сурет тым үлкен: ең көбі 100 КБ болуы тиіс, ал әр қабырғасы – {least}–{most} пиксель. Кішірейтіп, қайта таңдаңыз.",
    "Рисунок слишком велик или мал: не больше 100 КБ, каждая сторона от {least} до {most} пикселей. Измените размер и "
    "выберите снова.",
    "The picture is too large or too small: at most 100 KB, each side {least} to {most} pixels. Resize it and choose again.",
).filled(least=SIDES[0], most=SIDES[1])
_UNREADABLE = Text(
    "Файл PNG суреті ретінде оқылмады. Басқа бағдарламада PNG түрінде сақтап, қайта таңдаңыз.",
    "Файл не читается как рисунок PNG. Сохраните его в другой программе в формате PNG и выберите снова.",
    "The file cannot be read as a PNG picture. Save it as PNG in another program and choose it again.",
)


def set_emblem(provider: Provider, picture: bytes, *, actor: Officer, at: datetime) -> None:
    """Print this picture, a PNG, over the letterhead of papers made from now on.

    Raises RefusedError for anybody but the administrator, ProblemsError at `picture` for one that papers cannot have.
    """
    with transaction.atomic():
        take_turn(provider.pk)
        require_administrator(provider, actor, at)
        if found := _problem_with(picture):
            raise ProblemsError([found])
        digest = hashlib.sha256(picture).hexdigest()
        Emblem.objects.get_or_create(provider=provider, sha256=digest, defaults={"picture": picture})
        _show(provider, digest, actor, at)


def remove_emblem(provider: Provider, *, actor: Officer, at: datetime) -> None:
    """Print no picture from now on; those of papers made before are kept. Raises as `set_emblem` does."""
    with transaction.atomic():
        take_turn(provider.pk)
        require_administrator(provider, actor, at)
        _show(provider, "", actor, at)


def _show(provider: Provider, digest: str, actor: Officer, at: datetime) -> None:
    provider.refresh_from_db()
    if provider.emblem == digest:
        return
    facts = {"before": {"emblem": provider.emblem}, "after": {"emblem": digest}}
    provider.emblem = digest
    provider.save(update_fields=["emblem"])
    enter(provider, EMBLEM_SET, facts, actor=actor, at=at)


def _problem_with(picture: bytes) -> Problem | None:
    if not picture:
        return Problem("picture", "picture_missing", _MISSING)
    if not picture.startswith(_PNG) or len(picture) < 24:
        return Problem("picture", "picture_unreadable", _UNREADABLE)
    sides = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    if len(picture) > LIMIT or not all(SIDES[0] <= side <= SIDES[1] for side in sides):
        return Problem("picture", "picture_size", _TOO_LARGE)
    return None if can_be_printed(picture) else Problem("picture", "picture_unreadable", _UNREADABLE)
