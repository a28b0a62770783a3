"""Which function answers which operation of `sesv2`. What is not here answers NotModelled."""

from __future__ import annotations

from sesfake.v2 import account, identities, sending

OPERATIONS = {
    "CreateEmailIdentity": identities.create_email_identity,
    "GetAccount": account.get_account,
    "ListEmailIdentities": identities.list_email_identities,
    "SendEmail": sending.send_email,
}
