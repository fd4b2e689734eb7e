"""An edition with its unverified parts amended: what a lawyer may change of it, as plain JSON beside the edition it starts from.

The content of a draft has `standard` and `retention` in the form the files have them, and `given`, the last number an id was
made with. An id that was given once is never given again: cases and trails go on naming what it stood for.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kense.law.beginning import files_of
from kense.law.check import mistakes
from kense.law.drafting import readdressed, written
from kense.law.edition import Edition, Retention, Standard

Content = dict[str, Any]

_MADE = re.compile(r"-(\d+)$")


def content_of(edition: Edition) -> Content:
    """The content of a draft in which nothing is changed yet."""
    return {
        "standard": edition.standard.model_dump(mode="json"),
        "retention": [one.model_dump(mode="json") for one in edition.procedure.retention],
        "given": 0,
    }


def amended(base: Edition, content: Mapping[str, Any]) -> Edition:
    """The edition with the content of a draft, to be looked at: its id, its days and its templates are still the base's.

    Raises ValueError for content that no form makes.
    """
    standard = Standard.model_validate_json(json.dumps(content["standard"]))
    kept = tuple(Retention.model_validate_json(json.dumps(one)) for one in content["retention"])
    procedure = base.procedure.model_copy(update={"retention": kept})
    source = base.act.sources[standard.source].model_copy(update={"verified": standard.verified})
    act = base.act.model_copy(update={"sources": {**base.act.sources, standard.source: source}})
    return base.model_copy(update={"act": act, "standard": standard, "procedure": procedure, "content_hash": ""})


def mistakes_of(draft: Edition) -> list[str]:
    """What the check of regulations finds in a draft."""
    return mistakes(draft.act, draft.procedure, draft.standard, Path(draft.folder))


def files_to_publish(draft: Edition, first: date, office: str) -> dict[str, str]:
    """The files of a draft as the office's own edition from its first day on."""
    data = written(draft, draft.procedure, draft.standard, verified=draft.standard.verified)
    return readdressed({**files_of(Path(draft.folder)), **data}, draft.act.id, first, office)


def new_id(prefix: str, content: Content, known: Iterable[Edition]) -> str:
    """An id that nothing of the act's editions and of this draft has or had; noted as given."""
    used = [ident for edition in known for ident in _ids(edition)]
    numbers = [int(found[1]) for one in used if one.startswith(f"{prefix}-") and (found := _MADE.search(one))]
    content["given"] = max([content["given"], *numbers]) + 1
    return f"{prefix}-{content['given']}"


def _ids(edition: Edition) -> list[str]:
    standard = edition.standard
    return [one.id for items in (standard.documents, standard.grounds, standard.reasons) for one in items]
