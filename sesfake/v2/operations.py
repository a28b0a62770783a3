"""Which function answers which operation of `sesv2`. What is not here answers NotModelled."""

from __future__ import annotations

from sesfake.alike import verification_templates
from sesfake.alike.event_destinations import delete_configuration_set_event_destination
from sesfake.v2 import (
    account,
    bulk_sending,
    certificates,
    configuration_set_options,
    configuration_sets,
    contact_lists,
    contacts,
    dedicated_ip_pools,
    dedicated_ips,
    deliverability,
    dkim,
    domain_deliverability,
    event_destinations,
    export_jobs,
    identities,
    import_jobs,
    insights,
    mail_from,
    multi_region,
    policies,
    reputation_entities,
    sending,
    suppression,
    tags,
    templates,
    tenants,
    vdm,
    verification_emails,
)

OPERATIONS = {
    "AssociateEmailIdentityCertificate": certificates.associate_email_identity_certificate,
    "BatchGetMetricData": vdm.batch_get_metric_data,
    "CancelExportJob": export_jobs.cancel_export_job,
    "CreateConfigurationSet": configuration_sets.create_configuration_set,
    "CreateConfigurationSetEventDestination": (
        event_destinations.create_configuration_set_event_destination
    ),
    "CreateContact": contacts.create_contact,
    "CreateContactList": contact_lists.create_contact_list,
    "CreateCustomVerificationEmailTemplate": (
        verification_emails.create_custom_verification_email_template
    ),
    "CreateDedicatedIpPool": dedicated_ip_pools.create_dedicated_ip_pool,
    "CreateDeliverabilityTestReport": deliverability.create_deliverability_test_report,
    "CreateEmailIdentity": identities.create_email_identity,
    "CreateEmailIdentityPolicy": policies.create_email_identity_policy,
    "CreateEmailTemplate": templates.create_email_template,
    "CreateExportJob": export_jobs.create_export_job,
    "CreateImportJob": import_jobs.create_import_job,
    "CreateMultiRegionEndpoint": multi_region.create_multi_region_endpoint,
    "CreateTenant": tenants.create_tenant,
    "CreateTenantResourceAssociation": tenants.create_tenant_resource_association,
    "DeleteConfigurationSet": configuration_sets.delete_configuration_set,
    "DeleteConfigurationSetEventDestination": delete_configuration_set_event_destination,
    "DeleteContact": contacts.delete_contact,
    "DeleteContactList": contact_lists.delete_contact_list,
    "DeleteCustomVerificationEmailTemplate": (
        verification_templates.delete_custom_verification_email_template
    ),
    "DeleteDedicatedIpPool": dedicated_ip_pools.delete_dedicated_ip_pool,
    "DeleteEmailIdentity": identities.delete_email_identity,
    "DeleteEmailIdentityPolicy": policies.delete_email_identity_policy,
    "DeleteEmailTemplate": templates.delete_email_template,
    "DeleteMultiRegionEndpoint": multi_region.delete_multi_region_endpoint,
    "DeleteSuppressedDestination": suppression.delete_suppressed_destination,
    "DeleteTenant": tenants.delete_tenant,
    "DeleteTenantResourceAssociation": tenants.delete_tenant_resource_association,
    "DisassociateEmailIdentityCertificate": certificates.disassociate_email_identity_certificate,
    "GetAccount": account.get_account,
    "GetBlacklistReports": dedicated_ips.get_blacklist_reports,
    "GetConfigurationSet": configuration_sets.get_configuration_set,
    "GetConfigurationSetEventDestinations": (
        event_destinations.get_configuration_set_event_destinations
    ),
    "GetContact": contacts.get_contact,
    "GetContactList": contact_lists.get_contact_list,
    "GetCustomVerificationEmailTemplate": (
        verification_emails.get_custom_verification_email_template
    ),
    "GetDedicatedIp": dedicated_ips.get_dedicated_ip,
    "GetDedicatedIpPool": dedicated_ip_pools.get_dedicated_ip_pool,
    "GetDedicatedIps": dedicated_ips.get_dedicated_ips,
    "GetDeliverabilityDashboardOptions": deliverability.get_deliverability_dashboard_options,
    "GetDeliverabilityTestReport": deliverability.get_deliverability_test_report,
    "GetDomainDeliverabilityCampaign": (domain_deliverability.get_domain_deliverability_campaign),
    "GetDomainStatisticsReport": domain_deliverability.get_domain_statistics_report,
    "GetEmailAddressInsights": insights.get_email_address_insights,
    "GetEmailIdentity": identities.get_email_identity,
    "GetEmailIdentityPolicies": policies.get_email_identity_policies,
    "GetEmailTemplate": templates.get_email_template,
    "GetExportJob": export_jobs.get_export_job,
    "GetImportJob": import_jobs.get_import_job,
    "GetMessageInsights": insights.get_message_insights,
    "GetMultiRegionEndpoint": multi_region.get_multi_region_endpoint,
    "GetReputationEntity": reputation_entities.get_reputation_entity,
    "GetSuppressedDestination": suppression.get_suppressed_destination,
    "GetTenant": tenants.get_tenant,
    "ListConfigurationSets": configuration_sets.list_configuration_sets,
    "ListContactLists": contact_lists.list_contact_lists,
    "ListContacts": contacts.list_contacts,
    "ListCustomVerificationEmailTemplates": (
        verification_emails.list_custom_verification_email_templates
    ),
    "ListDedicatedIpPools": dedicated_ip_pools.list_dedicated_ip_pools,
    "ListDeliverabilityTestReports": deliverability.list_deliverability_test_reports,
    "ListDomainDeliverabilityCampaigns": (
        domain_deliverability.list_domain_deliverability_campaigns
    ),
    "ListEmailIdentities": identities.list_email_identities,
    "ListEmailIdentityCertificates": certificates.list_email_identity_certificates,
    "ListEmailTemplates": templates.list_email_templates,
    "ListExportJobs": export_jobs.list_export_jobs,
    "ListImportJobs": import_jobs.list_import_jobs,
    "ListRecommendations": insights.list_recommendations,
    "ListMultiRegionEndpoints": multi_region.list_multi_region_endpoints,
    "ListReputationEntities": reputation_entities.list_reputation_entities,
    "ListResourceTenants": tenants.list_resource_tenants,
    "ListSuppressedDestinations": suppression.list_suppressed_destinations,
    "ListTagsForResource": tags.list_tags_for_resource,
    "ListTenantResources": tenants.list_tenant_resources,
    "ListTenants": tenants.list_tenants,
    "PutAccountDedicatedIpWarmupAttributes": (
        dedicated_ips.put_account_dedicated_ip_warmup_attributes
    ),
    "PutAccountDetails": account.put_account_details,
    "PutAccountPricingAttributes": account.put_account_pricing_attributes,
    "PutAccountSendingAttributes": account.put_account_sending_attributes,
    "PutAccountVdmAttributes": vdm.put_account_vdm_attributes,
    "PutAccountSuppressionAttributes": suppression.put_account_suppression_attributes,
    "PutConfigurationSetArchivingOptions": (
        configuration_set_options.put_configuration_set_archiving_options
    ),
    "PutConfigurationSetDeliveryOptions": (
        configuration_set_options.put_configuration_set_delivery_options
    ),
    "PutConfigurationSetReputationOptions": (
        configuration_sets.put_configuration_set_reputation_options
    ),
    "PutConfigurationSetSendingOptions": configuration_sets.put_configuration_set_sending_options,
    "PutConfigurationSetSuppressionOptions": (
        configuration_set_options.put_configuration_set_suppression_options
    ),
    "PutConfigurationSetTrackingOptions": (
        configuration_set_options.put_configuration_set_tracking_options
    ),
    "PutConfigurationSetVdmOptions": configuration_set_options.put_configuration_set_vdm_options,
    "PutDeliverabilityDashboardOption": deliverability.put_deliverability_dashboard_option,
    "PutDedicatedIpInPool": dedicated_ips.put_dedicated_ip_in_pool,
    "PutDedicatedIpPoolScalingAttributes": (
        dedicated_ip_pools.put_dedicated_ip_pool_scaling_attributes
    ),
    "PutDedicatedIpWarmupAttributes": dedicated_ips.put_dedicated_ip_warmup_attributes,
    "PutEmailIdentityConfigurationSetAttributes": (
        identities.put_email_identity_configuration_set_attributes
    ),
    "PutEmailIdentityDkimAttributes": dkim.put_email_identity_dkim_attributes,
    "PutEmailIdentityDkimSigningAttributes": dkim.put_email_identity_dkim_signing_attributes,
    "PutEmailIdentityFeedbackAttributes": identities.put_email_identity_feedback_attributes,
    "PutEmailIdentityMailFromAttributes": mail_from.put_email_identity_mail_from_attributes,
    "PutSuppressedDestination": suppression.put_suppressed_destination,
    "PutTenantSuppressionAttributes": tenants.put_tenant_suppression_attributes,
    "SendBulkEmail": bulk_sending.send_bulk_email,
    "SendCustomVerificationEmail": verification_emails.send_custom_verification_email,
    "SendEmail": sending.send_email,
    "TagResource": tags.tag_resource,
    "TestRenderEmailTemplate": templates.test_render_email_template,
    "UntagResource": tags.untag_resource,
    "UpdateConfigurationSet": configuration_set_options.update_configuration_set,
    "UpdateConfigurationSetEventDestination": (
        event_destinations.update_configuration_set_event_destination
    ),
    "UpdateContact": contacts.update_contact,
    "UpdateContactList": contact_lists.update_contact_list,
    "UpdateCustomVerificationEmailTemplate": (
        verification_templates.update_custom_verification_email_template
    ),
    "UpdateEmailIdentityPolicy": policies.update_email_identity_policy,
    "UpdateEmailTemplate": templates.update_email_template,
    "UpdateReputationEntityCustomerManagedStatus": (
        reputation_entities.update_reputation_entity_customer_managed_status
    ),
    "UpdateReputationEntityPolicy": reputation_entities.update_reputation_entity_policy,
}
