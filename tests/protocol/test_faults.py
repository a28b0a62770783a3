"""Errors by name."""

import pytest

from sesfake import errors
from sesfake.protocol import faults


@pytest.mark.parametrize(
    ("service", "name", "code", "status"),
    [
        ("ses", "ConfigurationSetDoesNotExistException", "ConfigurationSetDoesNotExist", 400),
        ("ses", "ConfigurationSetDoesNotExist", "ConfigurationSetDoesNotExist", 400),
        ("ses", "AccountSendingPausedException", "AccountSendingPausedException", 400),
        ("ses", "Throttling", "Throttling", 400),
        # resources 0.1
        ("sesv2", "NotFoundException", "NotFoundException", 404),
        ("sesv2", "TooManyRequestsException", "TooManyRequestsException", 429),
        ("sesv2", "ConflictException", "ConflictException", 409),
        ("sesv2", "ConcurrentModificationException", "ConcurrentModificationException", 500),
        ("sesv2", "InternalFailure", "InternalFailure", 500),
        # SES API reference of 2015, common errors
        ("ses", "MalformedQueryString", "MalformedQueryString", 404),
        ("ses", "ServiceUnavailable", "ServiceUnavailable", 503),
        ("ses", "NotModelled", "NotModelled", 501),
        # common errors of all services, as seen or as the reference of either API has them
        ("ses", "AccessDenied", "AccessDenied", 403),
        ("ses", "ExpiredToken", "ExpiredToken", 403),
        ("ses", "MalformedInput", "MalformedInput", 400),
        ("ses", "SignatureDoesNotMatch", "SignatureDoesNotMatch", 403),
        *[
            ("sesv2", name, name, status)
            for name, status in {
                "AccessDeniedException": 403,
                "ExpiredTokenException": 403,
                "IncompleteSignatureException": 400,
                "InvalidSignatureException": 403,
                "MissingAuthenticationTokenException": 403,
                "RequestExpiredException": 400,
                "SerializationException": 400,
                "ServiceUnavailableException": 503,
                "ThrottlingException": 400,
                "UnknownOperationException": 404,
                "UnrecognizedClientException": 403,
                "ValidationException": 400,
            }.items()
        ],
    ],
)
def test_a_name_gives_code_and_status(service, name, code, status):
    assert faults.resolve(service, name)[:2] == (code, status)


def test_an_unknown_name_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="ses has no error named 'Oops'"):
        faults.resolve("ses", "Oops")
    with pytest.raises(ValueError, match="sesv2 has no error named 'TemplateDoesNotExist'"):
        faults.resolve("sesv2", "TemplateDoesNotExist")


def tree(kind):
    return [kind, *(leaf for child in kind.__subclasses__() for leaf in tree(child))]


@pytest.mark.parametrize(
    "kind",
    [kind for kind in tree(errors.SESError) if kind.__module__.startswith(errors.__name__)],
    ids=lambda kind: kind.__name__,
)
def test_every_error_of_the_tree_has_a_place_on_the_wire(kind):
    for service, api in (("ses", "v1"), ("sesv2", "v2")):
        shape = getattr(kind, api, None)
        if shape is not None:
            faults.resolve(service, shape)
