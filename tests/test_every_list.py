"""Whatever is listed in pages can be walked through one by one, and knows its own tokens.

(facts: resources 1)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

import boto3
import pytest
from botocore import xform_name

from sesfake import mock_ses, v1, v2
from sesfake.protocol.model import operations

from .installed import needs_operation
from .refusing import refusal

IDENTITY = "arn:aws:ses:us-east-1:123456789012:identity/shop.example"
THREE = ("a", "b", "c")
NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)


class World:
    """A fake with clients of both APIs, filled by the tables below."""

    def __init__(self, ses) -> None:
        self.ses = ses
        self.v1 = boto3.client("ses", "us-east-1")
        self.v2 = boto3.client("sesv2", "us-east-1")

    def identities(self):
        for name in THREE:
            self.v2.create_email_identity(EmailIdentity=f"{name}.example")

    def endpoints(self):
        for name in THREE:
            self.v2.create_multi_region_endpoint(
                EndpointName=name, Details={"RoutesDetails": [{"Region": "eu-west-1"}]}
            )

    def configuration_sets(self):
        for name in THREE:
            self.v2.create_configuration_set(ConfigurationSetName=name)

    def templates(self):
        for name in THREE:
            self.ses.add_template(name, subject="Hello", text="Hello")

    def verification_templates(self):
        for name in THREE:
            self.v2.create_custom_verification_email_template(
                TemplateName=name,
                FromEmailAddress="ann@shop.example",
                TemplateSubject="Confirm",
                TemplateContent="<html></html>",
                SuccessRedirectionURL="https://shop.example/yes",
                FailureRedirectionURL="https://shop.example/no",
            )

    def contact_list(self):
        self.v2.create_contact_list(ContactListName="news")

    def contacts(self):
        self.contact_list()
        for name in THREE:
            self.v2.create_contact(ContactListName="news", EmailAddress=f"{name}@else.example")

    def suppressed(self):
        self.ses.suppress(*(f"{name}@else.example" for name in THREE))

    def tenants(self):
        for name in THREE:
            self.v2.create_tenant(TenantName=name)
            self.v2.create_tenant_resource_association(TenantName=name, ResourceArn=IDENTITY)

    def resources(self):
        self.tenants()
        self.configuration_sets()
        for name in THREE:
            arn = f"arn:aws:ses:us-east-1:123456789012:configuration-set/{name}"
            self.v2.create_tenant_resource_association(TenantName="a", ResourceArn=arn)

    def rule_sets(self):
        for name in THREE:
            self.v1.create_receipt_rule_set(RuleSetName=name)

    def dashboard(self):
        self.ses.clock.freeze(NOON)
        self.v2.put_deliverability_dashboard_option(
            DashboardEnabled=True, SubscribedDomains=[{"Domain": "shop.example"}]
        )

    def placement_tests(self):
        self.dashboard()
        for name in THREE:
            self.v2.create_deliverability_test_report(
                ReportName=name,
                FromEmailAddress="ann@shop.example",
                Content=mail("Hello"),
            )

    def campaigns(self):
        self.dashboard()
        for name in THREE:
            self.send(name)

    def send(self, subject):
        self.v2.send_email(
            FromEmailAddress="ann@shop.example",
            Destination={"ToAddresses": ["bob@else.example"]},
            Content=mail(subject),
        )

    def certificates(self):
        for name in THREE:
            self.v2.associate_email_identity_certificate(
                EmailIdentity="shop.example",
                FromAddress=f"{name}@shop.example",
                CertificateArn=f"arn:aws:acm:us-east-1:123456789012:certificate/{name}",
            )

    def pools(self):
        for name in THREE:
            self.v2.create_dedicated_ip_pool(PoolName=name)

    def dedicated_ips(self):
        self.ses.lease_dedicated_ips("198.51.100.1", "198.51.100.2", "198.51.100.3")

    def import_jobs(self):
        for name in THREE:
            self.v2.create_import_job(
                ImportDestination={
                    "SuppressionListDestination": {"SuppressionListImportAction": "PUT"}
                },
                ImportDataSource={"S3Url": f"s3://data/{name}", "DataFormat": "CSV"},
            )
        self.ses.clock.advance(minutes=1)  # they are over

    def export_jobs(self):
        self.manager()
        interval = {"StartDate": NOON, "EndDate": NOON}
        for _ in THREE:
            self.v2.create_export_job(
                ExportDataSource={"MessageInsightsDataSource": interval},
                ExportDestination={"DataFormat": "CSV"},
            )
        self.ses.clock.advance(minutes=1)  # they are over

    def recommendations(self):
        self.ses.verify(*(f"{name}.example" for name in THREE))
        self.manager()

    def manager(self):
        self.v2.put_account_vdm_attributes(VdmAttributes={"VdmEnabled": "ENABLED"})


def mail(subject):
    body = {"Text": {"Data": "Hello"}}
    return {"Simple": {"Subject": {"Data": subject}, "Body": body}}


@dataclass(frozen=True)
class Lister:
    """An operation that gives pages, and how to have something in them."""

    service: str
    operation: str
    fill: Callable[[World], None]
    bad_token: tuple[str, str]  # code and text for the token `bogus`
    given: dict[str, Any] = field(default_factory=dict)
    count: int = 3  # at least so many are there

    @property
    def size_name(self) -> str | None:
        members = operations(self.service)[self.operation].input_shape.members
        names = [name for name in ("PageSize", "MaxItems", "MaxResults") if name in members]
        return names[0] if names else None

    @property
    def items_name(self) -> str:
        members = operations(self.service)[self.operation].output_shape.members
        [name] = [name for name in members if name != "NextToken"]
        return name

    def call(self, world: World, **more: Any) -> dict[str, Any]:
        client = world.v1 if self.service == "ses" else world.v2
        answer: dict[str, Any] = getattr(client, xform_name(self.operation))(**self.given, **more)
        return answer

    def walk(self, world: World, **size: int) -> Iterator[list[Any]]:
        """The pages, to the end."""
        answer = self.call(world, **size)
        yield answer[self.items_name]
        while "NextToken" in answer:
            answer = self.call(world, **size, NextToken=answer["NextToken"])
            yield answer[self.items_name]

    def __str__(self) -> str:
        return f"{self.service}-{self.operation}"


def parameter(text: str) -> tuple[str, str]:
    return "InvalidParameterValue", text


def bad_request(text: str) -> tuple[str, str]:
    return "BadRequestException", text


LISTS = [
    Lister("ses", "ListConfigurationSets", World.configuration_sets, parameter("")),
    Lister(
        "ses",
        "ListCustomVerificationEmailTemplates",
        World.verification_templates,
        parameter("Invalid nextToken <bogus>."),
    ),
    Lister("ses", "ListIdentities", World.identities, parameter("Invalid NextToken <bogus>.")),
    Lister("ses", "ListReceiptRuleSets", World.rule_sets, parameter("Invalid page token: bogus")),
    Lister("ses", "ListTemplates", World.templates, parameter("Invalid PageToken <bogus>.")),
    Lister("sesv2", "GetDedicatedIps", World.dedicated_ips, bad_request("Invalid next token.")),
    Lister(
        "sesv2",
        "ListConfigurationSets",
        World.configuration_sets,
        bad_request("invalid nextToken bogus"),
    ),
    Lister(
        "sesv2",
        "ListContactLists",
        World.contact_list,
        bad_request("Provided NextToken is invalid"),
        count=1,
    ),
    Lister(
        "sesv2",
        "ListContacts",
        World.contacts,
        bad_request("Provided NextToken is invalid"),
        given={"ContactListName": "news"},
    ),
    Lister(
        "sesv2",
        "ListCustomVerificationEmailTemplates",
        World.verification_templates,
        bad_request("Invalid nextToken <bogus>."),
    ),
    Lister("sesv2", "ListDedicatedIpPools", World.pools, bad_request("Invalid next token.")),
    Lister(
        "sesv2",
        "ListDeliverabilityTestReports",
        World.placement_tests,
        bad_request("The NextToken is invalid."),
    ),
    Lister(
        "sesv2",
        "ListDomainDeliverabilityCampaigns",
        World.campaigns,
        bad_request("The NextToken is invalid."),
        given={"SubscribedDomain": "shop.example", "StartDate": NOON, "EndDate": NOON},
    ),
    Lister(
        "sesv2", "ListEmailIdentities", World.identities, bad_request("Invalid NextToken <bogus>.")
    ),
    Lister(
        "sesv2",
        "ListEmailIdentityCertificates",
        World.certificates,
        bad_request("Invalid NextToken."),
        given={"EmailIdentity": "shop.example"},
    ),
    Lister(
        "sesv2", "ListEmailTemplates", World.templates, bad_request("Invalid PageToken <bogus>.")
    ),
    Lister(
        "sesv2",
        "ListExportJobs",
        World.export_jobs,
        bad_request("Failed to deserialize token. "),
    ),
    Lister("sesv2", "ListImportJobs", World.import_jobs, bad_request("Invalid Next Token")),
    Lister(
        "sesv2",
        "ListRecommendations",
        World.recommendations,
        bad_request("Failed to deserialize token. "),
    ),
    Lister(
        "sesv2",
        "ListMultiRegionEndpoints",
        World.endpoints,
        bad_request(
            "1 validation error detected: Value at 'nextToken' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: "
            "^^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
        ),
    ),
    Lister("sesv2", "ListReputationEntities", World.tenants, bad_request("Invalid Next Token")),
    Lister(
        "sesv2",
        "ListResourceTenants",
        World.tenants,
        bad_request("Invalid Next Token"),
        given={"ResourceArn": IDENTITY},
    ),
    Lister(
        "sesv2",
        "ListSuppressedDestinations",
        World.suppressed,
        ("InvalidNextTokenException", "Token is invalid."),
    ),
    Lister(
        "sesv2",
        "ListTenantResources",
        World.resources,
        bad_request("Invalid Next Token"),
        given={"TenantName": "a"},
        count=4,
    ),
    Lister("sesv2", "ListTenants", World.tenants, bad_request("Invalid Next Token")),
]


@pytest.fixture
def world():
    with mock_ses(production=True, verified=["shop.example"]) as ses:
        yield World(ses)


@pytest.fixture
def filled(world, lister):
    needs_operation(lister.service, lister.operation)
    lister.fill(world)
    return world


def test_there_is_no_other_list_in_pages():
    paged = {
        (service, name)
        for service, modelled in (("ses", v1.OPERATIONS), ("sesv2", v2.OPERATIONS))
        for name, operation in operations(service).items()
        if name in modelled and "NextToken" in getattr(operation.input_shape, "members", ())
    }

    assert paged <= {(lister.service, lister.operation) for lister in LISTS}


@pytest.mark.parametrize("lister", LISTS, ids=str)
def test_one_by_one_everything_is_given_once(filled, lister):
    everything = [item for page in lister.walk(filled) for item in page]

    size = {lister.size_name: 1} if lister.size_name else {}  # one has pages of a hundred only
    pages = list(lister.walk(filled, **size))

    assert not size or [len(page) for page in pages] == [1] * len(everything)
    assert [item for page in pages for item in page] == everything
    assert len(everything) >= lister.count


@pytest.mark.parametrize("lister", LISTS, ids=str)
def test_a_token_that_nobody_gave_is_refused(filled, lister):
    assert refusal(lister.call, filled, NextToken="bogus") == lister.bad_token
