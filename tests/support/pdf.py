"""Reading a PDF with a program that is not ours."""

import subprocess
import tempfile

from tests.support.components import require


def text_of(pdf: bytes) -> str:
    """The text of a PDF as poppler reads it, with single spaces."""
    read = subprocess.run([require("pdftotext"), "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())


def pictures_in(pdf: bytes) -> int:
    """How many pictures of pixels a PDF has, without their masks; a QR is drawn and not counted."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        listed = subprocess.run([require("pdfimages"), "-list", file.name], capture_output=True, check=True, text=True)
    return sum(line.split()[2] == "image" for line in listed.stdout.splitlines()[2:])
