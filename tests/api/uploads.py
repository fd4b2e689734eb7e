"""Sending a file as a program does."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from kense.people.tokens import made_up
from tests.api.conftest import PREFIX, Api


def upload(api: Api, path: str, content: bytes, *, name: str = "list.csv", key: str = "", **fields: str) -> Any:
    """POST a file as `file`, with other fields of the form."""
    headers = {"Authorization": f"Bearer {api.token}", "Idempotency-Key": key or made_up()}
    return api.client.post(PREFIX + path, {**fields, "file": SimpleUploadedFile(name, content)}, headers=headers)
