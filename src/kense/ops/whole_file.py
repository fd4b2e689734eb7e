"""A file that is there whole or not at all, for its owner's eyes alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kense.ops.errors import StopError


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A new file to write; it gets its name when everything is on the disk. StopError where one of the name is there."""
    check_new(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise StopError(f"{path} cannot be written: {error.strerror or error}.") from None
    finally:
        part.unlink(missing_ok=True)


def check_new(path: Path) -> None:
    """StopError where a file of the name is there already, or its folder is not."""
    if path.exists():
        raise StopError(f"{path} is there already. Give another name, or move it away first.", 2)
    if not path.parent.is_dir():
        raise StopError(f"there is no folder {path.parent}. Make it, or give another one.", 2)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
