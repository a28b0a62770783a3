"""What a function of Lambda is given beside the event, as far as it makes sense in a test."""

from __future__ import annotations

from dataclasses import dataclass

_MILLISECONDS = 30_000  # facts: events 11
_NAME = 6  # the place of the name in an ARN


@dataclass(frozen=True)
class FunctionContext:
    """Lambda's context object.

    https://docs.aws.amazon.com/lambda/latest/dg/python-context.html
    """

    invoked_function_arn: str
    aws_request_id: str
    function_version: str = "$LATEST"
    memory_limit_in_mb: str = "128"

    @property
    def function_name(self) -> str:
        return self.invoked_function_arn.split(":")[_NAME]

    @property
    def log_group_name(self) -> str:
        return f"/aws/lambda/{self.function_name}"

    @property
    def log_stream_name(self) -> str:
        return self.aws_request_id

    def get_remaining_time_in_millis(self) -> int:
        """Always all of it: nothing is stopped for being slow."""
        return _MILLISECONDS
