"""What a test says there is in other services: the same for all accounts and regions of a fake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Function = Callable[[dict[str, Any], Any], Any]  # of an event and a context


@dataclass
class Declared:
    """ARNs that exist, objects of S3 by bucket and key, what stands for functions by their ARNs."""

    arns: set[str] = field(default_factory=set)
    objects: dict[tuple[str, str], bytes] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)

    def empty(self) -> None:
        self.arns.clear()
        self.objects.clear()
        self.functions.clear()
