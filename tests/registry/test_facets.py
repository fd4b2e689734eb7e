"""The fields of the register and what the law's part says of them."""

from kense.law.register_parts import DIRECTORIES
from kense.registry.facets import FIELDS


def test_every_list_a_field_is_chosen_from_is_asked_of_an_edition() -> None:
    chosen = {one.name for one in FIELDS if one.kind == "choice"}
    assert chosen - {"sex"} == set(DIRECTORIES)
