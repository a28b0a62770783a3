"""What arrives, and what was sent: `message.delivered` beside `message`. Rows: facts "events" 8."""

from __future__ import annotations

import base64
import copy
import json
from email.message import EmailMessage
from email.policy import SMTP

import boto3
import pytest

from sesfake.domain.configuration_sets.options import HttpsPolicy
from sesfake.domain.messages.delivered import Delivered
from sesfake.domain.messages.message import Message
from sesfake.domain.tracking import Tracked
from sesfake.mail.header_section import MAX_HEADER_SECTION
from tests.domain.signatures import unsigned
from tests.installed import needs_member

SHOP, ANN, BOB = "shop@example.com", "ann@example.com", "bob@example.com"
OFFER = "https://example.com/offer?id=1&to=2"
HTML = '<p>Hi <a href="https://example.com/offer?id=1&amp;to=2">Ann</a></p>\n'

pytestmark = pytest.mark.ses(verified=["example.com"])


@pytest.fixture
def news(sesv2_client) -> dict[str, str]:
    """The parameter for a configuration set that wants to know of opens and clicks."""
    return create("news", "OPEN", "CLICK")


def create(name: str, *types: str, enabled: bool = True, **options) -> dict[str, str]:
    client = boto3.client("sesv2")
    client.create_configuration_set(ConfigurationSetName=name, **options)
    if types:
        client.create_configuration_set_event_destination(
            ConfigurationSetName=name,
            EventDestinationName="told",
            EventDestination=told(*types, enabled=enabled),
        )
    return {"ConfigurationSetName": name}


def told(*types: str, enabled: bool = True) -> dict:
    topic = "arn:aws:sns:us-east-1:123456789012:mail-events"
    return {
        "Enabled": enabled,
        "MatchingEventTypes": types,
        "SnsDestination": {"TopicArn": topic},
    }


def send_html(html: str = HTML, to: str = ANN, **more) -> None:
    boto3.client("ses").send_email(
        Source=SHOP,
        Destination={"ToAddresses": [to]},
        Message={"Subject": {"Data": "Hi"}, "Body": {"Html": {"Data": html}}},
        **more,
    )


def raw_mail(*, cte: str | None = None, charset: str = "utf-8") -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = SHOP, ANN, "Hi"
    mail.set_content(f"See {OFFER}\n")
    html = HTML.replace("Ann", "Bärbel")
    mail.add_alternative(html, subtype="html", cte=cte, charset=charset)
    return mail


def pixel_of(message: Message) -> str:
    html = message.delivered.html
    assert html is not None
    return html[html.index('<img alt="" src="') :]


def assert_untouched(message: Message) -> None:
    delivered = message.delivered
    assert message.tracking is None
    assert unsigned(delivered.raw) == message.raw
    arrived = copy.deepcopy(delivered.mime)
    del arrived["DKIM-Signature"]
    assert arrived.as_bytes() == message.mime.as_bytes()
    assert (delivered.html, delivered.text) == (message.html, message.text)
    headers = dict(delivered.headers)
    assert headers.pop("DKIM-Signature")
    assert headers == dict(message.headers)
    assert delivered.links == message.links
    assert delivered.tracked_links == []


def test_what_was_sent_and_what_arrives(ses, send, news):
    send(SHOP, to=[ANN], text={"Html": {"Data": HTML}, "Text": {"Data": f"See {OFFER}"}}, **news)

    message = ses.outbox.one()
    [link] = message.delivered.tracked_links
    assert message.tracking == Tracked(opens=True, clicks=True)
    assert link.url == OFFER
    assert f"/1/{message.id}/" in link.address
    assert message.delivered.html == (
        f'<p>Hi <a href="{link.address}">Ann</a></p>\n{pixel_of(message)}'
    )
    assert message.delivered.text == f"See {OFFER}"
    assert message.delivered.links == [link.address, OFFER]
    assert (message.html, message.links) == (HTML, [OFFER])
    assert b"awstrack" not in message.raw
    assert "awstrack" not in json.dumps(message.to_dict())


def test_the_parsed_message_has_what_arrives(ses, send, news):
    send(SHOP, to=[ANN], text={"Html": {"Data": HTML}}, **news)

    message = ses.outbox.one()
    assert message.delivered.mime.get_content() == message.delivered.html.replace("\n", "\r\n")
    assert message.delivered.headers["subject"] == "Hi"
    assert "awstrack" not in message.mime.get_content()


def test_lines_that_become_too_long_are_encoded(ses, news):
    send_html(f'<a href="https://example.com/{"x" * 900}">', **news)

    message = ses.outbox.one()
    assert message.headers["Content-Transfer-Encoding"] == "7bit"
    assert message.delivered.headers["Content-Transfer-Encoding"] == "quoted-printable"
    [link] = message.delivered.tracked_links
    assert message.delivered.links == [link.address]


def test_a_tracked_link_is_found_by_its_address_and_by_its_url(ses, news):
    send_html('<a href="http://a/"><a href="http://a/"><a href="http://b/" ses:no-track>', **news)

    delivered = ses.outbox.one().delivered
    first, second = delivered.tracked_links
    assert delivered.tracked_link("http://a/") is first
    assert delivered.tracked_link(first.address) is first
    assert delivered.tracked_link(second.address) is second
    assert delivered.tracked_link("http://b/") is None


def test_all_recipients_of_a_message_have_the_same_links(ses, send, news):
    send(SHOP, to=[ANN, BOB], text={"Html": {"Data": HTML}}, **news)

    assert len(ses.outbox.one().delivered.tracked_links) == 1


def test_messages_have_addresses_of_their_own(ses, news):
    send_html(to=ANN, **news)
    send_html(to=BOB, **news)

    one, other = ses.outbox
    assert one.delivered.tracked_links[0].address != other.delivered.tracked_links[0].address
    assert pixel_of(one) != pixel_of(other)


# --- when -----------------------------------------------------------------------------------------


def test_without_a_configuration_set_nothing_is_touched(ses, send):
    html = f'{HTML}<a ses:no-track ses:tags="a:b" href="http://a/">{{{{ses:openTracker}}}}'
    send(SHOP, to=[ANN], text={"Html": {"Data": html}, "Text": {"Data": "Hi"}})

    message = ses.outbox.one()
    assert_untouched(message)
    assert message.delivered.html == html


@pytest.mark.parametrize("types", [(), ("SEND", "DELIVERY")])
def test_where_nobody_wants_to_know_nothing_is_touched(ses, types):
    send_html(**create("news", *types))

    assert_untouched(ses.outbox.one())


def test_a_disabled_destination_is_none(ses):
    send_html(**create("news", "OPEN", "CLICK", enabled=False))

    assert_untouched(ses.outbox.one())


def test_a_text_has_nothing_to_track(ses, send, news):
    send(SHOP, to=[ANN], text=f"See {OFFER} {{{{ses:openTracker}}}}", **news)

    message = ses.outbox.one()
    assert unsigned(message.delivered.raw) == message.raw
    assert message.delivered.html is None
    assert message.delivered.tracked_links == []


def test_opens_and_clicks_are_told_apart(ses):
    send_html(**create("opens", "OPEN"))
    send_html(**create("clicks", "CLICK"))

    opens, clicks = (message.delivered for message in ses.outbox)
    assert opens.html.startswith(HTML + "<img ")
    assert opens.tracked_links == []
    assert "<img" not in clicks.html
    assert len(clicks.tracked_links) == 1


def test_engagement_metrics_need_no_destination(ses):
    needs_member("sesv2", "CreateConfigurationSet", "VdmOptions")
    vdm = {"DashboardOptions": {"EngagementMetrics": "ENABLED"}}

    send_html(**create("news", VdmOptions=vdm))

    assert ses.outbox.one().tracking == Tracked(opens=True, clicks=True)


def test_what_counts_is_the_set_at_the_time_of_the_send(ses, sesv2_client, news):
    send_html(to=ANN, **news)
    sesv2_client.update_configuration_set_event_destination(
        ConfigurationSetName="news",
        EventDestinationName="told",
        EventDestination=told("OPEN", "CLICK", enabled=False),
    )
    send_html(to=BOB, **news)

    before, after = ses.outbox
    assert before.delivered.tracked_links
    assert_untouched(after)


def test_the_senders_default_set_tracks_too(ses, sesv2_client, news):
    sesv2_client.put_email_identity_configuration_set_attributes(
        EmailIdentity="example.com", **news
    )

    send_html()

    assert ses.outbox.one().delivered.tracked_links


@pytest.mark.parametrize(
    ("policy", "pixel", "link"),
    [
        (None, "http", "http"),
        ("OPTIONAL", "http", "http"),
        ("REQUIRE", "https", "https"),
        ("REQUIRE_OPEN_ONLY", "https", "http"),
    ],
)
def test_a_domain_of_ones_own_stands_in_the_addresses(ses, sesv2_client, policy, pixel, link):
    tracking = {"CustomRedirectDomain": "links.shop.example"}
    if policy is not None:
        needs_member("sesv2", "CreateConfigurationSet", "TrackingOptions.HttpsPolicy")
        tracking["HttpsPolicy"] = policy
    ses.verify("links.shop.example")

    send_html('<a href="http://a/">', **create("news", "OPEN", "CLICK", TrackingOptions=tracking))

    message = ses.outbox.one()
    [found] = message.delivered.tracked_links
    assert found.address.startswith(f"{link}://links.shop.example/L0/")
    assert f'src="{pixel}://links.shop.example/I0/' in message.delivered.html
    assert message.tracking == Tracked(
        True, True, "links.shop.example", None if policy is None else HttpsPolicy[policy]
    )


# --- templates ------------------------------------------------------------------------------------


def make_template(**parts: str) -> None:
    boto3.client("ses").create_template(Template={"TemplateName": "hi", **parts})


def send_template(data: dict, **more) -> None:
    boto3.client("ses").send_templated_email(
        Source=SHOP,
        Destination={"ToAddresses": [ANN]},
        Template="hi",
        TemplateData=json.dumps(data),
        **more,
    )


def test_a_template_is_filled_in_first(ses, news):
    make_template(
        SubjectPart="Hi",
        HtmlPart='{{ses:openTracker}}<a ses:tags="kind:offer;" href="{{{url}}}">{{name}}</a>'
        "{{ses:openTracker}}",
    )

    send_template({"url": OFFER, "name": "Ann"}, **news)

    message = ses.outbox.one()
    [link] = message.delivered.tracked_links
    assert (link.url, link.tags) == (OFFER, {"kind": ("offer",)})
    pixel = message.delivered.html.partition("<a ")[0]
    assert pixel.startswith("<img ")
    assert message.delivered.html == f'{pixel}<a href="{link.address}">Ann</a>'
    assert message.html.startswith("{{ses:openTracker}}<a ses:tags=")


def test_what_could_not_be_filled_in_does_not_arrive(ses, news):
    make_template(SubjectPart="Hi", HtmlPart="{{name}}")

    send_template({}, **news)

    [message] = ses.outbox
    delivered = message.delivered
    assert (delivered.raw, delivered.html, delivered.text) == (b"", None, None)
    assert (delivered.links, delivered.tracked_links, dict(delivered.headers)) == ([], [], {})


# --- raw mail -------------------------------------------------------------------------------------


@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_the_html_of_a_raw_mail_is_rewritten_in_its_encoding(ses, send_raw, news, cte, charset):
    mail = raw_mail(cte=cte, charset=charset)
    mail.add_attachment(b"%PDF-1.4 " + bytes(range(256)), "application", "pdf", filename="a.pdf")
    mail.add_attachment(HTML, subtype="html", filename="page.html")

    send_raw(mail.as_bytes(), **news)

    message = ses.outbox.one()
    [link] = message.delivered.tracked_links
    assert message.html == HTML.replace("Ann", "Bärbel")
    assert message.delivered.html == (
        f'<p>Hi <a href="{link.address}">Bärbel</a></p>\n{pixel_of(message)}'
    )
    sent, arrived = list(message.mime.walk()), list(message.delivered.mime.walk())
    del arrived[0]["DKIM-Signature"]
    assert [part.items() for part in sent] == [part.items() for part in arrived]
    [at] = [n for n, part in enumerate(sent) if part.get_content_type() == "text/html"][:1]
    assert arrived[at]["Content-Transfer-Encoding"] == cte
    for n, (before, after) in enumerate(zip(sent, arrived, strict=True)):
        if not before.is_multipart() and n != at:
            assert before.as_bytes() == after.as_bytes()


def test_all_other_bytes_of_a_raw_mail_stay(ses, send_raw, news):
    data = raw_mail(cte="base64").as_bytes()

    send_raw(data, **news)

    message = ses.outbox.one()
    html = base64.encodebytes(HTML.replace("Ann", "Bärbel").replace("\n", "\r\n").encode())
    before, after = message.raw.split(html.strip().replace(b"\n", b"\r\n"))
    assert unsigned(message.delivered.raw).startswith(before)
    assert message.delivered.raw.endswith(after)


def test_a_raw_mail_of_html_alone(ses, send_raw, news):
    head = f"From: {SHOP}\r\nTo: {ANN}\r\nContent-Type: text/html\r\n\r\n"

    send_raw(head + HTML, **news)

    message = ses.outbox.one()
    [link] = message.delivered.tracked_links
    assert message.delivered.links == [link.address]
    assert (
        unsigned(message.delivered.raw)
        == message.raw.replace(b"https://example.com/offer?id=1&amp;to=2", link.address.encode())
        + pixel_of(message).encode()
    )


def test_the_configuration_set_may_stand_in_a_header(ses, send_raw, news):
    mail = raw_mail()
    mail["X-SES-CONFIGURATION-SET"] = "news"

    send_raw(mail.as_bytes())

    assert len(ses.outbox.one().delivered.tracked_links) == 1


def test_every_html_part_gets_the_pixel_and_links_are_counted_together(ses, send_raw, news):
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = SHOP, ANN, "Hi"
    mail.make_mixed()
    for count in (200, 51):
        part = EmailMessage(policy=SMTP)
        part.set_content("<a href='http://a/'>\n" * count, subtype="html")
        mail.attach(part)

    send_raw(mail.as_bytes(), **news)

    message = ses.outbox.one()
    assert len(message.delivered.tracked_links) == 250
    assert message.delivered.raw.count(b"http://a/") == 1
    parts = [part.get_content() for part in message.delivered.mime.iter_parts()]
    assert [part.count("<img ") for part in parts] == [1, 1]


def test_a_raw_mail_without_html_is_untouched(ses, send_raw, news):
    send_raw(f"From: {SHOP}\r\nTo: {ANN}\r\n\r\n{HTML}{{{{ses:openTracker}}}}", **news)

    message = ses.outbox.one()
    assert unsigned(message.delivered.raw) == message.raw


def test_a_raw_mail_through_no_set_is_untouched(ses, send_raw):
    send_raw(raw_mail(cte="quoted-printable").as_bytes())

    assert_untouched(ses.outbox.one())


def test_headers_are_told_however_many_there_are(ses, send_raw):
    # SES's own come on top of what a mail may have.
    head = f"From: {SHOP}\r\nTo: {ANN}\r\n"
    filler = MAX_HEADER_SECTION - len(head) - len("X-Long: ")

    send_raw(f"{head}X-Long: {'x' * filler}\r\n\r\nHi")

    message = ses.outbox.one()
    assert message.headers["To"] == message.delivered.headers["To"] == ANN


def test_it_says_what_it_is(ses, news):
    send_html(**news)

    delivered = ses.outbox.one().delivered
    assert isinstance(delivered, Delivered)
    size = len(unsigned(delivered.raw))
    assert repr(delivered) == f"<Delivered {size} bytes, 1 tracked link>"
