"""The errors that SES answers with: the tree that is drawn of them is the one they are in."""

from __future__ import annotations

import re

from sesfake import errors
from sesfake.errors import SESError


def drawn():
    """Each error of the tree in the docstring, with the one that it hangs from."""
    above: list[str] = []
    for line in errors.__doc__.splitlines():
        found = re.match(r"    ((?:[│ ]   )*(?:[├└]── )?)(\w+)", line)
        if found:
            branch, name = found.groups()
            above[len(branch) // 4 :] = [name]
            yield name, above[-2] if len(above) > 1 else None


def kinds(error):
    yield error
    for kind in error.__subclasses__():
        yield from kinds(kind)


def test_the_drawn_tree_is_that_of_the_classes():
    found = {
        kind.__name__: None if kind is SESError else kind.__base__.__name__
        for kind in kinds(SESError)
        if kind.__module__.startswith("sesfake.errors.")
    }

    assert list(dict.fromkeys(drawn())) == list(drawn())  # none twice
    assert dict(drawn()) == found


def test_all_of_them_can_be_had_from_one_place():
    to_be_had = {
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, SESError)
    }

    assert to_be_had == {name for name, _ in drawn()}
