"""Django is configured once for all tests, where programs that use it are tested."""

from tests.clients.conftest import django_api, host_name  # noqa: F401
