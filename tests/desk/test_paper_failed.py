"""A paper that was not made says why in the reader's language."""

from unittest.mock import patch

import pytest

from kense.papers.models import Paper
from kense.papers.render import PaperError
from tests.desk.conftest import AtDesk
from tests.support.office import Office


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("kk", "«talon» үлгісі бойынша қағаз жасалмады: таңба басылмайды. Іс бойынша"),
        ("ru", "Документ по шаблону «talon» не создан: таңба басылмайды. Выполненное"),
        ("en", "The paper of the template “talon” was not made: таңба басылмайды. What was done"),
    ],
)
def test_it_says_why(office: Office, at_desk: AtDesk, lang: str, said: str) -> None:
    office.registered()
    code = Paper.objects.get().code
    client = at_desk(office.aigul, lang=lang)
    with patch("kense.papers.produce.render", side_effect=PaperError("talon", "таңба басылмайды", "line 3")):
        answer = client.get(f"/papers/{code}/")
    assert answer.status_code == 503
    assert said in answer.content.decode()
    assert client.get(f"/papers/{code}/").headers["Content-Type"] == "application/pdf"
