"""From a queued paper to a stored file. A template that fails stops the paper, not the case."""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from kense.kernel import Text
from kense.law import edition as edition_by_id
from kense.law import lookup
from kense.papers.models import Paper
from kense.papers.render import PaperError, render
from kense.people.selectors import emblem_of

log = logging.getLogger(__name__)

_NO_TEMPLATE = Text(
    "«{code}» қағазының үлгісі табылмады. Әкімшіге хабарлаңыз: редакция файлдарын қалпына келтіріп, қағазды қайта жасау "
    "керек.",
    "Шаблон документа «{code}» не найден. Сообщите администратору: нужно восстановить файлы редакции и создать "
    "документ снова.",
    "The template of the paper “{code}” was not found. Tell the administrator: the files of the edition have to be "
    "restored and the paper made again.",
)


def produce(paper_id: int) -> Paper:
    """Make the PDF of a paper that has none yet and store it with its hash; a paper that has one, or had it, stays as it is."""
    paper = Paper.objects.get(pk=paper_id)
    if paper.is_to_be_made:
        _store(paper, _made(paper))
    return paper


def produce_many(paper_ids: Sequence[int]) -> list[Paper]:
    """The same for several papers, in their order. They are stored together: the disk is waited for once."""
    found = Paper.objects.in_bulk(paper_ids)
    papers = [found[paper_id] for paper_id in paper_ids]
    made = [(paper, _made(paper)) for paper in papers if paper.is_to_be_made]
    if made:
        with transaction.atomic():
            for paper, fields in made:
                _store(paper, fields)
    return papers


def _made(paper: Paper) -> dict[str, Any]:
    """What is to be stored of a paper: its file, or why there is none."""
    try:
        emblem = emblem_of(paper.provider_id, paper.data["provider"].get("emblem", ""))
        pdf = render(_template(paper), paper.data, created=paper.created_at, emblem=emblem)
    except PaperError as error:
        return _failed(paper, error.text)
    except (OSError, KeyError):
        return _failed(paper, _NO_TEMPLATE.filled(code=paper.code))
    return {"status": Paper.Status.READY, "pdf": pdf, "sha256": hashlib.sha256(pdf).hexdigest(), "error": None}


def _failed(paper: Paper, why: Text) -> dict[str, Any]:
    # The message of a template may quote the data, which are personal: it is for the desk, not for the log.
    log.error("paper %s failed", paper.code)
    return {"status": Paper.Status.FAILED, "error": why.as_dict()}


def _template(paper: Paper) -> Path:
    edition = edition_by_id(paper.edition)
    return Path(edition.folder) / "papers" / lookup.paper(edition, paper.kind).template


def _store(paper: Paper, fields: Mapping[str, Any]) -> None:
    """Two requests may make the same paper at once: the first stored file stays, the bytes are the same anyway."""
    if not Paper.objects.filter(pk=paper.pk).exclude(status=Paper.Status.READY).update(**fields):
        paper.refresh_from_db()
        return
    for name, value in fields.items():
        setattr(paper, name, value)
