"""The text with which a pure rule refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sesfake.errors import InvalidParameter


def refused(rule: Callable[..., Any], *args: Any, **more: Any) -> str | None:
    with pytest.raises(InvalidParameter) as caught:
        rule(*args, **more)
    return caught.value.message
