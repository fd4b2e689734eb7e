#!/usr/bin/env python3
"""Checks a trail that `kense trail export` wrote. Needs Python 3.9 or newer and nothing else: no Kense, no network.

    python3 verify_trail.py trail.jsonl --head 1041:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08

The file is JSON Lines in UTF-8. Its first line says what it is and with what each office's chain ends:

    {"format":"kense-trail","version":1,…,"personal":false,"offices":[{"provider":1,…,"seq":1041,"hash":"9f86…"}]}

Behind it stand the entries, office by office, each in its place:

    {"entry":{"at":…,"case":…,"commitment":…,"facts":…,"officer":…,"operation":…,"previous":…,"provider":…,"seq":…},"hash":…}

`hash` is the SHA-256 of the bytes of `entry` as they stand: JSON with its names in order, without spaces, not escaped.
`seq` is its place, `previous` the hash of the entry before it, 64 zeros for the first: so nothing can be changed, put in,
taken out or moved without every hash behind it being made anew. That too is found by `--head`, with place and hash from
a sheet that was printed before. Where "personal" is true, each entry has a second line behind it:

    {"personal":{…},"salt":…}    or, once the person's data were destroyed,    {"personal":"erased"}

`commitment` of the entry is the SHA-256 of the salt, a line break and the bytes of `personal`. The chain is over the
commitment alone: it stays whole when the data are gone. The first line and the names in it are under no hash.

Exit codes: 0 whole, 1 not whole, 2 the file or the words are not understood.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from typing import NamedTuple

FORMAT, VERSION = "kense-trail", 1
GENESIS = b"0" * 64
_ENTRY, _HASH, _PERSONAL, _SALT = b'{"entry":', b',"hash":"', b'{"personal":', b',"salt":"'
_ERASED = b'{"personal":"erased"}'
_AFTER_CONTENT = len(_HASH) + 64 + len(b'"}')
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
_FAR = 1_000_000
_TAIL = re.compile(rb'"previous":"([0-9a-f]{64})","provider":(\d{1,19}),"seq":(\d{1,19})\}\Z')


def canonical(value: object) -> str:
    """The one spelling of a value that is hashed."""
    return _ENCODER.encode(value)


def committed(salt: str, personal: str) -> bytes:
    """The bytes a commitment is over; `personal` is canonical already."""
    return f"{salt}\n{personal}".encode()


class NotAnExportError(Exception):
    """The file is not what this program reads; the words say why."""


class Finding(NamedTuple):
    """The first bad entry: whose chain, its place (`since` where only "from there to the place" is known), its moment, what it is."""

    office: int
    place: int
    at: str
    kind: str
    words: str
    since: int = 0

    def __str__(self) -> str:
        places = f"places {self.since} to {self.place}" if 0 < self.since < self.place else f"place {self.place}"
        moment = f", of {self.at[:19].replace('T', ' ')} UTC" if self.at else ""
        return f"office {self.office}, {places}{moment}: {self.kind}: {self.words}"


class BrokenError(Exception):
    """The chain is not whole; `finding` is where."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


class Entry(NamedTuple):
    """The bytes of an entry's content, its hash, and the bytes of its personal part with the salt where they are there."""

    content: bytes
    hash: bytes
    personal: bytes | None = None

    @property
    def tail(self) -> tuple[bytes, int, int] | None:
        """The hash of the entry before it, its office and its place, as it says itself; None when it is no entry."""
        found = _TAIL.search(self.content[-200:])
        return (found[1], int(found[2]), int(found[3])) if found else None

    @property
    def at(self) -> str:
        """Its moment as it says itself; nothing when it cannot be read."""
        found = re.match(rb'\{"at":"([0-9T:.+-]{10,40})"', self.content)
        return found[1].decode() if found else ""

    def keeps_its_word(self) -> bool:
        """Whether the personal part, where it is there, is the one the entry was made with."""
        if self.personal is None:
            return True
        word = b',"commitment":"' + sha256(self.personal).hexdigest().encode() + b'"'
        found = self.content.find(b',"commitment":"')
        return found >= 0 and self.content.startswith(word, found)

    def true_place(self, most: int) -> int | None:
        """The place at which its hash is right: its own, or one it stood at before; None when at none up to `most`."""
        tail = self.tail
        if tail is None or sha256(self.content).hexdigest().encode() == self.hash:
            return tail and tail[2]
        start = sha256(self.content[: self.content.rindex(b":") + 1])
        for place in range(1, most + 1):
            tried = start.copy()
            tried.update(b"%d}" % place)
            if tried.hexdigest().encode() == self.hash:
                return place
        return None


Read = Callable[[], Iterable[Entry]]
"""The entries from the first on; each call begins anew."""


class Chain:
    """An office's chain while it is read: whole up to `place`. `end` is what it is to end with, `printed` what sheets say."""

    def __init__(self, office: int, end: tuple[int, bytes], printed: dict[int, bytes]) -> None:
        self.office, self.end, self.printed = office, end, printed
        self.place, self.last, self.confirmed = 0, GENESIS, 0
        self.latest = Entry(b"", GENESIS)

    def take(self, entry: Entry) -> bool:
        """Whether the entry is the next one; if it is, the chain is longer by it."""
        tail = b'"previous":"%b","provider":%d,"seq":%d}' % (self.last, self.office, self.place + 1)
        if not entry.content.endswith(tail) or sha256(entry.content).hexdigest().encode() != entry.hash:
            return False
        self.place += 1
        self.last = entry.hash
        self.latest = entry
        return True

    def compare(self) -> None:
        """BrokenError when the entry at this place is not the printed one."""
        if self.printed.get(self.place, self.last) == self.last:
            self.confirmed = self.place
            return
        words = (
            f"the sheet says {self.place}:{self.printed[self.place].decode()}, here it is {self.last.decode()}; this entry, "
            "or one before it, was changed, put in or taken out, and every hash behind made anew"
        )
        raise BrokenError(self._found(self.place, "rewritten", words, self.confirmed + 1))

    def close(self, behind: Entry | None = None) -> None:
        """BrokenError when the chain does not end as it is to end, or a printed place is not reached; `behind` is what stands behind it."""
        longest = max([self.end[0], *self.printed])
        if self.place < longest:
            why = "a printed sheet" if longest > self.end[0] else "the end that was kept"
            words = f"{why} says there were entries up to place {longest}; the last one here is {self.place}"
            raise BrokenError(self._found(self.place + 1, "cut off", words, at=""))
        if self.last == self.end[1]:
            return
        if behind and behind.hash == self.end[1]:
            raise BrokenError(self._found(self.place, "inserted", "the entry the chain ends with stands behind it"))
        words = (
            f"the chain is said to end with {self.end[1].decode(errors='replace')}, but ends with {self.last.decode()}"
        )
        raise BrokenError(self._found(self.place, "changed", words))

    def _found(self, place: int, kind: str, words: str, since: int = 0, at: str | None = None) -> Finding:
        return Finding(self.office, place, self.latest.at if at is None else at, kind, words, since)


def follow(chains: Sequence[Chain], read: Read) -> None:
    """Follow the chains, which stand one behind the other, to their ends. BrokenError at the first entry that is bad."""
    now = 0
    for index, entry in enumerate(read()):
        while now < len(chains) and chains[now].place >= chains[now].end[0]:
            chains[now].close(entry)
            now += 1
        if now == len(chains):
            raise BrokenError(_behind_the_end(chains, entry))
        chain = chains[now]
        if not chain.take(entry):
            raise BrokenError(_diagnosed(chain, index, read))
        if not entry.keeps_its_word():
            words = "it is not the one the entry was made with: changed, exchanged or put back after it was destroyed"
            raise BrokenError(Finding(chain.office, chain.place, entry.at, "personal part", words))
        if chain.place in chain.printed:
            chain.compare()
    for chain in chains[now:]:
        chain.close()


def _behind_the_end(chains: Sequence[Chain], entry: Entry) -> Finding:
    office, place = (chains[-1].office, chains[-1].place) if chains else (0, 0)
    return Finding(
        office, place + 1, entry.at, "inserted", f"the chain ends at place {place}, and this is behind its end"
    )


class Around(NamedTuple):
    """The entry that does not fit, the next one, and a later one that follows the same entry as the one in its place would."""

    bad: Entry
    after: Entry | None
    rightful: Entry | None


def _diagnosed(chain: Chain, index: int, read: Read) -> Finding:
    """What is wrong with the entry that is not the next of the chain."""
    around = _around(chain, index, read)
    place, kind, words = _reason(chain, around)
    return Finding(chain.office, place, (chain.latest if place == chain.place else around.bad).at, kind, words)


def _around(chain: Chain, index: int, read: Read) -> Around:
    left = islice(read(), index, None)
    bad, after, rightful = next(left), None, None
    for entry in left:
        after = after or entry
        tail = entry.tail
        if tail and tail[:2] == (chain.last, chain.office):
            rightful = entry
            break
    return Around(bad, after, rightful)


def _reason(chain: Chain, around: Around) -> tuple[int, str, str]:
    """Where the fault is, what kind it is, and in words."""
    place, tail = chain.place + 1, around.bad.tail
    true = around.bad.true_place(min(chain.end[0], place + _FAR))
    if tail is None:
        return place, "changed", "it is not in the form an entry has"
    if true is None:
        if around.rightful:
            return place, "inserted", "its hash is not its own, and the entry that belongs here stands behind it"
        return place, "changed", "its hash is not that of its content"
    if tail[1] != chain.office:
        return place, "missing", f"the entries of the office from here to place {chain.end[0]} are not there"
    if true > place:
        if around.rightful:
            return place, "moved", f"here stands the entry of place {true}; the one that belongs here stands behind it"
        gap = f"{place}" if true == place + 1 else f"{place} to {true - 1}"
        return place, "missing", f"no entry of place {gap} is there; here stands that of place {true}"
    if true < place:
        return _second(chain, around, true)
    if tail[2] != place:
        return place, "changed", f"it says it is of place {tail[2]}"
    return _unlinked(chain, around)


def _second(chain: Chain, around: Around, true: int) -> tuple[int, str, str]:
    """Two entries are of one place: that one is genuine which the next entry follows."""
    before, bad = chain.latest.tail, around.bad.tail
    rivals = before and bad and before[0] == bad[0] and true == chain.place and around.bad.hash != chain.last
    if rivals and _is_followed(chain, around):
        return true, "inserted", "no operation wrote it: the entry that was here stands behind it"
    return chain.place + 1, "inserted", f"place {true} has its entry already; this is a second one of it"


def _unlinked(chain: Chain, around: Around) -> tuple[int, str, str]:
    """Its hash is right, but it follows another entry than the one before it: one of the two was written anew."""
    place = chain.place + 1
    if around.rightful:
        return place, "inserted", "it follows no entry that is here, and the one that belongs here stands behind it"
    if chain.place and _is_followed(chain, around):
        return (
            chain.place,
            "changed",
            "the next entry follows another one than this: it was written anew, with its hash",
        )
    return place, "changed", "it follows another entry than the one before it: it was written anew, with its hash"


def _is_followed(chain: Chain, around: Around) -> bool:
    after = around.after and around.after.tail
    if after and after[1] == chain.office:
        return after[0] == around.bad.hash
    return chain.end[1] == around.bad.hash


def entries_of(path: str) -> Iterator[Entry]:
    """The entries of a file, one after the other."""
    with open(path, "rb") as file:
        has_personal = read_first_line(file.readline())[0]
        for line in file:
            entry = _entry(line.rstrip(b"\n"))
            yield entry._replace(personal=_personal(next(file, b"").rstrip(b"\n"))) if has_personal else entry


def _entry(line: bytes) -> Entry:
    if line.startswith(_ENTRY) and line[-_AFTER_CONTENT:-66] == _HASH and line.endswith(b'"}'):
        return Entry(line[len(_ENTRY) : -_AFTER_CONTENT], line[-66:-2])
    return Entry(line, b"")


def _personal(line: bytes) -> bytes | None:
    if line == _ERASED:
        return None
    salt = line.rfind(_SALT)
    if salt < 0 or not line.startswith(_PERSONAL) or not line.endswith(b'"}'):
        return b""  # it ought to be there, and no commitment is to this
    return line[salt + len(_SALT) : -2] + b"\n" + line[len(_PERSONAL) : salt]


def read_first_line(line: bytes) -> tuple[bool, list[tuple[int, tuple[int, bytes]]]]:
    """Whether personal parts are in the file, and with what each office's chain ends. NotAnExportError when it is none."""
    try:
        told = json.loads(line)
        known, version = told["format"] == FORMAT, told["version"]
        chains = [(int(one["provider"]), (int(one["seq"]), one["hash"].encode())) for one in told["offices"]]
        personal = bool(told["personal"])
    except (ValueError, KeyError, TypeError, AttributeError):
        known, version, chains, personal = False, None, [], False
    if not known:
        raise NotAnExportError("the first line is not that of an exported trail, or was changed")
    if version != VERSION:
        raise NotAnExportError(f"the file is of version {version}, this program reads {VERSION}; take a newer program")
    return personal, chains


def parse_head(text: str) -> tuple[int, bytes]:
    """`SEQ:HASH` as a sheet has it; spaces in the hash and capital letters do not matter. ValueError when it is none."""
    found = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", re.sub(r"\s", "", text).lower())
    if not found:
        raise ValueError("write the place and the hash as the sheet has them: SEQ:HASH, the hash of 64 signs")
    return int(found[1]), found[2].encode()


def heads_by_place(heads: Iterable[tuple[int, bytes]]) -> dict[int, bytes]:
    """The printed heads by their places. ValueError when two of them say different things of one place."""
    found: dict[int, bytes] = {}
    for place, hashed in heads:
        if found.setdefault(place, hashed) != hashed or (place == 0 and hashed != GENESIS):
            raise ValueError(f"the heads given for place {place} cannot all be right; look at the sheets again")
    found.pop(0, None)
    return found


def verify_file(path: str, heads: Sequence[tuple[int, bytes]] = (), office: int | None = None) -> list[Chain]:
    """Check a file; `heads` are of the office, which is to be named where there are several. Returns the whole chains.

    BrokenError with the first bad entry; NotAnExportError or ValueError where nothing could be checked.
    """
    with open(path, "rb") as file:
        told = read_first_line(file.readline())[1]
    ids = [one for one, _ in told]
    if office is not None and office not in ids:
        raise ValueError(f"there is no office {office} in the file; there are: {', '.join(map(str, ids))}")
    if heads and office is None and len(ids) != 1:
        raise ValueError(f"say with --office of which office the heads are: {', '.join(map(str, ids))}")
    printed = heads_by_place(heads)
    chains = [Chain(one, end, printed if office in (None, one) else {}) for one, end in told]
    follow(chains, lambda: entries_of(path))
    return chains


def report(chains: Iterable[Chain]) -> Iterator[str]:
    """What is said of chains that are whole."""
    for chain in chains:
        yield f"office {chain.office}: whole, {chain.place} entries"
        if chain.place:
            yield f"  the last of {chain.latest.at[:19].replace('T', ' ')} UTC: {chain.place}:{chain.last.decode()}"
        if chain.printed:
            yield f"  printed heads that it has: {len(chain.printed)}"
        else:
            yield "  no printed head was given; without one, a chain made anew from some place to its end looks whole"


def main() -> int:
    """Check the file the command line names."""
    parser = argparse.ArgumentParser(description="Checks a trail exported by Kense.")
    parser.add_argument("file", help="the exported trail")
    parser.add_argument("--head", action="append", default=[], metavar="SEQ:HASH", help="from a printed sheet; several")
    parser.add_argument("--office", type=int, metavar="N", help="the office the heads are of")
    args = parser.parse_args()
    try:
        chains = verify_file(args.file, [parse_head(one) for one in args.head], args.office)
    except BrokenError as broken:
        sys.stdout.write(f"NOT WHOLE: {broken}\n")
        return 1
    except (OSError, ValueError, NotAnExportError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write("\n".join(report(chains)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
