"""The same hook for aiobotocore: its classes carry the same methods, as coroutines.

aiobotocore is slow to import and few tests use it, so this is imported only once the program has
imported aiobotocore itself.
"""

# pyright: reportMissingImports=false

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aiobotocore.client
import aiobotocore.endpoint
import aiobotocore.session
import aiobotocore.signers
from aiobotocore.awsrequest import AioAWSResponse
from aiobotocore.credentials import AioCredentials
from botocore.exceptions import ClientError

from sesfake.adapters import credentials
from sesfake.adapters.emitter import Emitter, Responses
from sesfake.adapters.hints import add_hint
from sesfake.adapters.patches import Method
from sesfake.adapters.seats import seated
from sesfake.domain.accounts import Accounts
from sesfake.wire import Response

ENDPOINT = aiobotocore.endpoint.AioEndpoint
SESSION = aiobotocore.session.AioSession
SIGNER = aiobotocore.signers.AioRequestSigner
CLIENT = aiobotocore.client.AioBaseClient
DUMMY = AioCredentials(credentials.DUMMY.access_key, credentials.DUMMY.secret_key)


class AioEmitter(Emitter):
    async def emit(self, event_name: str, **kwargs: Any) -> Responses:
        if event_name.startswith("before-send."):
            request = kwargs["request"]
            response = self.answer(request)
            raw = _Raw(response)
            return [
                (self.answer, AioAWSResponse(request.url, response.status, response.headers, raw))
            ]
        responses: Responses = await self._emitter.emit(event_name, **kwargs)
        if event_name.startswith("needs-retry."):
            return self.without_backoff(responses, kwargs["response"])
        return responses


class _Raw:
    """As much of an HTTP response as aiobotocore reads."""

    def __init__(self, response: Response) -> None:
        self._response = response

    async def read(self) -> bytes:
        return self._response.body

    @property
    def raw_headers(self) -> list[tuple[bytes, bytes]]:
        # where aiobotocore 2.11 looks for the headers
        return [(name.encode(), value.encode()) for name, value in self._response.headers.items()]


def hinting(current: Callable[[], Accounts | None]) -> Callable[[Method], Method]:
    """Makes the replacement of `_make_api_call`."""

    def make(original: Method) -> Method:
        async def _make_api_call(client: Any, operation_name: str, api_params: Any) -> Any:
            __tracebackhide__ = True
            try:
                return await original(client, operation_name, api_params)
            except ClientError as error:
                add_hint(error, seated(client) or current())
                raise

        return _make_api_call

    return make
