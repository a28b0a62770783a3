"""A message in the JSON that LocalStack answers with at `/_aws/ses`.

LocalStack keeps what the call asked for, so this is not what was delivered: a raw mail has its data
and no destination, a templated one its data and no subject.
https://docs.localstack.cloud/aws/services/ses/
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sesfake.domain.drafts.draft import Draft, SimpleContent, TemplatedContent
from sesfake.domain.messages import requested

_TIMESTAMP = "%Y-%m-%dT%H:%M:%S"  # of UTC


def localstack_json(
    message_id: str, region: str, source: str, sent_at: datetime, draft: Draft
) -> dict[str, Any]:
    """What LocalStack tells of one message; `source` stands in where the call names none."""
    return {
        "Id": message_id,
        "Region": region,
        "Source": draft.source or source,
        **_content(draft),
        "Timestamp": sent_at.strftime(_TIMESTAMP),
    }


def _content(draft: Draft) -> dict[str, Any]:
    content = draft.content
    if isinstance(content, SimpleContent):
        return {
            "Destination": requested.destination(draft),
            "Subject": content.subject.data,
            "Body": {
                "text_part": None if content.text is None else content.text.data,
                "html_part": None if content.html is None else content.html.data,
            },
        }
    if isinstance(content, TemplatedContent):
        return {
            "Destination": requested.destination(draft),
            "Template": content.template.name,
            "TemplateData": requested.data_of_message(draft),
        }
    return {"RawData": requested.raw_text(draft)}
