"""Files as answers."""

from typing import Any

from django.http import HttpResponse

PDF: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The PDF",
            "content": {"application/pdf": {"schema": {"type": "string", "contentMediaType": "application/pdf"}}},
        }
    }
}
"""How an operation that answers with a PDF is described (`openapi_extra`)."""


def file_answer(content: bytes, name: str, kind: str = "application/pdf") -> HttpResponse:
    """A file under a name."""
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
