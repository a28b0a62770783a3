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


@pytest.fixture(params=["aiohttp", "httpx"])
def config(request):
    """A client's configuration, for each of the two that can carry its requests."""
    aio_config = pytest.importorskip("aiobotocore.config").AioConfig
    if request.param == "aiohttp":
        return aio_config()
    pytest.importorskip("httpx")
    httpxsession = pytest.importorskip("aiobotocore.httpxsession")
    return aio_config(http_session_cls=httpxsession.HttpxSession)
