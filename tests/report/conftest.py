"""Mail to be looked at."""

from email.message import EmailMessage

import pytest

from tests.report.pictures import DOT


@pytest.fixture
def send(ses, ses_client):
    """Send a mail with html, text and files; gives the message."""
    ses.verify("example.com")

    def send(html="<p>Hello</p>", text="Hello", subject="Hi", files=(), images=(), **headers):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "shop@example.com", "ann@example.com", subject
        for name, value in headers.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(text)
        mail.add_alternative(html, subtype="html")
        for cid in images:
            html_part = mail.get_payload()[1]
            html_part.add_related(DOT, maintype="image", subtype="png", cid=f"<{cid}>")
        for name, content in files:
            mail.add_attachment(content, maintype="text", subtype="html", filename=name)
        ses_client.send_raw_email(RawMessage={"Data": mail.as_bytes()})
        return ses.outbox.last

    return send
