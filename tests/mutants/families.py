"""What is changed, and which tests have to notice: one family of rules a row.

Narrow on purpose. That some test far away fails as well is no merit of a family's own tests, and
every test more is run again for every change.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Family:
    sources: tuple[str, ...]  # below sesfake/
    tests: tuple[str, ...]  # below tests/


def _family(sources: str, tests: str) -> Family:
    return Family(tuple(sources.split()), tuple(tests.split()))


FAMILIES = {
    "quota": _family(
        "domain/quota/*.py",
        "domain/test_quota.py domain/test_sending.py domain/test_sending_order.py"
        " domain/test_bulk_sending.py v2/test_account.py v1/test_bounces.py",
    ),
    "suppression": _family(
        "domain/suppression/*.py",
        "domain/test_suppression.py domain/test_suppression_levels.py"
        " domain/test_suppression_entries.py domain/test_automatic_suppression.py"
        " domain/test_sending_suppressed.py v2/test_suppression.py v2/test_suppression_pages.py"
        " v2/test_tenant_suppression_list.py",
    ),
    "authorization": _family(
        "domain/authorization/*.py",
        "domain/test_authorization.py domain/test_delegation.py domain/test_delegated_mail.py"
        " domain/test_policies.py domain/test_target_checks.py domain/test_trust.py"
        " domain/test_condition_keys.py test_admission.py test_permissions.py v1/test_bounces.py",
    ),
    "rendering": _family(
        "domain/templates/*.py domain/templates/language/*.py",
        "domain/template_language domain/test_template_data.py domain/test_template_lint.py"
        " domain/test_template_preview.py domain/test_templated.py domain/test_templates.py"
        " v1/test_templates.py v2/test_templates.py",
    ),
    "sending": _family(
        "domain/sending.py domain/bulk_sending.py domain/senders.py domain/drafts/*.py"
        " domain/tags.py",
        "domain/test_sending.py domain/test_sending_content.py domain/test_sending_order.py"
        " domain/test_sending_raw.py domain/test_sending_configuration_sets.py"
        " domain/test_sending_mail_from.py domain/test_sending_suppressed.py"
        " domain/test_bulk_sending.py domain/test_templated.py domain/test_content_rules.py"
        " domain/test_mime.py domain/test_mime_exactly.py"
        " domain/test_messages.py domain/test_outbox.py v2/test_sending.py"
        " domain/test_delegation.py domain/test_delegated_mail.py domain/test_tags.py"
        " domain/test_list_management.py domain/test_auto_validation.py",
    ),
    "protocol": _family(
        "protocol/*.py",
        "protocol test_common_errors.py test_reference_samples.py test_admission.py"
        " test_permissions.py",
    ),
    "identities": _family(
        "domain/identities/*.py domain/dns/*.py domain/verification/*.py",
        "domain/test_identities.py domain/test_dkim.py domain/test_dkim_replicas.py"
        " domain/test_hints.py domain/dns domain/test_mail_from.py domain/test_private_keys.py"
        " domain/test_notices.py domain/test_verification_emails.py"
        " domain/test_verification_templates.py v1/test_identities.py v1/test_notifications.py"
        " v1/test_verification_emails.py v2/test_identities.py v2/test_certificates.py"
        " v2/test_verification_emails.py",
    ),
    "events": _family(
        "domain/events/*.py domain/outcomes.py domain/tracking/*.py domain/tagged.py"
        " domain/configuration_sets/*.py",
        "domain/events domain/test_any_outcome.py domain/test_outcomes.py domain/test_delays.py"
        " domain/test_list_management.py domain/test_tags.py"
        " domain/test_opens_and_clicks.py domain/test_tracking.py domain/test_delivered.py"
        " domain/test_feedback_forwarding.py domain/test_configuration_sets.py"
        " domain/test_configuration_set_options.py domain/test_event_destinations.py"
        " v1/test_event_destinations.py v1/test_configuration_sets.py"
        " v1/test_configuration_set_options.py v2/test_event_destinations.py"
        " v2/test_configuration_sets.py v2/test_configuration_set_options.py v2/test_tags.py"
        " adapters/test_events_reach_moto.py",
    ),
    "receiving": _family(
        "domain/receiving/*.py",
        "domain/receiving v1/test_receipt_filters.py v1/test_receipt_rule_sets.py"
        " v1/test_receipt_rules.py v1/test_receipt_rule_forms.py domain/test_target_checks.py"
        " domain/test_trust.py",
    ),
    "standing": _family(
        "domain/standing/*.py domain/standing/deciding/*.py domain/standing/views/*.py"
        " domain/figures/*.py domain/tenants/*.py domain/tenants/deciding/*.py"
        " domain/insights/*.py",
        "domain/test_enforcement.py domain/test_suspension.py domain/test_appeals.py"
        " domain/test_production_access.py domain/test_production_review.py"
        " domain/test_reputation.py domain/test_reputation_enforced.py domain/test_statistics.py"
        " domain/test_tenants.py domain/test_tenant_reputation.py domain/test_auto_validation.py"
        " v2/test_account.py v2/test_account_details.py v2/test_insights.py"
        " v2/test_exported.py"
        " v2/test_recommendations.py v2/test_reputation_entities.py v2/test_tenants.py"
        " v2/test_tenant_resources.py v2/test_vdm.py",
    ),
    "lists": _family(
        "domain/contacts/*.py domain/jobs/*.py domain/dedicated_ips/*.py domain/deliverability/*.py"
        " domain/multi_region/*.py domain/pricing.py domain/paging.py",
        "domain/test_list_management.py domain/test_import_files.py domain/test_dedicated_ips.py"
        " domain/test_dedicated_ips_warmup.py domain/test_multi_region_sending.py"
        " v2/test_contact_lists.py v2/test_contacts.py v2/test_export_jobs.py v2/test_exported.py"
        " v2/test_import_jobs.py v2/test_imported.py v2/test_dedicated_ip_pools.py"
        " v2/test_dedicated_ips.py v2/test_deliverability.py v2/test_domain_deliverability.py"
        " v2/test_placement_tests.py v2/test_multi_region.py v2/test_pricing.py test_every_list.py",
    ),
    "messages": _family(
        "domain/messages/*.py domain/mails/*.py",
        "domain/test_codes.py domain/test_delivered.py domain/test_differences.py"
        " domain/test_messages.py domain/test_notices.py domain/test_outbox.py"
        " domain/test_raw_view.py compat/test_localstack.py pytest_plugin/test_assertions.py"
        " domain/test_sending_content.py domain/test_outcomes.py compat/test_moto_alone.py"
        " report/test_saving.py test_scopes.py",
    ),
    "surroundings": _family(
        "domain/neighbours/*.py domain/faults/*.py domain/account.py domain/accounts.py"
        " domain/agenda.py domain/deletion.py domain/ids.py domain/__init__.py"
        " domain/plain_names.py domain/refusals.py domain/regions.py domain/scope.py domain/vdm.py",
        "domain/test_faults.py domain/test_faults_that_fit.py domain/test_post.py"
        " domain/test_account_life.py domain/test_target_checks.py domain/test_trust.py"
        " adapters/test_faults.py adapters/test_neighbours.py adapters/test_named_targets.py"
        " adapters/test_events_reach_moto.py adapters/test_topics_that_go.py test_fake.py"
        " test_leasing.py test_scopes.py test_stored.py domain/test_ids.py domain/test_worlds.py"
        " domain/receiving/test_action_targets.py domain/receiving/test_receipt_notifications.py"
        " domain/events/test_publications.py domain/test_multi_region_sending.py"
        " domain/dns/test_told_of_following.py domain/test_dkim_replicas.py domain/test_hints.py"
        " domain/test_production_access.py v2/test_imported.py domain/test_tenants.py"
        " domain/dns/test_reviewed.py threads/test_races.py",
    ),
}

# The families that are tried whole; of the others a sample is.
WHOLE = ("quota", "suppression", "authorization", "rendering", "sending", "protocol")

# A file of each family after "protocol", of those with twenty changes or more, drawn by lot (the
# first by the SHA-256 of its name): a figure of the whole rest within minutes.
DRAWN = _family(
    "domain/verification/templates.py domain/tracking/tracker.py domain/receiving/ranges.py"
    " domain/standing/told.py domain/dedicated_ips/dedicated_ips.py domain/mails/matching.py",
    "domain/test_verification_templates.py domain/test_tracking.py domain/test_opens_and_clicks.py"
    " domain/receiving/test_ranges.py domain/test_words_of_owners.py domain/test_dedicated_ips.py"
    " v2/test_dedicated_ips.py domain/test_outbox.py",
)
