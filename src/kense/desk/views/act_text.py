"""The official text of the act: what is loaded, what of it belongs to no place, and loading it."""

from typing import IO, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kense.casework.act_texts import LANGUAGES, LIMIT, load
from kense.desk.act_text_page import ActTextPage
from kense.desk.officers import Desk, with_desk
from kense.desk.views.administrators import SAVED, Answer, attempt
from kense.kernel import Refusal, Text

NO_FILE = Refusal(
    "input_missing",
    Text(
        "Файл таңдалмаған. Актінің мәтіні жазылған .txt файлын таңдап, қайта жүктеңіз.",
        "Файл не выбран. Выберите файл .txt с текстом акта и загрузите снова.",
        "No file is chosen. Choose the .txt file with the text of the act and load it again.",
    ),
)


@require_http_methods(["GET", "POST"])
@with_desk
def act_text(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page; its form, the lawyer's, loads a file."""
    answer = _load(request, desk) if request.method == "POST" else Answer()
    if request.method == "POST" and answer.is_good:
        request.session[SAVED] = True
        return redirect("desk:act_text")
    saved = request.session.pop(SAVED, None) if request.method == "GET" else None
    context = {
        "page": ActTextPage(desk.edition.act),
        "refusal": answer.refusal,
        "saved": saved,
        "chosen": request.POST.get("language", ""),
        "choices": LANGUAGES,
        "kilobytes": LIMIT // 1024,
        "nav": "regulation",
    }
    return render(request, "desk/act_text.html", context, status=answer.status)


def _load(request: HttpRequest, desk: Desk) -> Answer:
    file = request.FILES.get("file")
    if file is None:
        return Answer(refusal=NO_FILE)
    # One byte more than is taken tells that there is more.
    content = cast(IO[bytes], file.file).read(LIMIT + 1)
    language, name = request.POST.get("language", ""), file.name or ""
    return attempt(lambda: load(language, name, content, actor=desk.officer, at=desk.at))
