"""A Django program that sends through django-ses, hears of bounces, and how it is tested.

django-ses is used as it is: its backend sends, its view takes what SNS posts and sends signals. The
view checks SNS's signatures; what a fake posts has none, so the tests' settings say not to.

pytest docs/examples/webhook_django.py     runs the tests
"""

from __future__ import annotations

import json

import boto3
import django
import pytest
from django.conf import settings

from sesfake import mock_ses

BACKEND = "django_ses.SESBackend"
settings.configure(
    **(
        {"EMAIL_BACKEND": BACKEND}
        if django.VERSION < (6, 1)
        else {"MAILERS": {"default": {"BACKEND": BACKEND}}}
    ),
    ALLOWED_HOSTS=["testserver"],
    AWS_SES_AUTO_THROTTLE=None,  # it sleeps
    AWS_SES_CONFIGURATION_SET="shop",
    AWS_SES_REGION_NAME="eu-west-1",
    AWS_SES_VERIFY_EVENT_SIGNATURES=False,  # in tests
    INSTALLED_APPS=["django_ses"],
    ROOT_URLCONF=__name__,
)
django.setup()

# --- the application -----------------------------------------------------------------------------

from django.core.mail import send_mail  # noqa: E402 - Django wants its settings first
from django.dispatch import receiver  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.decorators.csrf import csrf_exempt  # noqa: E402
from django_ses.signals import bounce_received, click_received, complaint_received  # noqa: E402
from django_ses.views import SESEventWebhookView  # noqa: E402

unreachable: dict[str, str] = {}
clicked: list[str] = []


@receiver(bounce_received)
def on_bounce(sender, mail_obj, bounce_obj, **more):  # noqa: ARG001
    if bounce_obj["bounceType"] == "Permanent":
        for recipient in bounce_obj["bouncedRecipients"]:
            unreachable[recipient["emailAddress"]] = recipient["diagnosticCode"]


@receiver(complaint_received)
def on_complaint(sender, mail_obj, complaint_obj, **more):  # noqa: ARG001
    for recipient in complaint_obj["complainedRecipients"]:
        unreachable[recipient["emailAddress"]] = "complained"


@receiver(click_received)
def on_click(sender, mail_obj, click_obj, **more):  # noqa: ARG001
    clicked.append(click_obj["link"])


@csrf_exempt
def own_view(request):
    """The same in a view of one's own, for topics of identities."""
    notification = json.loads(json.loads(request.body)["Message"])
    if notification["notificationType"] == "Bounce":
        for recipient in notification["bounce"]["bouncedRecipients"]:
            unreachable[recipient["emailAddress"]] = recipient.get("diagnosticCode", "")
    return HttpResponse()


urlpatterns = [
    path("ses/events/", SESEventWebhookView.as_view()),
    path("ses/notifications/", own_view),
]


# --- its tests -----------------------------------------------------------------------------------

TOPIC = "arn:aws:sns:eu-west-1:123456789012:feedback"


@pytest.fixture
def ses():
    unreachable.clear()
    clicked.clear()
    with mock_ses(production=True, verified=["example.com"]) as ses:
        sesv2 = boto3.client("sesv2", region_name="eu-west-1")
        sesv2.create_configuration_set(ConfigurationSetName="shop")
        sesv2.create_configuration_set_event_destination(
            ConfigurationSetName="shop",
            EventDestinationName="feedback",
            EventDestination={
                "Enabled": True,
                "MatchingEventTypes": ["SEND", "BOUNCE", "COMPLAINT", "CLICK"],
                "SnsDestination": {"TopicArn": TOPIC},
            },
        )
        yield ses


def post(publication, url="/ses/events/"):
    """Post what SNS would post."""
    body = json.dumps(publication.sns_notification)
    return Client().post(url, body, content_type="text/plain; charset=UTF-8")


def welcome(address="ann@example.org"):
    page = '<a href="https://shop.example.com/start">Have a look</a>'
    send_mail("Welcome", "Hello", "shop@example.com", [address], html_message=page)


def test_a_bounce_reaches_the_signal(ses):
    welcome()
    ses.bounce(ses.outbox.last)

    assert post(ses.published.last).status_code == 200

    assert unreachable == {"ann@example.org": "smtp; 550 5.1.1 user unknown"}


def test_so_do_complaints_and_clicks(ses):
    welcome()
    message = ses.outbox.last
    ses.click(message)
    ses.complain(message)

    for publication in ses.published:  # the send, too
        assert post(publication).status_code == 200

    assert clicked == ["https://shop.example.com/start"]
    assert unreachable == {"ann@example.org": "complained"}


def test_a_soft_bounce_changes_nothing(ses):
    welcome()
    ses.delay(ses.outbox.last)
    ses.clock.advance(hours=14)

    told = ses.published.last
    assert told.record["bounce"]["bounceType"] == "Transient"
    assert post(told).status_code == 200

    assert unreachable == {}


def test_a_topic_of_an_identity_and_a_view_of_ones_own(ses):
    boto3.client("ses", region_name="eu-west-1").set_identity_notification_topic(
        Identity="example.com", NotificationType="Bounce", SnsTopic=f"{TOPIC}-of-identity"
    )
    welcome()
    ses.bounce(ses.outbox.last)

    told = ses.published.one(identity="example.com")
    assert post(told, "/ses/notifications/").status_code == 200

    assert list(unreachable) == ["ann@example.org"]
