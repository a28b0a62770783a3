"""One mail, the same through either API, and what its request was signed with."""

from __future__ import annotations

import re
from typing import Any

ADDRESS = "shop@example.com"


def send(client: Any, to: str = ADDRESS, subject: str = "Hi") -> dict[str, Any]:
    """Send a mail from ADDRESS through a client of `ses` or `sesv2`; give the answer."""
    source, content = {
        "ses": ("Source", "Message"),
        "sesv2": ("FromEmailAddress", "Content"),
    }[client.meta.service_model.service_name]
    message = {"Subject": {"Data": subject}, "Body": {"Text": {"Data": "Hello"}}}
    return client.send_email(
        **{
            source: ADDRESS,
            "Destination": {"ToAddresses": [to]},
            content: message if content == "Message" else {"Simple": message},
        }
    )


def signatures_of(client: Any) -> list[tuple[str, str]]:
    """Access key and region of every request that the client will sign."""
    scopes: list[tuple[str, str]] = []

    def note(request: Any, **_: Any) -> None:
        header = request.headers["Authorization"]
        if isinstance(header, bytes):
            header = header.decode()
        match = re.search(r"Credential=(\w+)/\d{8}/([\w-]+)/ses/aws4_request", header)
        scopes.append((match[1], match[2]))

    client.meta.events.register_last("request-created", note)
    return scopes
