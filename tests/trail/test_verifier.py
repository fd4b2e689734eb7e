"""The program for auditors: whatever is done to an exported file is found, and the first bad entry is named."""

import ast
import inspect
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kense.casework.personal_data import erase
from kense.registry.models import Person
from kense.trail import verifier
from kense.trail.verifier import BrokenError, Finding, NotAnExportError, canonical, verify_file
from tests.support.office import PERSONAL, Office, OtherOffice, at
from tests.support.trail import exported

LENGTH = 8
PLACES = st.integers(1, LENGTH)
Entries = list[dict[str, Any]]
Look = Callable[..., Finding | None]


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """Check lines as a file."""
    file = tmp_path / "trail.jsonl"

    def finding(lines: Sequence[bytes], *heads: str, office: int | None = None) -> Finding | None:
        file.write_bytes(b"".join(lines))
        try:
            verify_file(str(file), [verifier.parse_head(one) for one in heads], office)
        except BrokenError as broken:
            return broken.finding
        return None

    return finding


@pytest.fixture
def lines(office: Office) -> list[bytes]:
    """A case from handing in to the issued result, exported."""
    office.issued()
    return exported(office.provider)


def opened(lines: Sequence[bytes]) -> Entries:
    """What the entries say."""
    return [json.loads(line)["entry"] for line in lines[1:]]


def made_anew(first: bytes, entries: Entries, since: int = 1) -> list[bytes]:
    """The file of somebody who knows the rule: places, links and hashes from one place on and the end are made to fit."""
    done, previous = [], "0" * 64
    for place, entry in enumerate(entries, 1):
        told = {**entry, "seq": place, "previous": previous} if place >= since else entry
        content = canonical(told)
        previous = sha256(content.encode()).hexdigest()
        done.append(f'{{"entry":{content},"hash":"{previous}"}}\n'.encode())
    told = json.loads(first)
    told["offices"][0] |= {"seq": len(entries), "hash": previous}
    return [canonical(told).encode() + b"\n", *done]


def head(lines: Sequence[bytes], place: int) -> str:
    """What a sheet printed after this place says."""
    return f"{place}:{json.loads(lines[place])['hash']}"


def test_it_is_whole_as_exported(look: Look, lines: list[bytes]) -> None:
    assert len(lines) == LENGTH + 1
    assert look(lines, *(head(lines, place) for place in range(1, LENGTH + 1))) is None


def test_any_changed_byte_is_found(look: Look, office: Office) -> None:
    office.issued()
    lines = exported(office.provider, with_personal=True)
    numbers = range(1, len(lines))

    @given(st.sampled_from(numbers), st.data())
    def check(number: int, data: st.DataObject) -> None:
        line = bytearray(lines[number])
        line[data.draw(st.integers(0, len(line) - 1))] ^= data.draw(st.integers(1, 255))
        found = look([*lines[:number], bytes(line), *lines[number + 1 :]])
        assert found
        assert found.place == (number + 1) // 2

    check()


FIELDS = ("at", "case", "commitment", "facts", "officer", "operation", "previous", "provider", "seq")


def test_any_changed_field_is_found(look: Look, lines: list[bytes]) -> None:
    values = st.one_of(st.none(), st.integers(0, 99), st.text(max_size=70), st.dictionaries(st.text(), st.integers()))

    @given(PLACES, st.sampled_from(FIELDS), values)
    def check(place: int, field: str, value: object) -> None:
        entry = json.loads(lines[place])
        if entry["entry"][field] == value:
            return
        entry["entry"][field] = value
        changed = f'{{"entry":{canonical(entry["entry"])},"hash":"{entry["hash"]}"}}\n'.encode()
        found = look([*lines[:place], changed, *lines[place + 1 :]])
        assert found
        assert (found.place, found.kind) == (place, "changed")

    check()


def test_a_field_changed_with_its_own_hash_is_found(look: Look, lines: list[bytes]) -> None:
    @given(PLACES, st.sampled_from(("at", "case", "facts", "officer", "operation", "previous")))
    def check(place: int, field: str) -> None:
        entry = opened(lines)[place - 1] | {field: "f" * 64}
        content = canonical(entry)
        changed = f'{{"entry":{content},"hash":"{sha256(content.encode()).hexdigest()}"}}\n'.encode()
        found = look([*lines[:place], changed, *lines[place + 1 :]])
        assert found
        assert (found.place, found.kind) == (place, "changed")

    check()


def test_entries_taken_out_are_found(look: Look, lines: list[bytes]) -> None:
    @given(st.sets(PLACES, min_size=1))
    def check(out: set[int]) -> None:
        found = look([line for place, line in enumerate(lines) if place not in out])
        assert found
        at_the_end = out == set(range(min(out), LENGTH + 1))
        assert (found.place, found.kind) == (min(out), "cut off" if at_the_end else "missing")

    check()


def test_entries_in_another_order_are_found(look: Look, lines: list[bytes]) -> None:
    @given(st.permutations(range(1, LENGTH + 1)))
    def check(order: list[int]) -> None:
        displaced = [place for place, true in enumerate(order, 1) if place != true]
        found = look([lines[0], *(lines[place] for place in order)])
        assert (found and (found.place, found.kind)) == ((displaced[0], "moved") if displaced else None)

    check()


def test_an_entry_put_in_is_found(look: Look, lines: list[bytes]) -> None:
    @given(PLACES, st.booleans())
    def check(place: int, fits_what_is_before: bool) -> None:
        entries = opened(lines)
        forged = made_anew(lines[0], [*entries[: place - 1], entries[0] | {"facts": {}}])[place]
        if not fits_what_is_before:
            forged = forged.replace(b'"facts":{}', b'"facts":{"number":"03-14/9"}')
        found = look([*lines[:place], forged, *lines[place:]])
        assert found
        assert (found.place, found.kind) == (place, "inserted")

    check()


def test_a_copy_of_an_entry_is_found(look: Look, lines: list[bytes]) -> None:
    @given(st.integers(1, LENGTH + 1), PLACES)
    def check(place: int, source: int) -> None:
        found = look([*lines[:place], lines[source], *lines[place:]])
        assert found
        assert (found.place, found.kind in ("inserted", "moved")) == (place + (source == place), True)

    check()


def test_a_chain_made_anew_to_its_end_is_found_by_a_printed_head(look: Look, lines: list[bytes]) -> None:
    @given(PLACES, st.sampled_from(["change", "take out", "put in"]), PLACES, st.sets(PLACES, min_size=1))
    def check(place: int, deed: str, officer: int, sheets: set[int]) -> None:
        entries = opened(lines)
        own = {**entries[place - 1], "officer": officer + 1000}
        entries[place - 1 : place - (deed == "put in")] = [] if deed == "take out" else [own]
        forged = made_anew(lines[0], entries, since=place)
        assert look(forged) is None, "without a printed head nobody can tell"
        found = look(forged, *(head(lines, sheet) for sheet in sheets))
        later = [sheet for sheet in sorted(sheets) if sheet >= place]
        if not later:
            assert found is None
        elif found and found.kind == "rewritten":
            assert found.since <= place <= found.place == later[0]
        else:
            assert found
            assert (found.kind, found.place, deed, later[0]) == ("cut off", LENGTH, "take out", LENGTH)

    check()


def test_an_end_cut_off_behind_a_printed_head_is_found(look: Look, lines: list[bytes]) -> None:
    entries = opened(lines)
    for left, printed in pairwise(range(LENGTH + 1)):
        cut = made_anew(lines[0], entries[:left], since=LENGTH + 1)
        assert look(cut) is None
        found = look(cut, head(lines, printed))
        assert found
        assert (found.place, found.kind) == (left + 1, "cut off")


def test_a_personal_part_that_was_exchanged_is_found(look: Look, office: Office) -> None:
    office.issued()
    lines = exported(office.provider, with_personal=True)
    assert look(lines) is None
    for one, other in ((2, 6), (6, 14)):
        swapped = list(lines)
        swapped[one], swapped[other] = lines[other], lines[one]
        found = look(swapped)
        assert found
        assert (found.place, found.kind) == (one // 2, "personal part")


def test_destroying_a_persons_data_leaves_it_whole(look: Look, office: Office) -> None:
    office.issued()
    printed = head(exported(office.provider), LENGTH)
    order = {"order_number": "41-Ө", "order_date": "02.09.2024", "why": "өкілінің өтініші"}
    erase(Person.objects.get(), order, actor=office.nurlan, at=at("2024-09-02 11:00"))
    lines = exported(office.provider, with_personal=True)
    assert look(lines, printed) is None
    assert lines.count(b'{"personal":"erased"}\n') == LENGTH
    assert not [word for word in PERSONAL if word.encode() in b"".join(lines)]


def test_without_being_asked_nothing_personal_is_exported(office: Office, lines: list[bytes]) -> None:
    assert not [word for word in PERSONAL if word.encode() in b"".join(lines)]
    assert [word for word in PERSONAL if word.encode() in b"".join(exported(office.provider, with_personal=True))]


def test_each_office_has_its_own_chain(look: Look, office: Office, other_office: OtherOffice) -> None:
    office.registered()
    one, both = exported(office.provider), exported(other_office.provider, office.provider)
    assert look(both) is None
    assert look(both, head(one, 2), office=office.provider.pk) is None
    found = look(both[:-1])
    assert found
    assert (found.office, found.place, found.kind) == (office.provider.pk, 2, "cut off")
    with pytest.raises(ValueError, match="say with --office"):
        look(both, head(one, 2))


def test_what_it_cannot_read_it_says(look: Look, lines: list[bytes]) -> None:
    for first in (b"", b"PK\x03\x04\n", b"[]\n", b'{"format":"kense-trail","version":1,"offices":[{}]}\n'):
        with pytest.raises(NotAnExportError, match="first line"):
            look([first, *lines[1:]])
    with pytest.raises(NotAnExportError, match="version 2"):
        look([lines[0].replace(b'"version":1', b'"version":2'), *lines[1:]])


@pytest.mark.parametrize("text", ["7", "7:abc", ":" + "0" * 64, "7:" + "g" * 64, "-7:" + "0" * 64])
def test_a_head_that_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="SEQ:HASH"):
        verifier.parse_head(text)


def test_it_runs_by_itself(tmp_path: Path, lines: list[bytes]) -> None:
    program, file = tmp_path / "verify_trail.py", tmp_path / "trail.jsonl"
    program.write_text(inspect.getsource(verifier), encoding="utf-8")
    file.write_bytes(b"".join(lines))

    def run(*words: str) -> tuple[int, str]:
        command = [sys.executable, "-I", str(program), str(file), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
        return done.returncode, done.stdout + done.stderr

    printed = head(lines, LENGTH).upper()
    code, said = run("--head", f"{printed[:20]} {printed[20:]}")
    assert (code, "whole, 8 entries" in said, "printed heads that it has: 1" in said) == (0, True, True)
    file.write_bytes(b"".join(lines).replace(b'"operation":"assign"', b'"operation":"assume"'))
    code, said = run()
    assert (code, "place 3, of 2019-03-26 04:30:00 UTC: changed" in said) == (1, True)
    assert run("--head", "7")[0] == 2
    file.write_bytes(b"")
    assert run()[0] == 2


def test_it_needs_nothing_but_python() -> None:
    tree = ast.walk(ast.parse(inspect.getsource(verifier)))
    names = {
        name
        for node in tree
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names])
    }
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names
