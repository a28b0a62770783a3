"""The figures as docs/performance.md, ratios first."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.measuring import Figure

PAGE = Path(__file__).parent.parent.parent / "docs" / "performance.md"
_TOP = """# What it costs

This page is written by the benchmark command:

```text
python -m tests.benchmarks --write    some minutes; --quick for fewer rounds
```

The floor is the same botocore call answered by a constant; what is above it is the fake's. Pairs
of calls are interleaved in one run, every mail is different, and all of them are read back
afterwards. Figures are medians, times are those of the processor: nothing here waits. A target that
was missed is marked with `!`.

Measured with {versions}, on a machine of two
cores that was {machine}. Ratios are steadier than times.
"""


def page(figures: Iterable[Figure], machine: str) -> str:
    figures = list(figures)
    names = [f"{name} {version(name)}" for name in ("botocore", "moto")]
    versions = ", ".join([f"Python {platform.python_version()}", *names])
    return "\n".join([
        _TOP.format(versions=versions, machine=machine),
        "## Ratios",
        "",
        "| | sesfake | moto | target |",
        "|---|---|---|---|",
        *(_row(figure, figure.moto) for figure in figures if not figure.unit),
        "",
        "## Times and memory",
        "",
        "| | sesfake | target |",
        "|---|---|---|",
        *(_row(figure) for figure in figures if figure.unit),
        "",
    ])  # fmt: skip


def line(figure: Figure) -> str:
    """For the terminal."""
    beside = "" if figure.moto is None else f", moto {figure.moto:.2f}"
    target = "" if figure.target is None else f" (target {figure.target:g})"
    return f"{figure.what}: {_value(figure)}{beside}{target}"


def _row(figure: Figure, *beside: float | None) -> str:
    cells = [figure.what, _value(figure), *(map(_ratio, beside)), _target(figure)]
    return f"| {' | '.join(cells)} |"


def _value(figure: Figure) -> str:
    missed = figure.target is not None and figure.value > figure.target
    digits = 0 if figure.value >= 100 else 2
    return f"{figure.value:,.{digits}f} {figure.unit}".strip() + (" !" if missed else "")


def _ratio(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _target(figure: Figure) -> str:
    if figure.target is None:
        return ""
    return f"{figure.target:.2f}" if not figure.unit else f"{figure.target:g} {figure.unit}"
