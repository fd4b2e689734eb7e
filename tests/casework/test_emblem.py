"""The emblem over the letterhead: on papers made from then on, and only a picture that papers can have."""

import io

import pytest
from PIL import Image, ImageDraw

from kense.casework.emblem import remove_emblem, set_emblem
from kense.casework.perform import ProblemsError
from kense.kernel import RefusedError
from kense.papers.models import Paper
from kense.papers.produce import produce
from kense.people.models import Officer
from kense.trail.models import TrailEntry
from tests.support.calendar import made_administrator
from tests.support.office import Office, OtherOffice, at
from tests.support.pdf import pictures_in

NOW = at("2019-03-26 09:30")


def a_picture(side: int = 200, *, form: str = "PNG") -> bytes:
    """A ring on a transparent ground."""
    picture, file = Image.new("RGBA", (side, side)), io.BytesIO()
    ImageDraw.Draw(picture).ellipse((2, 2, side - 2, side - 2), outline="black", width=6)
    picture.convert("RGB" if form == "JPEG" else "RGBA").save(file, form)
    return file.getvalue()


@pytest.fixture
def oleg(office: Office) -> Officer:
    """The administrator."""
    return made_administrator(office)


def talon_of(office: Office) -> Paper:
    case = office.registered()
    return produce(Paper.objects.get(case=case, kind="talon").pk)


def test_papers_have_it_from_then_on_and_keep_it(office: Office, oleg: Officer) -> None:
    before = talon_of(office)
    set_emblem(office.provider, a_picture(), actor=oleg, at=NOW)
    after = talon_of(office)
    remove_emblem(office.provider, actor=oleg, at=NOW)
    assert [pictures_in(bytes(paper.pdf or b"")) for paper in (before, after)] == [0, 1], after.error
    Paper.objects.update(status=Paper.Status.QUEUED, pdf=None)
    assert pictures_in(bytes(produce(after.pk).pdf or b"")) == 1
    assert pictures_in(bytes(talon_of(office).pdf or b"")) == 0


def test_the_trail_tells_of_it(office: Office, oleg: Officer) -> None:
    set_emblem(office.provider, a_picture(), actor=oleg, at=NOW)
    set_emblem(office.provider, a_picture(), actor=oleg, at=NOW)
    entry = TrailEntry.objects.get()
    assert (entry.operation, entry.facts["after"]) == ("emblem_set", {"emblem": office.provider.emblem})


@pytest.mark.parametrize(
    ("picture", "code"),
    [
        (b"", "picture_missing"),
        (a_picture(form="JPEG"), "picture_unreadable"),
        (a_picture()[:400], "picture_unreadable"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 200, "picture_size"),
        (a_picture(16), "picture_size"),
        (a_picture(2100), "picture_size"),
        (a_picture() + b"x" * 110_000, "picture_size"),
    ],
)
def test_what_papers_cannot_have_is_not_taken(picture: bytes, code: str, office: Office, oleg: Officer) -> None:
    with pytest.raises(ProblemsError) as caught:
        set_emblem(office.provider, picture, actor=oleg, at=NOW)
    assert [(one.field, one.code) for one in caught.value.problems] == [("picture", code)]
    office.provider.refresh_from_db()
    assert office.provider.emblem == ""


def test_only_the_administrator_sets_it(office: Office, other_office: OtherOffice) -> None:
    for officer in (office.nurlan, other_office.zhanna):
        with pytest.raises(RefusedError):
            set_emblem(office.provider, a_picture(), actor=officer, at=NOW)
