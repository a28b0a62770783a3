"""What a call that SES refuses is answered with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError


def refusal(call: Callable[..., Any], *args: Any, **parameters: Any) -> tuple[str, str]:
    """Code and text of the error that a call meets."""
    code, text, _ = refusal_with_status(call, *args, **parameters)
    return code, text


def refusal_with_status(
    call: Callable[..., Any], *args: Any, **parameters: Any
) -> tuple[str, str, int]:
    """Code, text and HTTP status of the error that a call meets."""
    with pytest.raises(ClientError) as caught:
        call(*args, **parameters)
    response = caught.value.response
    status = response["ResponseMetadata"]["HTTPStatusCode"]
    return response["Error"]["Code"], response["Error"].get("Message", ""), status
