"""One failure, two spellings (fact sheet "sending", section 1.3)."""

import pytest

from sesfake.protocol.faults import resolve
from sesfake.protocol.spellings import spellings


@pytest.mark.parametrize(
    ("error", "v1", "v2"),
    [
        ("Throttling", "Throttling", "TooManyRequestsException"),
        ("TooManyRequestsException", "Throttling", "TooManyRequestsException"),
        ("ValidationError", "ValidationError", "BadRequestException"),
        ("BadRequestException", "InvalidParameterValue", "BadRequestException"),
        ("MessageRejected", "MessageRejected", "MessageRejected"),
        ("ServiceUnavailable", "ServiceUnavailable", "ServiceUnavailable"),
    ],
)
def test_an_error_of_one_api_has_a_name_in_the_other(error, v1, v2):
    assert spellings(error) == {"ses": v1, "sesv2": v2}
    assert resolve("ses", v1).status
    assert resolve("sesv2", v2).status


def test_an_error_that_only_one_api_has_is_of_that_api_alone():
    assert spellings("ConflictException") == {"sesv2": "ConflictException"}
    assert spellings("InvalidDeliveryOptions") == {"ses": "InvalidDeliveryOptions"}


def test_an_error_that_nobody_has_is_a_mistake_of_the_test():
    with pytest.raises(
        ValueError, match="SES has no error 'OutOfCheese'; use the code on the wire"
    ):
        spellings("OutOfCheese")
