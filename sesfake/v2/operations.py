"""Which function answers which operation of `sesv2`. What is not here answers NotModelled."""

from __future__ import annotations

from sesfake.v2 import account, identities, sending

OPERATIONS = {
    "CreateEmailIdentity": identities.create_email_identity,
    "DeleteEmailIdentity": identities.delete_email_identity,
    "GetAccount": account.get_account,
    "GetEmailIdentity": identities.get_email_identity,
    "ListEmailIdentities": identities.list_email_identities,
    "PutEmailIdentityDkimAttributes": identities.put_email_identity_dkim_attributes,
    "PutEmailIdentityFeedbackAttributes": identities.put_email_identity_feedback_attributes,
    "SendEmail": sending.send_email,
}
