"""Programs that some tests need beside Python."""

import os
import shutil

import pytest


def require(component: str) -> str:
    """The path of a program such as `chromium`. Where it is not installed the test is skipped; in CI it fails."""
    path = shutil.which(component)
    if path is None:
        absent = f"{component} is not installed; .ci/run names the packages the tests need"
        if os.environ.get("CI"):
            pytest.fail(absent, pytrace=False)
        pytest.skip(absent)
    return path
