"""Which function answers which operation of `ses`. What is not here answers NotModelled."""

from __future__ import annotations

from sesfake.v1 import account, identities, sending

OPERATIONS = {
    "GetSendQuota": account.get_send_quota,
    "ListIdentities": identities.list_identities,
    "SendEmail": sending.send_email,
    "VerifyEmailIdentity": identities.verify_email_identity,
}
