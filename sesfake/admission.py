"""Who is let in, where a test has given `credentials=`: keys, signatures and clocks are checked.

Elsewhere every access key does, and whoever calls is the root user of an account.
"""

from __future__ import annotations

from sesfake.domain.accounts import Accounts
from sesfake.domain.authorization.callers import Caller
from sesfake.errors import UnknownAccessKey
from sesfake.protocol.credentials import Credential
from sesfake.protocol.signatures import check_signature
from sesfake.wire import Request


def admit(accounts: Accounts, credential: Credential, request: Request) -> Caller | None:
    """The caller that a request comes from; None where it does not matter.

    Raises UnknownAccessKey, and what `check_signature` raises. The key comes first, then its token,
    the clock, the signature (facts: sending 8).

    What a test does to `ses.clock` happens to the caller's clock, too: time passes for both. The
    clock of a caller is wrong where `AccessKey(clock_off_by=...)` says so.
    """
    known = accounts.settings.credentials
    if known is None:
        return None
    key = known.get(credential.access_key)
    if key is None:
        raise UnknownAccessKey(
            f"{credential.access_key!r} is none of the keys of `mock_ses(credentials=...)`: "
            f"{', '.join(map(repr, known))}. A client has a key with "
            f"`boto3.client('ses', aws_access_key_id={next(iter(known), 'AKIA...')!r}, "
            "aws_secret_access_key=...)`; `ses_client` and `sesv2_client` are made without."
        )
    if request.header("X-Amz-Security-Token") != key.session_token:
        raise UnknownAccessKey(
            f"The request's session token is not that of {credential.access_key!r} in "
            "`mock_ses(credentials=...)`."
        )
    if key.secret is not None:
        check_signature(request, key.secret, accounts.clock.of_others(), key.clock_off_by)
    return accounts.callers[credential.access_key]
