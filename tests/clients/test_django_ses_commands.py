"""What django-ses reads of SES: the rate, so as not to send too fast; statistics, quota, addresses.

The rate is read through the API that sends, all else through v1.
"""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest

pytest.importorskip("django_ses")
pytest.importorskip("time_machine")

import django_ses
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory, override_settings
from django_ses.models import SESStat
from django_ses.views import DashboardView

SHOP = "shop@example.com"
ANN = "ann@example.com"
NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)


@pytest.fixture(autouse=True)
def verified(ses):
    ses.verify("example.com")


@pytest.fixture
def database():
    call_command("migrate", verbosity=0)
    yield
    connection.connection.close()  # Django keeps those in memory
    connection.connection = None


# Not too fast


@pytest.mark.ses(production=True, max_send_rate=3)
def test_it_reads_the_rate_and_keeps_below_it(django_api, ses, monkeypatch):
    naps = []

    with (
        time_machine.travel(NOON, tick=False) as time,
        override_settings(AWS_SES_AUTO_THROTTLE=0.5),
    ):

        def nap(seconds):
            naps.append(seconds)
            time.shift(seconds)

        monkeypatch.setattr(django_ses, "cached_rate_limits", {})
        monkeypatch.setattr(django_ses, "recent_send_times", [])
        monkeypatch.setattr(django_ses, "sleep", nap)
        for _ in range(6):
            mail.send_mail("Hi", "Hello", SHOP, [ANN])
            time.shift(0.4)

    assert django_ses.cached_rate_limits == {None: 3.0}
    assert naps == [pytest.approx(0.4)]  # half the rate: more than three in two seconds
    assert len(ses.outbox) == 6


# What the program reads


def test_statistics_are_kept_by_day(django_api, ses, database):
    with time_machine.travel(NOON, tick=False):
        mail.send_mail("Hi", "Hello", SHOP, [ANN, "bob@example.com"])
        ses.clock.advance(minutes=30)
        mail.send_mail("Hi", "Hello", SHOP, [ANN])
        ses.clock.advance(days=1)
        mail.send_mail("Hi", "Hello", SHOP, [ANN])

        call_command("get_ses_statistics")

        assert list(SESStat.objects.order_by("date").values_list("date", "delivery_attempts")) == [
            (date(2026, 3, 1), 3),
            (date(2026, 3, 2), 1),
        ]

        mail.send_mail("Hi", "Hello", SHOP, [ANN])
        call_command("get_ses_statistics")

        latest = SESStat.objects.get(date=date(2026, 3, 2))
        assert (latest.delivery_attempts, latest.bounces) == (2, 0)
        assert (latest.complaints, latest.rejects) == (0, 0)


@pytest.mark.ses(verified=["zoe@example.com"], max_24_hour_send=10, production=True)
def test_the_dashboard_shows_quota_and_addresses(django_api, ses):
    mail.send_mail("Hi", "Hello", SHOP, [ANN, "dora@example.org"])
    ses.verify("ann@example.com")
    view = DashboardView()
    view.setup(RequestFactory().get("/"))

    shown = view.get_context_data()

    assert shown["24hour_quota"] == 10
    assert shown["24hour_sent"] == 2
    assert shown["24hour_remaining"] == 8
    assert shown["persecond_rate"] == 14
    assert shown["verified_emails"] == ["ann@example.com", "zoe@example.com"]
    assert shown["summary"] == {
        "DeliveryAttempts": 2, "Bounces": 0, "Complaints": 0, "Rejects": 0,
    }  # fmt: skip


def test_addresses_are_added_listed_and_deleted(ses, capsys):
    call_command("ses_email_address", add="ann@example.org")
    call_command("ses_email_address", add="bob@example.org")
    call_command("ses_email_address", delete="ann@example.org")
    capsys.readouterr()

    call_command("ses_email_address", list=True)

    assert capsys.readouterr().out == "Fetching list of verified emails:\nbob@example.org\n"


@pytest.mark.ses(verification="manual")
def test_an_address_is_listed_when_its_owner_has_clicked(ses, capsys):
    call_command("ses_email_address", add="ann@example.org")
    call_command("ses_email_address", list=True)
    ses.follow(ses.notices.one(to="ann@example.org").links[0])
    call_command("ses_email_address", list=True)

    assert capsys.readouterr().out.splitlines() == [
        "Adding email: ann@example.org",
        "Fetching list of verified emails:",
        "Fetching list of verified emails:",
        "ann@example.org",
    ]


def test_blacklisted_addresses_are_left_out(django_api, ses, database):
    call_command("blacklist", email_to_add="bob@example.com", verbosity=0)

    with override_settings(AWS_SES_USE_BLACKLIST=True):
        mail.send_mail("Hi", "Hello", SHOP, ["ann@example.com", "Bob <bob@example.com>"])

    [message] = ses.outbox
    assert message.to == message.recipients == ["ann@example.com"]
