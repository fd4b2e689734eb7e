"""Reading a PDF with a program that is not ours."""

import subprocess

from tests.support.components import require


def text_of(pdf: bytes) -> str:
    """The text of a PDF as poppler reads it, with single spaces."""
    read = subprocess.run([require("pdftotext"), "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())
