"""Writes docs/operations.md: every operation, what it does, its errors, where it is tested.

    python -m pytest -p tests.exercising --exercised docs/exercised.json
    python docs/generate_operations.py

The first command notes what the tests exercise, the second prints it. The tests in
tests/test_docs.py fail when the page is not what this would write.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import botocore

from sesfake import v1, v2
from sesfake.protocol.model import operations

DOCS = Path(__file__).parent
PAGE = DOCS / "operations.md"
EXERCISED = DOCS / "exercised.json"
APIS = (("ses", "v1", v1.OPERATIONS), ("sesv2", "v2", v2.OPERATIONS))
SHOWN_FILES = 2

# What is kept and shown, and changes nothing about mail: (API, operation, member) -> why. Without a
# member it is the whole operation. tests/test_stored.py holds them to it.
STORED: dict[tuple[str, str, str], str] = {
    ("sesv2", "PutAccountPricingAttributes", ""): "A plan is about what mail costs.",
    ("sesv2", "PutConfigurationSetArchivingOptions", ""): (
        "Archives belong to Mail Manager, another service."
    ),
    ("sesv2", "PutDeliverabilityDashboardOption", ""): (
        "A subscription. It opens the calls of the [dashboard](deliverability.md), and no more."
    ),
    ("sesv2", "TagResource", ""): "Tags are for bills and for policies of IAM.",
    ("sesv2", "UntagResource", ""): "The same.",
    ("sesv2", "PutAccountVdmAttributes", "GuardianAttributes"): (
        "Which of Amazon's shared addresses sends; nobody sees by which rule."
    ),
    ("sesv2", "PutConfigurationSetVdmOptions", "GuardianOptions"): "The same.",
    ("sesv2", "PutAccountDetails", "ContactLanguage"): (
        "The language of Amazon's letters, which are all in English here."
    ),
    ("ses", "CreateReceiptRule", "S3Action.KmsKeyArn"): (
        "Amazon encrypts the object before it is written; here it is written as it came."
    ),
    ("ses", "UpdateReceiptRule", "S3Action.KmsKeyArn"): "The same.",
}
# Members that are not looked at, by (API, operation, path). tests/test_members.py finds them.
IGNORED: dict[tuple[str, str, str], str] = {
    ("ses", "SendTemplatedEmail", "TemplateArn"): (
        "The name, which is required, finds the template; no template is lent."
    ),
    ("ses", "SendBulkTemplatedEmail", "TemplateArn"): "The same.",
    ("ses", "SendBounce", "BouncedRecipientInfoList.RecipientArn"): (
        "Whoever has received a mail may bounce it."
    ),
    ("sesv2", "CreateConfigurationSet", "ReputationOptions.LastFreshStart"): (
        "It is when sending was last switched on again, which nobody sets."
    ),
    ("sesv2", "PutDeliverabilityDashboardOption", "SubscribedDomains.SubscriptionStartDate"): (
        "It is when the domain was subscribed, which nobody sets."
    ),
}
# Errors of the service models that no input and no state brings about; scripted faults do.
# tests/test_exercised.py holds the tests to it.
NEVER_CAUSED: dict[str, dict[str, str]] = {
    "ses": {
        "InvalidConfigurationSetException": (
            "Nobody has told what it is for: a bad name is an `InvalidParameterValue`."
        ),
        "InvalidDeliveryOptionsException": (
            "Nobody has told what it is for: a bad `TlsPolicy` is a `ValidationError`."
        ),
    },
    "sesv2": {
        "InternalServiceErrorException": "A failure inside of Amazon; nothing here can cause it.",
    },
}

HEAD = """\
# Which operations are there?

Every operation of both APIs is modelled: its input is validated by botocore's own service model,
state goes in, state comes out, AWS's errors guard it. An operation that a newer botocore adds
answers HTTP 501 with the code `NotModelled`; none answers success for something that was not done.

What an operation does is told in Amazon's words. Its errors are those that the tests bring about,
by input or state; `docs/exercised.json` names a test for each. Errors of any call, such as
throttling, are in [Errors you will meet](errors.md).

This page is written by `python docs/generate_operations.py`, last with botocore {version}.

## Kept, without effect on mail

All others change what is sent, received, told or refused. These, or the members that are named, are
kept and shown, and mail goes on as before.

| operation | member | why |
|---|---|---|
{stored}
## Not looked at

Of the members of all inputs, these; all others are read. Nor are members that a newer botocore may
add.

| API | operation | member | why |
|---|---|---|---|
{ignored}
## Errors that nothing causes

Of the errors that the service models declare, these come by `ses.fail_next(...)` and
[`ses.fail(...)`](faults.md) only.

| API | error | why |
|---|---|---|
{never_caused}"""


def page() -> str:
    """The page as it should be."""
    exercised = json.loads(EXERCISED.read_text(encoding="utf-8"))
    parts = [_head()]
    for service, folder, modelled in APIS:
        names = sorted(operations(service))
        count = sum(name in modelled for name in names)
        parts.append(f"\n## `{service}`: {count} of {len(names)}\n\n")
        parts.append("| operation | what it does | errors | where, and tests |\n")
        parts.append("|---|---|---|---|\n")
        for name in names:
            seen = exercised[service].get(name, {})
            cells = [
                name if name in modelled else f"{name}: not modelled",
                _does(operations(service)[name]),
                _errors(seen),
                _where(folder, modelled.get(name), seen),
            ]
            parts.append(f"| {' | '.join(cells)} |\n")
    return "".join(parts)


def _head() -> str:
    stored = [
        f"| {operation} | {f'`{member}`' if member else ''} | {why} |\n"
        for (_, operation, member), why in STORED.items()
    ]
    ignored = [
        f"| `{service}` | {operation} | `{member}` | {why} |\n"
        for (service, operation, member), why in IGNORED.items()
    ]
    never_caused = [
        f"| `{service}` | {error} | {why} |\n"
        for service, errors in NEVER_CAUSED.items()
        for error, why in errors.items()
    ]
    return HEAD.format(
        version=botocore.__version__,
        stored="".join(stored),
        ignored="".join(ignored),
        never_caused="".join(never_caused),
    )


def _does(operation: Any) -> str:
    """The first sentence of the service model on an operation."""
    text = html.unescape(re.sub(r"<[^>]+>", "", operation.documentation))
    sentence = re.split(r"(?<=\.)\s", " ".join(text.split()), maxsplit=1)[0]
    return sentence.replace("Amazon Web Services ", "AWS ").replace("|", r"\|")


def _errors(seen: dict[str, Any]) -> str:
    return ", ".join(code.removesuffix("Exception") for code in seen.get("fails", {}))


def _where(folder: str, function: Any, seen: dict[str, Any]) -> str:
    if function is None:
        return ""
    path = function.__module__.removeprefix("sesfake.").replace(".", "/")
    files = seen.get("succeeds", [])
    shown = [f"`{file}`" for file in _nearest(files, folder)]
    more = len(files) - len(shown)
    told = ", ".join([f"`{path}.py`", *shown])
    return f"{told} and {more} more" if more else told


def _nearest(files: list[str], folder: str) -> list[str]:
    """The few files that are most about it: those of its API first, then those of the domain."""
    rooms = (f"tests/{folder}/", "tests/domain/")
    rank = {file: next((i for i, r in enumerate(rooms) if file.startswith(r)), 9) for file in files}
    return sorted(files, key=lambda file: (rank[file], file))[:SHOWN_FILES]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE}")
