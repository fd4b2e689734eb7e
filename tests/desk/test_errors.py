"""What is shown when a page cannot be: in the language of the screen, saying what to do, with no look at the database."""

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from kense.desk.views import errors

LANGS = {"kk": "Мұндай бет жоқ", "ru": "Такой страницы нет", "en": "There is no such page"}


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_that_does_not_exist(db: None, lang: str) -> None:
    client = Client()
    client.cookies["django_language"] = lang
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert LANGS[lang] in answer.content.decode()
    assert f'lang="{lang}"' in answer.content.decode()


@pytest.mark.parametrize("lang", LANGS)
def test_no_error_page_needs_the_database(lang: str) -> None:
    request = RequestFactory().get("/")
    with translation.override(lang):
        pages = [
            errors.bad_request(request, Exception()),
            errors.forbidden(request, Exception()),
            errors.not_found(request, Exception()),
            errors.failed(request),
            errors.outdated(request),
        ]
    assert [page.status_code for page in pages] == [400, 403, 404, 500, 403]
    assert len({page.content for page in pages}) == len(pages)
