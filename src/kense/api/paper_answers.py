"""A paper as a program sees it, without its file."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from kense import law
from kense.api.schemas import Out, Words, words
from kense.kernel import Text
from kense.law import Edition, lookup
from kense.papers.selectors import Paper


class PaperOut(Out):
    """A paper. Its file is at /papers/{code}/file."""

    code: Annotated[str, Field(description="Its code", examples=["K7M2-9QXF"])]
    kind: Annotated[str, Field(description="Which paper of the edition")]
    title: Annotated[Words, Field(description="What it is called")]
    case: Annotated[str | None, Field(description="The code of its case; null for a paper of the office itself")]
    number: Annotated[str, Field(description="The number it goes by; empty without one")]
    created_at: Annotated[datetime, Field(description="When it was asked for")]
    status: Annotated[str, Field(description="Where it stands", json_schema_extra={"enum": Paper.Status.values})]
    error: Annotated[Words | None, Field(description="Why it could not be made")]
    printed: Annotated[bool, Field(description="A printing of it stands")]
    is_copy: Annotated[bool, Field(description="A copy of another paper of the case")]
    sha256: Annotated[str, Field(description="The hash of its file; empty before it is made")]


def paper_out(paper: Paper, case: str | None) -> PaperOut:
    """A paper of the case with this code, or of the office itself."""
    return PaperOut(
        code=paper.code,
        kind=paper.kind,
        title=words(_title(paper, law.edition(paper.edition))),
        case=case,
        number=paper.number,
        created_at=paper.created_at,
        status=paper.status,
        error=Words(**paper.error) if paper.error else None,
        printed=paper.printed,
        is_copy=paper.copy_of_id is not None,
        sha256=paper.sha256,
    )


def _title(paper: Paper, edition: Edition) -> Text:
    """The title in the edition; a paper of the office itself need not be one of the procedure."""
    try:
        return lookup.paper(edition, paper.kind).title
    except KeyError:
        return Text.same(paper.kind)
