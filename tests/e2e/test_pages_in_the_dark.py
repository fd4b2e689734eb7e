"""Every page an officer can reach, in Russian and in the dark: a file of its own, so that another process can take it."""

import pytest

from tests.e2e.conftest import SignIn
from tests.e2e.test_pages import OFFICERS, assert_every_page_is_in_order


@pytest.mark.parametrize("username", OFFICERS)
def test_every_page_of_an_officer(sign_in: SignIn, username: str) -> None:
    assert_every_page_is_in_order(sign_in, username, "ru")
