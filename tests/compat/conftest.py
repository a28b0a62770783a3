"""Django is configured once for all tests; moto stands ready where views are compared with it."""

import pytest

from sesfake.compat.moto import DEFAULT_ACCOUNT_ID
from tests.clients.conftest import django_api, host_name  # noqa: F401
from tests.compat.scenarios import REGION


@pytest.fixture
def motos_backend():
    pytest.importorskip("moto.ses.models")
    from moto import mock_aws
    from moto.ses import ses_backends as backends

    with mock_aws():
        yield backends[DEFAULT_ACCOUNT_ID][REGION]
