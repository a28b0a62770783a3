"""Mails as ordinary libraries write them: every one is to be accepted."""

from __future__ import annotations

import email.charset
import email.policy
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.mime.application import MIMEApplication
from email.mime.audio import MIMEAudio
from email.mime.image import MIMEImage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import formatdate, make_msgid


def headed(mail: Message) -> bytes:
    mail["From"], mail["To"], mail["Subject"] = "shop@example.com", "ann@example.com", "Rechnung ü"
    mail["Date"], mail["Message-ID"] = formatdate(0), make_msgid(domain="example.com")
    return mail.as_bytes()


def mime_text() -> bytes:
    return headed(MIMEText("Hello\n"))


def mime_text_in_utf_8() -> bytes:
    return headed(MIMEText("Grüße\n", "html", "utf-8"))


def mime_text_quoted_printable() -> bytes:
    charset = email.charset.Charset("utf-8")
    charset.body_encoding = email.charset.QP
    return headed(MIMEText("Grüße = viele\n", "plain", charset))  # type: ignore[arg-type]


def mime_alternative() -> bytes:
    mail = MIMEMultipart("alternative", None, [MIMEText("Hi"), MIMEText("<p>Hi</p>", "html")])
    return headed(mail)


def mime_mixed_with_files() -> bytes:
    mail = MIMEMultipart()
    mail.attach(MIMEText("Hi"))
    for file in (
        MIMEApplication(b"%PDF", "pdf", Name="a report.pdf"),
        MIMEImage(b"GIF89a", "gif"),
        MIMEAudio(b"RIFF", "wav"),
    ):
        file.add_header("Content-Disposition", "attachment", filename="a (new) report; 2.pdf")
        mail.attach(file)
    umlaut = MIMEText("a;b", "csv", "utf-8")
    umlaut.add_header("Content-Disposition", "attachment", filename=("utf-8", "", "Größe.csv"))
    mail.attach(umlaut)
    return headed(mail)


def mime_related_in_alternative() -> bytes:
    image = MIMEImage(b"GIF89a", "gif")
    image.add_header("Content-ID", "<logo>")
    image.add_header("Content-Disposition", "inline", filename="logo.gif")
    html = MIMEMultipart("related", None, [MIMEText("<img src='cid:logo'>", "html"), image])
    return headed(MIMEMultipart("alternative", None, [MIMEText("Hi"), html]))


def mime_forward() -> bytes:
    return headed(MIMEMultipart(_subparts=[MIMEText("See below"), MIMEMessage(MIMEText("Old"))]))


def without_parts() -> bytes:
    return headed(MIMEMultipart())


def email_message(policy: email.policy.EmailPolicy = email.policy.default) -> bytes:
    mail = EmailMessage(policy=policy)
    mail["From"] = Address("Jürgen Müller", "shop", "example.com")
    mail["To"] = [Address(f"Ann {n}", f"ann{n}", "example.com") for n in range(20)]
    mail["Subject"] = "Eine sehr lange Überschrift, " * 8
    mail.set_content("Grüße\n" * 30 + "x" * 2000)
    mail.add_alternative("<p>Grüße</p> <img src='cid:logo'>", subtype="html")
    mail.get_payload()[1].add_related(b"\x89PNG", "image", "png", cid="<logo>", filename="ö.png")  # type: ignore[union-attr, index]
    mail.add_attachment(b"%PDF", "application", "pdf", filename="Größentabelle " * 9 + ".pdf")
    mail.add_attachment("a,b\n", subtype="csv", filename='quoted "name".csv')
    return mail.as_bytes()


def email_message_for_smtp() -> bytes:
    return email_message(email.policy.SMTP)


def email_message_in_eight_bits() -> bytes:
    mail = EmailMessage(policy=email.policy.SMTPUTF8)
    mail["From"], mail["To"], mail["Subject"] = "shöp@example.com", "ann@example.com", "Grüße"
    mail.set_content("Grüße", cte="8bit")
    return mail.as_bytes()


def email_message_with_a_message() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "shop@example.com", "ann@example.com"
    mail.set_content("See below")
    inner = EmailMessage()
    inner["Subject"] = "Old"
    inner.set_content("Old text")
    mail.add_attachment(inner)
    return mail.as_bytes()


NODEMAILER = """\
Content-Type: multipart/mixed;
 boundary="--_NmP-8a3f2c1d-Part_1"
From: Shop <shop@example.com>
To: ann@example.com
Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=
Message-ID: <8a3f2c1d@example.com>
Date: Sun, 22 Nov 2026 10:00:00 +0000
MIME-Version: 1.0

----_NmP-8a3f2c1d-Part_1
Content-Type: multipart/alternative;
 boundary="--_NmP-8a3f2c1d-Part_2"

----_NmP-8a3f2c1d-Part_2
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 7bit

Hello
----_NmP-8a3f2c1d-Part_2
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p>Gr=C3=BC=C3=9Fe</p>
----_NmP-8a3f2c1d-Part_2--

----_NmP-8a3f2c1d-Part_1
Content-Type: text/plain; name="=?UTF-8?Q?=C3=BC=2Etxt?="
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename*0*=utf-8''%C3%BC.txt

aGk=
----_NmP-8a3f2c1d-Part_1--
"""

PHPMAILER = """\
Date: Sun, 22 Nov 2026 10:00:00 +0000
To: Ann <ann@example.com>
From: Shop <shop@example.com>
Subject: Hi
Message-ID: <x@example.com>
X-Mailer: PHPMailer 6.9.1 (https://github.com/PHPMailer/PHPMailer)
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="b1_Zx9"
Content-Transfer-Encoding: 8bit

This is a multi-part message in MIME format.

--b1_Zx9
Content-Type: text/plain; charset=iso-8859-1

Grüße

--b1_Zx9
Content-Type: text/html; charset=us-ascii

<p>Hi</p>


--b1_Zx9--
"""

RUBY_MAIL = """\
Date: Sun, 22 Nov 2026 10:00:00 +0000
From: shop@example.com
To: ann@example.com
Message-ID: <6921@host.mail>
Subject: Hi
Mime-Version: 1.0
Content-Type: multipart/alternative;
 boundary="--==_mimepart_6921_2b9c";
 charset=UTF-8
Content-Transfer-Encoding: 7bit


----==_mimepart_6921_2b9c
Content-Type: text/plain;
 charset=UTF-8
Content-Transfer-Encoding: 7bit

Hi
----==_mimepart_6921_2b9c
Content-Type: text/html;
 charset=UTF-8
Content-Transfer-Encoding: 7bit

<p>Hi</p>
----==_mimepart_6921_2b9c--
"""


def on_the_wire(text: str, line_end: str = "\r\n") -> bytes:
    return text.replace("\n", line_end).encode("latin-1")


def nodemailer() -> bytes:
    return on_the_wire(NODEMAILER)


def phpmailer() -> bytes:
    return on_the_wire(PHPMAILER, "\n")


def ruby_mail() -> bytes:
    return on_the_wire(RUBY_MAIL)


def by_hand() -> bytes:
    return b"From: shop@example.com\nTo: ann@example.com\nSubject: Hi\n\nHello"


LIBRARY_MAILS = [
    mime_text,
    mime_text_in_utf_8,
    mime_text_quoted_printable,
    mime_alternative,
    mime_mixed_with_files,
    mime_related_in_alternative,
    mime_forward,
    without_parts,
    email_message,
    email_message_for_smtp,
    email_message_in_eight_bits,
    email_message_with_a_message,
    nodemailer,
    phpmailer,
    ruby_mail,
    by_hand,
]
