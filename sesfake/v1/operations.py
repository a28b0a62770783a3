"""Which function answers which operation of `ses`. What is not here answers NotModelled."""

from __future__ import annotations

from sesfake.alike import verification_templates
from sesfake.alike.event_destinations import delete_configuration_set_event_destination
from sesfake.v1 import (
    account,
    bounces,
    bulk_sending,
    configuration_set_options,
    configuration_sets,
    event_destinations,
    identities,
    mail_from,
    notifications,
    policies,
    receipt_filters,
    receipt_rule_sets,
    receipt_rules,
    sending,
    templates,
    verification_emails,
)

OPERATIONS = {
    "CloneReceiptRuleSet": receipt_rule_sets.clone_receipt_rule_set,
    "CreateConfigurationSet": configuration_sets.create_configuration_set,
    "CreateConfigurationSetEventDestination": (
        event_destinations.create_configuration_set_event_destination
    ),
    "CreateConfigurationSetTrackingOptions": (
        configuration_set_options.create_configuration_set_tracking_options
    ),
    "CreateCustomVerificationEmailTemplate": (
        verification_emails.create_custom_verification_email_template
    ),
    "CreateReceiptFilter": receipt_filters.create_receipt_filter,
    "CreateReceiptRule": receipt_rules.create_receipt_rule,
    "CreateReceiptRuleSet": receipt_rule_sets.create_receipt_rule_set,
    "CreateTemplate": templates.create_template,
    "DeleteConfigurationSet": configuration_sets.delete_configuration_set,
    "DeleteConfigurationSetEventDestination": delete_configuration_set_event_destination,
    "DeleteConfigurationSetTrackingOptions": (
        configuration_set_options.delete_configuration_set_tracking_options
    ),
    "DeleteCustomVerificationEmailTemplate": (
        verification_templates.delete_custom_verification_email_template
    ),
    "DeleteIdentity": identities.delete_identity,
    "DeleteIdentityPolicy": policies.delete_identity_policy,
    "DeleteReceiptFilter": receipt_filters.delete_receipt_filter,
    "DeleteReceiptRule": receipt_rules.delete_receipt_rule,
    "DeleteReceiptRuleSet": receipt_rule_sets.delete_receipt_rule_set,
    "DeleteTemplate": templates.delete_template,
    "DeleteVerifiedEmailAddress": identities.delete_verified_email_address,
    "DescribeActiveReceiptRuleSet": receipt_rule_sets.describe_active_receipt_rule_set,
    "DescribeConfigurationSet": configuration_sets.describe_configuration_set,
    "DescribeReceiptRule": receipt_rules.describe_receipt_rule,
    "DescribeReceiptRuleSet": receipt_rule_sets.describe_receipt_rule_set,
    "GetAccountSendingEnabled": account.get_account_sending_enabled,
    "GetCustomVerificationEmailTemplate": (
        verification_emails.get_custom_verification_email_template
    ),
    "GetIdentityDkimAttributes": identities.get_identity_dkim_attributes,
    "GetIdentityMailFromDomainAttributes": mail_from.get_identity_mail_from_domain_attributes,
    "GetIdentityNotificationAttributes": notifications.get_identity_notification_attributes,
    "GetIdentityPolicies": policies.get_identity_policies,
    "GetIdentityVerificationAttributes": identities.get_identity_verification_attributes,
    "GetSendQuota": account.get_send_quota,
    "GetSendStatistics": account.get_send_statistics,
    "GetTemplate": templates.get_template,
    "ListConfigurationSets": configuration_sets.list_configuration_sets,
    "ListCustomVerificationEmailTemplates": (
        verification_emails.list_custom_verification_email_templates
    ),
    "ListIdentities": identities.list_identities,
    "ListIdentityPolicies": policies.list_identity_policies,
    "ListReceiptFilters": receipt_filters.list_receipt_filters,
    "ListReceiptRuleSets": receipt_rule_sets.list_receipt_rule_sets,
    "ListTemplates": templates.list_templates,
    "ListVerifiedEmailAddresses": identities.list_verified_email_addresses,
    "PutConfigurationSetDeliveryOptions": (
        configuration_set_options.put_configuration_set_delivery_options
    ),
    "PutIdentityPolicy": policies.put_identity_policy,
    "ReorderReceiptRuleSet": receipt_rule_sets.reorder_receipt_rule_set,
    "SendBounce": bounces.send_bounce,
    "SendBulkTemplatedEmail": bulk_sending.send_bulk_templated_email,
    "SendCustomVerificationEmail": verification_emails.send_custom_verification_email,
    "SendEmail": sending.send_email,
    "SendRawEmail": sending.send_raw_email,
    "SendTemplatedEmail": sending.send_templated_email,
    "SetActiveReceiptRuleSet": receipt_rule_sets.set_active_receipt_rule_set,
    "SetIdentityDkimEnabled": identities.set_identity_dkim_enabled,
    "SetIdentityFeedbackForwardingEnabled": notifications.set_identity_feedback_forwarding_enabled,
    "SetIdentityHeadersInNotificationsEnabled": (
        notifications.set_identity_headers_in_notifications_enabled
    ),
    "SetIdentityMailFromDomain": mail_from.set_identity_mail_from_domain,
    "SetIdentityNotificationTopic": notifications.set_identity_notification_topic,
    "SetReceiptRulePosition": receipt_rules.set_receipt_rule_position,
    "TestRenderTemplate": templates.test_render_template,
    "UpdateAccountSendingEnabled": account.update_account_sending_enabled,
    "UpdateConfigurationSetEventDestination": (
        event_destinations.update_configuration_set_event_destination
    ),
    "UpdateConfigurationSetReputationMetricsEnabled": (
        configuration_sets.update_configuration_set_reputation_metrics_enabled
    ),
    "UpdateConfigurationSetSendingEnabled": (
        configuration_sets.update_configuration_set_sending_enabled
    ),
    "UpdateConfigurationSetTrackingOptions": (
        configuration_set_options.update_configuration_set_tracking_options
    ),
    "UpdateCustomVerificationEmailTemplate": (
        verification_templates.update_custom_verification_email_template
    ),
    "UpdateReceiptRule": receipt_rules.update_receipt_rule,
    "UpdateTemplate": templates.update_template,
    "VerifyDomainDkim": identities.verify_domain_dkim,
    "VerifyDomainIdentity": identities.verify_domain_identity,
    "VerifyEmailAddress": identities.verify_email_identity,
    "VerifyEmailIdentity": identities.verify_email_identity,
}
