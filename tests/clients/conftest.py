"""What the programs here have in common: service models that are read once, since many of them
make a session for every mail; a host name nobody has to look up; Django's settings.
"""

from __future__ import annotations

import importlib.util
import socket

import botocore.loaders
import botocore.session
import pytest

LOADER = botocore.loaders.create_loader()


@pytest.fixture(autouse=True)
def host_name(monkeypatch):
    """Message-IDs are made with it, by Django and others; SES replaces them."""
    monkeypatch.setattr(socket, "getfqdn", lambda name="": "app.example.com")


@pytest.fixture(autouse=True)
def one_loader(monkeypatch):
    monkeypatch.setattr(botocore.session, "create_loader", lambda *_: LOADER)


def configure_django() -> None:
    """The settings of a Django program, before anything of it is imported."""
    import django
    from django.conf import settings

    backend = "django_ses.SESBackend"
    if django.VERSION < (6, 1):
        mailer = {"EMAIL_BACKEND": backend}
    else:
        mailer = {"MAILERS": {"default": {"BACKEND": backend}}}
    settings.configure(
        **mailer,
        AWS_SES_AUTO_THROTTLE=None,  # it sleeps
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        INSTALLED_APPS=["django_ses"],
        LOGGING_CONFIG=None,
        TIME_ZONE="UTC",
        USE_TZ=True,
    )
    django.setup()


if importlib.util.find_spec("django_ses") is not None:
    configure_django()


@pytest.fixture(params=["ses", "sesv2"])
def django_api(request):
    """The API that django-ses sends through."""
    from django.test import override_settings

    with override_settings(USE_SES_V2=request.param == "sesv2"):
        yield request.param
