"""Writes docs/operations.md: every operation of both APIs, and whether sesfake models it.

    python docs/generate_operations.py

The test in tests/test_docs.py fails when the page is not what this would write.
"""

from __future__ import annotations

from pathlib import Path

import botocore

from sesfake import v1, v2
from sesfake.protocol.model import operations

PAGE = Path(__file__).parent / "operations.md"
APIS = (("ses", "v1", v1.OPERATIONS), ("sesv2", "v2", v2.OPERATIONS))

# Operations of which a part is refused with NotModelled, and what that part is.
IN_PART = {
    ("sesv2", "SendEmail"): "not EndpointId, ConfigurationOverrides",
    ("sesv2", "PutAccountSuppressionAttributes"): "not ValidationAttributes",
    ("sesv2", "SendBulkEmail"): "not EndpointId, ConfigurationOverrides",
}

HEAD = """\
# Which operations are there?

Every operation of both APIs is understood: its input is parsed and validated by botocore's own
service model. Those marked **yes** are modelled: state goes in, state comes out, AWS's errors guard
it. The others, and the parts that are named, answer HTTP 501 with the code `NotModelled` and say
what it is; none answers success for something that was not done.

This page is written by `python docs/generate_operations.py`, last with botocore {version}.
"""


def page() -> str:
    parts = [HEAD.format(version=botocore.__version__)]
    for service, folder, modelled in APIS:
        names = sorted(operations(service))
        count = sum(name in modelled for name in names)
        parts.append(f"\n## `{service}`: {count} of {len(names)}\n\n")
        parts.append("| operation | modelled | where |\n|---|---|---|\n")
        for name in names:
            function = modelled.get(name)
            where = f"`{folder}/{function.__module__.rpartition('.')[2]}.py`" if function else ""
            part = f", but {IN_PART[service, name]}" if (service, name) in IN_PART else ""
            parts.append(f"| {name} | {'**yes**' if function else 'no'}{part} | {where} |\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE}")
