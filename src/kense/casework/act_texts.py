"""Loading the official text of an act, which an office has and the product does not.

It belongs to the act and not to an office: every office of the installation that works by the act reads it. The trail of the
lawyer's own office tells who loaded it.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath

from django.db import transaction

from kense.acts.models import ActText, TextPart
from kense.acts.selectors import edition_at
from kense.casework.administration import day_of, enter
from kense.kernel import Refusal, RefusedError, Text
from kense.law.act import Act
from kense.law.text_parts import SplitText, decoded, in_text, language_of, split
from kense.people.models import Officer
from kense.people.roles import LAWYER
from kense.people.selectors import roles_on
from kense.trail.chain import take_turn

LOADED = "act_text_loaded"
DONE: dict[str, Text] = {
    LOADED: Text("актінің мәтінін жүктеді", "загрузил(а) текст акта", "loaded the text of the act"),
}
LIMIT = 512 * 1024
"""Bytes of a file; the text of a long act has some hundred thousand."""

LANGUAGES: dict[str, Text] = {
    "kk": Text("қазақша", "на казахском", "in Kazakh"),
    "ru": Text("орысша", "на русском", "in Russian"),
}
_NAME = 200

LAWYER_ONLY = Refusal(
    "wrong_role",
    Text(
        "Актінің мәтінін ұйымның заңгері ғана жүктейді. Сізде бұл рөл жоқ.",
        "Текст акта загружает только юрист организации. У вас нет этой роли.",
        "Only the organisation's lawyer loads the text of the act. You do not hold this role.",
    ),
)
NO_FORMS = Refusal(
    "act_text_not_described",
    Text(
        "Актінің деректерінде ресми мәтінге қандай дереккөздер кіретіні айтылмаған. Мұны алдымен регламенттің деректерінде көрсету керек.",
        "В данных акта не сказано, какие источники входят в официальный текст. Сначала это нужно указать в данных регламента.",
        "The data of the act do not tell which sources stand in the official text. That has to be told in the data of the regulation first.",
    ),
)
NO_LANGUAGE = Refusal(
    "input_missing",
    Text(
        "Мәтіннің тілі таңдалмаған. Қазақ немесе орыс тілін таңдаңыз.",
        "Язык текста не выбран. Выберите казахский или русский.",
        "The language of the text is not chosen. Choose Kazakh or Russian.",
    ),
)
TOO_LONG = Refusal(
    "act_text_too_long",
    Text(
        f"Файл {LIMIT // 1024} КБ-тан үлкен. Актінің мәтінін ғана қалдырып, кәдімгі мәтін (.txt) түрінде қайта жүктеңіз.",
        f"Файл больше {LIMIT // 1024} КБ. Оставьте только текст акта и загрузите снова обычным текстом (.txt).",
        f"The file is larger than {LIMIT // 1024} KB. Leave only the text of the act and load it again as plain text (.txt).",
    ),
)
NOT_TEXT = Refusal(
    "act_text_unreadable",
    Text(
        "Файл кәдімгі мәтін емес. Мәтінді UTF-8 немесе Windows-1251 кодтауымен .txt етіп сақтап, қайта жүктеңіз.",
        "Файл не является обычным текстом. Сохраните текст как .txt в кодировке UTF-8 или Windows-1251 и загрузите снова.",
        "The file is no plain text. Save the text as .txt in UTF-8 or Windows-1251 and load it again.",
    ),
)
OTHER_LANGUAGE = Refusal(
    "act_text_other_language",
    Text(
        "Мәтін таңдалған тілде жазылмаған сияқты: қазақ әріптері бойынша тілі – {found}. Тілін дұрыстап, қайта жүктеңіз.",
        "Текст, судя по казахским буквам, {found}, а выбран другой язык. Исправьте язык и загрузите снова.",
        "By its Kazakh letters the text is {found}, and another language is chosen. Correct the language and load it again.",
    ),
)
NOTHING_FOUND = Refusal(
    "act_text_not_recognised",
    Text(
        "Мәтіннен актінің бірде-бір тармағы табылмады. Басқа актінің файлы емес пе, тексеріп, қайта жүктеңіз.",
        "В тексте не найден ни один пункт акта. Проверьте, не файл ли это другого акта, и загрузите снова.",
        "Not one paragraph of the act was found in the text. Check that it is not the file of another act and load it again.",
    ),
)


def load(language: str, file_name: str, content: bytes, *, actor: Officer, at: datetime) -> ActText:
    """Keep the text of the act the lawyer's office works by; one in the same language is replaced.

    Raises RefusedError for anybody but the lawyer and for a file that is not the text.
    """
    with transaction.atomic():
        take_turn(actor.provider_id)
        if LAWYER not in roles_on(actor, day_of(actor.provider, at)):
            raise RefusedError(LAWYER_ONLY)
        row = load_here(edition_at(actor.provider, at).act, language, file_name, content, at=at)
        facts = {"act": row.act, "language": language, "sha256": row.sha256, "unplaced": len(row.unplaced)}
        enter(actor.provider, LOADED, facts, actor=actor, at=at)
        return row


def load_here(act: Act, language: str, file_name: str, content: bytes, *, at: datetime) -> ActText:
    """Keep a text as whoever runs the installation does from its command line: no officer, so no trail of an office."""
    found = _split(act, language, content)
    with transaction.atomic():
        row, _ = ActText.objects.update_or_create(
            act=act.id,
            language=language,
            defaults={
                "sha256": hashlib.sha256(content).hexdigest(),
                "file_name": _shown(file_name),
                "unplaced": [[line.number, line.words] for line in found.unplaced],
                "loaded_at": at,
            },
        )
        row.parts.all().delete()
        TextPart.objects.bulk_create(_parts(row, found))
    return row


def _split(act: Act, language: str, content: bytes) -> SplitText:
    """The text in the act's places, or a refusal that tells what is wrong with the file."""
    if not in_text(act):
        raise RefusedError(NO_FORMS)
    if language not in LANGUAGES:
        raise RefusedError(NO_LANGUAGE)
    if len(content) > LIMIT:
        raise RefusedError(TOO_LONG)
    try:
        words = decoded(content)
    except ValueError:
        raise RefusedError(NOT_TEXT) from None
    found = split(act, words, language)
    if not any(where.paragraph for where in found.parts):
        raise RefusedError(NOTHING_FOUND)
    if (seen := language_of(words)) != language:
        raise RefusedError(Refusal(OTHER_LANGUAGE.code, OTHER_LANGUAGE.text.filled(found=LANGUAGES[seen])))
    return found


def _parts(row: ActText, found: SplitText) -> Sequence[TextPart]:
    return [TextPart(text=row, ref=str(where), words=words) for where, words in found.parts.items()]


def _shown(file_name: str) -> str:
    """The name without folders and signs that cannot be seen."""
    name = PurePath(file_name.replace("\\", "/")).name
    return "".join(sign for sign in name if sign.isprintable())[:_NAME] or "–"
