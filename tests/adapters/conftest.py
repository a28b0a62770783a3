"""Each test starts with a boto3 that has not looked at any configuration yet."""

from __future__ import annotations

import boto3
import botocore.loaders
import botocore.session
import pytest

LOADER = botocore.loaders.create_loader()


@pytest.fixture(autouse=True)
def no_default_session(monkeypatch):
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    # What costs time in a new session is reading service models; they are the same in all.
    monkeypatch.setattr(botocore.session, "create_loader", lambda *_: LOADER)


@pytest.fixture(params=["ses", "sesv2"])
def service(request):
    return request.param


@pytest.fixture
def configure(tmp_path, monkeypatch):
    """Write the config file, and perhaps the credentials file, that AWS tools read."""

    def write(config: str = "", credentials: str = "") -> None:
        for name, text in (("CONFIG", config), ("SHARED_CREDENTIALS", credentials)):
            path = tmp_path / name.lower()
            path.write_text(text)
            monkeypatch.setenv(f"AWS_{name}_FILE", str(path))

    return write
