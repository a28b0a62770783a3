"""What a template makes of its data, shown as a mail without sending it: TestRenderTemplate.

The mail has no From and no To, since nobody sends it. Amazon's own bytes are not known; the layout
is that of the mails SES composes (facts: templates 6). Only here the caller is told of a missing
attribute; a send succeeds and delivers nothing.
"""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime

from sesfake.domain.drafts.draft import SimpleContent, Text
from sesfake.domain.drafts.mime import as_bytes, body_of, encoded
from sesfake.domain.templates.data import parse_template_data
from sesfake.domain.templates.language import MissingAttribute, RenderingTooLarge
from sesfake.domain.templates.templates import EmailTemplate, Parts, render
from sesfake.errors import (
    InvalidRenderingParameter,
    InvalidTemplateData,
    MissingRenderingAttribute,
)
from sesfake.guesses.templates import RENDERING_TOO_LARGE


def preview(template: EmailTemplate, data: str, now: datetime) -> str:
    """The whole mail; raises InvalidRenderingParameter or MissingRenderingAttribute."""
    try:
        rendered = render(template, parse_template_data(data))
    except InvalidTemplateData as error:
        raise InvalidRenderingParameter(template.name, error.message) from None
    except MissingAttribute as error:
        raise MissingRenderingAttribute(template.name, str(error)) from None
    except RenderingTooLarge as error:
        text = RENDERING_TOO_LARGE.format(reason=error)
        raise InvalidRenderingParameter(template.name, text) from None
    return _mail(template.name, rendered, now)


def _mail(name: str, rendered: Parts, now: datetime) -> str:
    subject, text, html = rendered
    content = SimpleContent(
        Text(subject),
        text=None if text is None else Text(text),
        html=None if html is None else Text(html),
    )
    content_headers, body = body_of(content, name, now)
    headers = [
        ("Date", format_datetime(now)),
        ("Subject", encoded(subject, "Subject")),
        ("MIME-Version", "1.0"),
        *content_headers,
    ]
    return as_bytes(headers, body).decode("ascii")
