"""The public page of the directory and its files: for everybody, in the language asked for."""

import pytest
from django.test import Client

from tests.directory.invented import EDITIONS
from tests.support.office import Office


@pytest.mark.parametrize(
    ("lang", "title"), [("kk", "Бизнес-процестердің анықтамалығы"), ("ru", "Справочник бизнес-процессов")]
)
@pytest.mark.para("reg 9")
def test_everybody_reads_it_without_signing_in(lang: str, title: str, office: Office, client: Client) -> None:
    client.cookies["django_language"] = lang
    page = client.get("/directory/").content.decode()
    assert f"<h1>{title}</h1>" in page
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="kd"' in page
    assert EDITIONS["shipped"].content_hash in page
    assert " style=" not in page
    assert title in client.get("/service/").content.decode()


@pytest.mark.parametrize(("file", "kind"), [("kk.svg", "image/svg+xml"), ("ru.bpmn", "application/xml")])
def test_the_files_are_for_everybody(file: str, kind: str, office: Office, client: Client) -> None:
    answer = client.get(f"/directory/{file}")
    assert (answer.status_code, answer["Content-Type"]) == (200, f"{kind}; charset=utf-8")
    assert answer["Content-Disposition"].startswith("attachment")
    assert client.get(f"/directory/xx.{file[3:]}").status_code == 404


def test_before_there_is_an_office_there_is_no_directory(db: None, client: Client) -> None:
    assert client.get("/directory/").status_code == 404
