"""The outbox as LocalStack answers with it at `/_aws/ses`.

    assert localstack.messages(email="shop@example.com")["messages"][0]["Subject"] == "Hi"

One message is `message.to_localstack()`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sesfake.mock import current

if TYPE_CHECKING:
    from sesfake.fake import SESFake


def messages(
    ses: SESFake | None = None,
    *,
    id: str | None = None,  # noqa: A002 - LocalStack's word
    email: str | None = None,
) -> dict[str, list[dict[str, Any]]]:
    """The answer to `GET /_aws/ses?id=...&email=...`, of the active fake unless one is given.

    `email` is the sender, as LocalStack has it, compared as it was written; what is left out or
    empty is not asked for.
    """
    found = [message.to_localstack() for message in (ses or current()).outbox]
    return {
        "messages": [
            one
            for one in found
            if id in (one["Id"], None, "") and email in (one["Source"], None, "")
        ]
    }
