"""Each test starts with sessions that read service models only once."""

from __future__ import annotations

import botocore.loaders
import botocore.session
import pytest

LOADER = botocore.loaders.create_loader()


@pytest.fixture(autouse=True)
def one_loader(monkeypatch):
    monkeypatch.setattr(botocore.session, "create_loader", lambda *_: LOADER)


@pytest.fixture(params=["ses", "sesv2"])
def service(request):
    return request.param
