"""One mail through an async client of either API, and what was sent."""

from __future__ import annotations

from typing import Any

ADDRESS = "shop@example.com"


async def send(client: Any, subject: str = "Hi") -> dict[str, Any]:
    service = client.meta.service_model.service_name
    message = {"Subject": {"Data": subject}, "Body": {"Text": {"Data": "Hello"}}}
    if service == "ses":
        request = {"Source": ADDRESS, "Message": message}
    else:
        request = {"FromEmailAddress": ADDRESS, "Content": {"Simple": message}}
    return await client.send_email(Destination={"ToAddresses": [ADDRESS]}, **request)


def subjects(ses: Any) -> list[str]:
    return [message.subject for message in ses.outbox]
