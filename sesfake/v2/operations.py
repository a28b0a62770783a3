"""Which function answers which operation of `sesv2`. What is not here answers NotModelled."""

from __future__ import annotations

from sesfake.v2 import account, identities, policies, sending

OPERATIONS = {
    "CreateEmailIdentity": identities.create_email_identity,
    "CreateEmailIdentityPolicy": policies.create_email_identity_policy,
    "DeleteEmailIdentity": identities.delete_email_identity,
    "DeleteEmailIdentityPolicy": policies.delete_email_identity_policy,
    "GetAccount": account.get_account,
    "GetEmailIdentity": identities.get_email_identity,
    "GetEmailIdentityPolicies": policies.get_email_identity_policies,
    "ListEmailIdentities": identities.list_email_identities,
    "PutAccountSendingAttributes": account.put_account_sending_attributes,
    "PutEmailIdentityDkimAttributes": identities.put_email_identity_dkim_attributes,
    "PutEmailIdentityFeedbackAttributes": identities.put_email_identity_feedback_attributes,
    "SendEmail": sending.send_email,
    "UpdateEmailIdentityPolicy": policies.update_email_identity_policy,
}
