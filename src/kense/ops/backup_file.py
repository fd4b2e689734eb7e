"""The file of a backup: a tar with a manifest that says what it is and the SHA-256 of each part, and the parts.

The manifest has its own hash beside it, so that nothing in the file changes by accident without being found.
"""

import json
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import file_digest, sha256
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from kense.ops.errors import StopError

MANIFEST, MANIFEST_HASH = "manifest.json", "manifest.sha256"
KEY = "secret.key"
DATABASES = {"sqlite": "kense.sqlite3", "postgresql": "kense.pgdump"}
VERSION = 1
_AT_ONCE = 1 << 20


class Frozen(BaseModel):
    """What is in a manifest and nothing else."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Part(Frozen):
    """A file in the backup."""

    size: int
    sha256: str


class Head(Frozen):
    """With what an office's trail ends."""

    office: int
    seq: int
    hash: str


class Manifest(Frozen):
    """What a backup is: by which version of the product and when it was made, of which database, with which parts."""

    format: Literal["kense-backup"] = "kense-backup"
    version: int = VERSION
    product: str
    at: str
    database: Literal["sqlite", "postgresql"]
    heads: list[Head]
    parts: dict[str, Part]


def part_of(file: Path) -> Part:
    """Size and hash of a file."""
    with file.open("rb") as opened:
        return Part(size=file.stat().st_size, sha256=file_digest(opened, "sha256").hexdigest())


def write(file: BinaryIO, manifest: Manifest, parts: Mapping[str, Path]) -> None:
    """Write the backup into an open file."""
    told = (manifest.model_dump_json(indent=1) + "\n").encode()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
        _add(tar, MANIFEST, BytesIO(told), len(told))
        hashed = sha256(told).hexdigest().encode()
        _add(tar, MANIFEST_HASH, BytesIO(hashed), len(hashed))
        for name, path in parts.items():
            with path.open("rb") as part:
                _add(tar, name, part, path.stat().st_size)


def read(path: Path) -> Manifest:
    """Read the manifest and check every part against it. StopError says what is damaged."""
    with _opened(path) as tar:
        manifest = _manifest(path, tar)
        there = {MANIFEST, MANIFEST_HASH}
        while member := tar.next():
            if member.name not in manifest.parts or member.name in there:
                raise StopError(f"{path} has something in it that its manifest does not know: {member.name!r}.")
            _copy(path, tar, member, manifest.parts[member.name], None)
            there.add(member.name)
    if missing := [name for name in manifest.parts if name not in there]:
        raise StopError(f"{path} is not whole: {missing[0]} is missing. {_TAKE_ANOTHER}")
    return manifest


def extract(path: Path, manifest: Manifest, folder: Path) -> None:
    """Copy the parts of a backup that was read into a folder, checking them once more on the way."""
    with _opened(path) as tar:
        for name, part in manifest.parts.items():
            with (folder / name).open("xb") as target:
                (folder / name).chmod(0o600)
                _copy(path, tar, tar.getmember(name), part, target)


_TAKE_ANOTHER = "Take another backup; nothing was touched."


@contextmanager
def _opened(path: Path) -> Iterator[tarfile.TarFile]:
    """The tar, read where it stands: a name in it never becomes a path."""
    try:
        with tarfile.open(path, "r:") as tar:
            yield tar
    except OSError as error:
        raise StopError(f"{path} cannot be read: {error.strerror or error}.", 2) from None
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise StopError(f"{path} is no backup of Kense, or is damaged ({error}). {_TAKE_ANOTHER}") from None


def _manifest(path: Path, tar: tarfile.TarFile) -> Manifest:
    told, hashed = _small(tar, MANIFEST), _small(tar, MANIFEST_HASH)
    if told is None or hashed is None:
        raise StopError(f"{path} is no backup of Kense, or its beginning is damaged. {_TAKE_ANOTHER}")
    if sha256(told).hexdigest().encode() != hashed:
        raise StopError(f"the manifest of {path} was changed or is damaged. {_TAKE_ANOTHER}")
    try:
        version = json.loads(told)["version"]
        if version != VERSION:
            raise StopError(
                f"{path} is a backup of form {version}, this Kense reads form {VERSION}. Install a newer one."
            )
        return Manifest.model_validate_json(told)
    except (ValidationError, ValueError, KeyError, TypeError):
        raise StopError(f"{path} is no backup of Kense: its manifest is not understood. {_TAKE_ANOTHER}") from None


def _small(tar: tarfile.TarFile, name: str) -> bytes | None:
    member = tar.next()
    content = tar.extractfile(member) if member and member.name == name and member.size < _AT_ONCE else None
    return content.read() if content else None


def _copy(path: Path, tar: tarfile.TarFile, member: tarfile.TarInfo, part: Part, target: BinaryIO | None) -> None:
    """Read a part to its end, into a file or only to check it."""
    source, digest, size = tar.extractfile(member), sha256(), 0
    while source and (piece := source.read(_AT_ONCE)):
        digest.update(piece)
        size += len(piece)
        if target:
            target.write(piece)
    if (size, digest.hexdigest()) != (part.size, part.sha256):
        raise StopError(f"{path} is damaged: {member.name} is not what its manifest says. {_TAKE_ANOTHER}")


def _add(tar: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    tar.addfile(member, content)
