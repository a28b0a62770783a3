"""One failure, two spellings: what an error of one API is called in the other."""

from __future__ import annotations

from sesfake.protocol.faults import resolve
from sesfake.protocol.model import APIS

# v1 code, v2 shape (facts: sending, section 1.3). Of several v1 codes for one v2 shape, the first
# is what the v2 name means in v1.
_PAIRS = (
    ("InvalidParameterValue", "BadRequestException"),
    ("ValidationError", "BadRequestException"),
    ("InvalidTemplate", "BadRequestException"),
    ("InvalidRenderingParameter", "BadRequestException"),
    ("MissingRenderingAttribute", "BadRequestException"),
    ("ConfigurationSetDoesNotExist", "NotFoundException"),
    ("TemplateDoesNotExist", "NotFoundException"),
    ("CustomVerificationEmailTemplateDoesNotExist", "NotFoundException"),
    ("FromEmailAddressNotVerified", "NotFoundException"),
    ("EventDestinationDoesNotExist", "NotFoundException"),
    ("AlreadyExists", "AlreadyExistsException"),
    ("AccountSendingPausedException", "SendingPausedException"),
    ("ConfigurationSetSendingPausedException", "SendingPausedException"),
    ("LimitExceeded", "LimitExceededException"),
    ("Throttling", "TooManyRequestsException"),
    ("AccessDenied", "AccessDeniedException"),
    ("InvalidClientTokenId", "UnrecognizedClientException"),
    ("SignatureDoesNotMatch", "InvalidSignatureException"),
    ("MissingAuthenticationToken", "MissingAuthenticationTokenException"),
    ("IncompleteSignature", "IncompleteSignatureException"),
    ("InternalFailure", "InternalServiceErrorException"),
)


def spellings(error: str) -> dict[str, str]:
    """The names by which either API knows an error; a ValueError if neither does."""
    found = _spellings(error)
    if not found:
        raise ValueError(
            f"SES has no error {error!r}; use the code on the wire, such as 'Throttling'."
        )
    return found


def is_known(error: str) -> bool:
    """Whether either API knows an error by this name."""
    return bool(_spellings(error))


def _spellings(error: str) -> dict[str, str]:
    pair = next((pair for pair in _PAIRS if error in pair), None)
    if pair is not None:
        return dict(zip(APIS, pair, strict=True))
    return {service: error for service in APIS if _has(service, error)}


def _has(service: str, error: str) -> bool:
    try:
        resolve(service, error)
    except ValueError:
        return False
    return True
