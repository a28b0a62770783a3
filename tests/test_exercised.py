"""Every error of the service models is brought about by a test, by input or state.

`docs/exercised.json` is what tests/exercising.py has written down.
"""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

from sesfake import v1, v2
from sesfake.protocol.model import operations

ROOT = Path(__file__).parent.parent
EXERCISED = json.loads((ROOT / "docs" / "exercised.json").read_text())
MODELLED = {"ses": v1.OPERATIONS, "sesv2": v2.OPERATIONS}

# What no input and no state brings about; docs/operations.md has the same list, with the reasons.
NEVER_CAUSED = runpy.run_path(str(ROOT / "docs" / "generate_operations.py"))["NEVER_CAUSED"]


@pytest.mark.parametrize("service", MODELLED)
def test_every_error_of_the_model_is_met(service):
    modelled = [
        operations(service)[name] for name in MODELLED[service] if name in operations(service)
    ]
    declared = {shape.name for operation in modelled for shape in operation.error_shapes}
    met = {code for seen in EXERCISED[service].values() for code in seen["fails"]}

    assert declared - met <= NEVER_CAUSED[service].keys()
    assert not met & NEVER_CAUSED[service].keys()


@pytest.mark.parametrize("service", MODELLED)
def test_every_operation_is_seen_to_succeed(service):
    unseen = [name for name in MODELLED[service] if not EXERCISED[service][name]["succeeds"]]

    assert unseen == []


def test_the_tests_that_are_named_exist():
    for seen in [seen for service in EXERCISED.values() for seen in service.values()]:
        for test in seen["fails"].values():
            file, *_, name = test.split("::")
            assert f"def {name}(" in (ROOT / file).read_text(), test
        for file in seen["succeeds"]:
            assert (ROOT / file).exists(), file
