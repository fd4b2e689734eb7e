"""An installation's folder that is thrown away."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture
def data(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of the settings, empty; nothing of it is in the environment."""
    for name in ("KENSE_SECRET_KEY", "KENSE_ADMIN_PASSWORD", "KENSE_OFFICER_PASSWORD", "KENSE_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KENSE_DATA", str(tmp_path / "data"))
    settings.DATA = tmp_path / "data"
    return tmp_path / "data"
