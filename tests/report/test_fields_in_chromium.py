"""Every text of a message that a caller may choose, on the page in a real browser."""

from __future__ import annotations

import json

import pytest

from tests.installed import needs_member
from tests.report.browser import home, show
from tests.report.hostile import RUN, escapes

SVG = f"""<svg xmlns="http://www.w3.org/2000/svg" onload="{RUN}"><script>{RUN}</script></svg>"""


@pytest.mark.ses(verified=["example.com"], production=True)
def test_no_text_of_a_message_breaks_out_wherever_it_stands(ses, sesv2_client, tmp_path):
    needs_member("sesv2", "SendEmail", "Content.Simple.Attachments")
    with home() as enemy:
        for number, text in enumerate(escapes(enemy.origin)):
            ses.add_template(f"t{number}", subject="{{s}}", text="{{s}}", html=text + "{{s}}")
            name = text.replace('"', "'")
            common = {
                "FromEmailAddress": f'"{name}" <shop@example.com>',
                "Destination": {"ToAddresses": [f'"{name}" <ann@example.com>']},
                "ReplyToAddresses": [f'"{name}" <shop@example.com>'],
            }
            files = [
                {"FileName": text, "RawContent": text.encode(), "ContentDescription": text,
                 "ContentType": "text/html"},
                {"FileName": "a.svg", "RawContent": SVG.encode(), "ContentId": "svg",
                 "ContentType": "image/svg+xml", "ContentDisposition": "INLINE"},
            ]  # fmt: skip
            html = f'<img src="cid:svg">{text}<a href="javascript:{RUN}">a</a>'
            sesv2_client.send_email(
                **common,
                Content={
                    "Simple": {
                        "Subject": {"Data": text},
                        "Body": {"Text": {"Data": text}, "Html": {"Data": html}},
                        "Headers": [{"Name": "X-A", "Value": text}],
                        "Attachments": files,
                    }
                },
            )
            data = json.dumps({"s": text, text: text})
            sesv2_client.send_email(
                **common, Content={"Template": {"TemplateName": f"t{number}", "TemplateData": data}}
            )
            lacking = json.dumps({text: text})
            sesv2_client.send_email(
                **common,
                Content={"Template": {"TemplateName": f"t{number}", "TemplateData": lacking}},
            )
        page = ses.outbox.save(tmp_path)

        dom = show(page, "m1")

    assert enemy.calls == []
    assert "<title>SES outbox:" in dom
    assert "owned</title>" not in dom
    assert dom.count("<article") == len(ses.outbox) == 15
    assert dom.count("<iframe") == sum(message.html is not None for message in ses.outbox)
