"""Every operation that leaves an entry in the trail is called something on the pages, in both languages."""

import importlib
import pkgutil

import pytest

from kense import casework
from kense.casework.deeds import DESK_OPERATIONS
from kense.desk.office_page import DEEDS
from kense.kernel import Text

NAMED = {
    module.name: importlib.import_module(f"kense.casework.{module.name}")
    for module in pkgutil.iter_modules(casework.__path__)
}


@pytest.mark.parametrize("module", sorted(name for name, module in NAMED.items() if hasattr(module, "DONE")))
def test_what_a_module_leaves_in_the_trail_has_a_name_on_the_pages(module: str) -> None:
    done: dict[str, Text] = NAMED[module].DONE
    assert set(done) <= DESK_OPERATIONS.keys() | DEEDS.keys()
    assert all(text.kk and text.ru for text in done.values())
