"""Pages of many PDFs as one file, written from front to back: what is held in memory does not grow with the papers.

The file is for a printer: its pages look the same, but tags and the claims of a standard stay with the stored papers.
Objects 1 and 2 are the catalogue and the tree of pages; those of the papers follow in the order they are met.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pikepdf

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
FIRST = 3
"""The number of the first object of the first paper."""

_CATALOGUE, _TREE = 1, 2
_OF_PAGES = ("/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents")


@dataclass(slots=True)
class Piece:
    """A stretch of the file: object `first` begins at the first of `offsets` in `body`; `pages` are numbers of objects."""

    first: int
    body: bytearray = field(default_factory=bytearray)
    offsets: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    @property
    def after(self) -> int:
        """The number the next piece begins with."""
        return self.first + len(self.offsets)


def piece_of(pdfs: Iterable[bytes], first: int) -> Piece:
    """The pages of these PDFs, in order, as the piece whose objects are numbered from `first` on."""
    piece = Piece(first)
    for pdf in pdfs:
        with pikepdf.open(io.BytesIO(pdf)) as source:
            _Copy(piece).add(source)
    return piece


def ending(pieces: Sequence[tuple[int, Sequence[int], Sequence[int]]]) -> bytes:
    """What closes a file of pieces, each told by its size in bytes, its offsets and its pages."""
    begins = len(HEADER)
    offsets: list[int] = []
    kids: list[int] = []
    for size, inside, pages in pieces:
        offsets += [begins + one for one in inside]
        kids += pages
        begins += size
    references = " ".join(f"{page} 0 R" for page in kids)
    # A sheet for each page: the back of one paper must not carry the front of the next.
    catalogue = f"<< /Type /Catalog /Pages {_TREE} 0 R /ViewerPreferences << /Duplex /Simplex >> >>"
    tree = f"<< /Type /Pages /Count {len(kids)} /Kids [{references}] >>"
    first_two = [_object(_CATALOGUE, catalogue.encode()), _object(_TREE, tree.encode())]
    places = [begins, begins + len(first_two[0]), *offsets]
    return b"".join(first_two) + _table(places, begins + sum(map(len, first_two)))


def _table(offsets: Sequence[int], begins: int) -> bytes:
    count = len(offsets) + 1
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<< /Size {count} /Root {_CATALOGUE} 0 R >>\nstartxref\n{begins}\n%%EOF\n"
    return f"xref\n0 {count}\n0000000000 65535 f \n{rows}{trailer}".encode()


def _object(number: int, content: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, content)


class _Copy:
    """One PDF on its way into a piece: which number each of its objects has there, and which are still to be written."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.next = piece.after
        self.numbers: dict[tuple[int, int], int] = {}
        self.waiting: list[Any] = []

    def add(self, source: pikepdf.Pdf) -> None:
        """Write the pages, then everything they refer to."""
        for page in source.pages:
            self.piece.pages.append(self._number())
            self.waiting.append(_plain_page(page))
        while self.waiting:
            # First in, first out: an object's number is its place in the file.
            self._write(self.waiting.pop(0))

    def _number(self) -> int:
        self.next += 1
        return self.next - 1

    def _write(self, one: Any) -> None:
        content = b"".join(self._parts(one, within=False))
        if isinstance(one, pikepdf.Stream):
            raw = one.read_raw_bytes()
            content = b"%b\nstream\n%b\nendstream" % (content, raw)
        number = self.piece.after
        self.piece.offsets.append(len(self.piece.body))
        self.piece.body += _object(number, content)

    def _parts(self, one: Any, *, within: bool = True) -> Iterator[bytes]:
        if within and getattr(one, "is_indirect", False):
            yield b"%d 0 R" % self._reference(one)
        elif isinstance(one, pikepdf.Array):
            yield b"[ "
            for item in one:
                yield from self._spaced(item)
            yield b"]"
        elif isinstance(one, dict | pikepdf.Dictionary | pikepdf.Stream):
            yield b"<< "
            for key, item in one.items():
                yield pikepdf.Name(key).unparse() + b" "
                yield from self._spaced(item)
            yield b">>"
        else:
            yield _simple(one)

    def _spaced(self, item: Any) -> Iterator[bytes]:
        yield from self._parts(item)
        yield b" "

    def _reference(self, one: Any) -> int:
        if one.objgen not in self.numbers:
            self.numbers[one.objgen] = self._number()
            self.waiting.append(one)
        return self.numbers[one.objgen]


def _simple(one: Any) -> bytes:
    """A name or a string as the PDF writes it, a number, a truth value, nothing; bytes are written already."""
    if isinstance(one, bytes):
        return one
    if isinstance(one, pikepdf.Object):
        return one.unparse(resolved=True)
    if one is None or isinstance(one, bool):
        return {None: b"null", True: b"true", False: b"false"}[one]
    return format(one, "f" if isinstance(one, Decimal) else "d").encode()


def _plain_page(page: pikepdf.Page) -> dict[str, Any]:
    """A page with what it looks like, with nothing that leads elsewhere in its own file."""
    kept = {name: page.obj[name] for name in _OF_PAGES if name in page.obj}
    return {"/Type": b"/Page", "/Parent": b"%d 0 R" % _TREE, **kept}
