"""How a page looks, small and grey, and where two pages differ to the eye.

Programs of different versions draw the edges of a letter differently: it is not pixels that are compared but how dark each
place of the page is, with all that is around it within some three millimetres.
"""

import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from tests.support.components import require

DPI = 50
FINER = 3
"""The page is drawn so much finer and then made smaller: a thin rule is as dark as it is thin in every program."""
GREYS = 16
BLUR = 3  # pixels
SEEN = 15
"""So much darker or lighter, of 255, a place is of another page. A line of the smallest print that went makes 17, what
another program draws otherwise 13 at most."""


def pages_of(pdf: bytes, program: str = "pdftoppm") -> list[Image.Image]:
    """Each page as a grey picture, drawn by one of poppler's programs."""
    with tempfile.TemporaryDirectory() as folder:
        asked = [require(program), "-r", str(FINER * DPI), "-gray", "-png", "-", f"{folder}/page"]
        subprocess.run(asked, input=pdf, check=True)
        return [_read(one).reduce(FINER) for one in sorted(Path(folder).iterdir())]


def ends_of(pdf: bytes) -> dict[int, Image.Image]:
    """The first page and, of a longer paper, the last one too, by number."""
    pages = pages_of(pdf)
    return {number: pages[number - 1] for number in {1, len(pages)}}


def differing(one: Image.Image, other: Image.Image) -> int:
    """How much the place that differs most differs, of 255; all of it between pages of different size."""
    if one.size != other.size:
        return 255
    blurred = (page.filter(ImageFilter.GaussianBlur(BLUR)) for page in (one, other))
    return max(ImageChops.difference(*blurred).tobytes())


def keep(page: Image.Image, path: Path) -> None:
    """Store a page in a few greys, which makes it half as large."""
    step = 255 // (GREYS - 1)
    few = Image.frombytes("P", page.size, page.point(lambda grey: round(grey / step)).tobytes())
    few.putpalette([step * grey for grey in range(GREYS) for _ in "rgb"])
    few.save(path, bits=4, optimize=True)


def kept(path: Path) -> Image.Image:
    """A stored page."""
    return _read(path)


def _read(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("L")
