"""What only v2 does with options of configuration sets; the rest is in tests/domain."""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config

from tests.installed import needs_member
from tests.refusing import refusal, refusal_with_status

LINKS = "links.example.com"
ARCHIVE = f"arn:aws:ses:us-east-1:123456789012:mailmanager-archive/a-{'0' * 24}"
ENUM = "failed to satisfy constraint: Member must satisfy enum value set:"

pytestmark = pytest.mark.ses(verified=[LINKS])


@pytest.fixture
def client(ses):
    """A client that lets everything through."""
    return boto3.client(
        "sesv2", config=Config(parameter_validation=False, retries={"max_attempts": 0})
    )


@pytest.fixture
def news(client):
    create(client)
    return client


def create(client, name="news", **given):
    client.create_configuration_set(ConfigurationSetName=name, **given)


def read(client, block, name="news"):
    return client.get_configuration_set(ConfigurationSetName=name).get(block)


def put(client, option, name="news", **given):
    getattr(client, f"put_configuration_set_{option}_options")(ConfigurationSetName=name, **given)


def names(client):
    return client.list_configuration_sets()["ConfigurationSets"]


# Each by the block it is in, and what that block holds.
OPTIONS = {
    "tracking": ("TrackingOptions", {"CustomRedirectDomain": LINKS}),
    "https": (
        "TrackingOptions",
        {"CustomRedirectDomain": LINKS, "HttpsPolicy": "REQUIRE_OPEN_ONLY"},
    ),
    "tls": ("DeliveryOptions", {"TlsPolicy": "OPTIONAL"}),
    "pool": ("DeliveryOptions", {"SendingPoolName": "ses-default-dedicated-pool"}),
    "delivery": (
        "DeliveryOptions",
        {"TlsPolicy": "REQUIRE", "SendingPoolName": "ses-shared-pool", "MaxDeliverySeconds": 300},
    ),
    "no suppression": ("SuppressionOptions", {"SuppressedReasons": []}),
    "suppression": ("SuppressionOptions", {"SuppressedReasons": ["COMPLAINT", "BOUNCE"]}),
    "scope": (
        "SuppressionOptions",
        {"SuppressedReasons": ["BOUNCE"], "SuppressionScope": "TENANT"},
    ),
    "validation": (
        "SuppressionOptions",
        {
            "SuppressedReasons": ["BOUNCE"],
            "ValidationOptions": {
                "ConditionThreshold": {
                    "ConditionThresholdEnabled": "ENABLED",
                    "OverallConfidenceThreshold": {"ConfidenceVerdictThreshold": "HIGH"},
                }
            },
        },
    ),
    "no validation": (
        "SuppressionOptions",
        {
            "SuppressedReasons": [],
            "ValidationOptions": {"ConditionThreshold": {"ConditionThresholdEnabled": "DISABLED"}},
        },
    ),
    "dashboard": ("VdmOptions", {"DashboardOptions": {"EngagementMetrics": "ENABLED"}}),
    "vdm": (
        "VdmOptions",
        {
            "DashboardOptions": {"EngagementMetrics": "DISABLED"},
            "GuardianOptions": {"OptimizedSharedDelivery": "ENABLED"},
        },
    ),
    "archive": ("ArchivingOptions", {"ArchiveArn": ARCHIVE}),
}
every_option = pytest.mark.parametrize(("block", "given"), OPTIONS.values(), ids=OPTIONS)


def needs(block, given):
    """Skip where the installed botocore lacks what is given."""
    for member in given:
        needs_member("sesv2", "CreateConfigurationSet", f"{block}.{member}")


def put_block(client, block, given, name="news"):
    given = {"VdmOptions": given} if block == "VdmOptions" else given
    put(client, block.removesuffix("Options").lower(), name, **given)


class TestWhatIsGivenIsShown:
    """facts: resources 3.2"""

    @every_option
    def test_a_block_given_at_creation_is_echoed(self, sesv2_client, block, given):
        needs(block, given)

        create(sesv2_client, **{block: given})

        assert read(sesv2_client, block) == given

    @every_option
    def test_a_block_that_is_put_is_echoed(self, sesv2_client, block, given):
        needs(block, given)
        create(sesv2_client)
        assert read(sesv2_client, block) is None

        put_block(sesv2_client, block, given)

        assert read(sesv2_client, block) == given

    @every_option
    def test_what_is_put_without_a_word_is_taken_away(self, sesv2_client, block, given):
        needs(block, given)
        create(sesv2_client, **{block: given})

        put_block(sesv2_client, block, {})

        assert read(sesv2_client, block) is None

    @pytest.mark.parametrize("block", ["DeliveryOptions", "VdmOptions", "ArchivingOptions"])
    def test_an_empty_block_at_creation_is_shown_empty(self, sesv2_client, block):
        needs_member("sesv2", "CreateConfigurationSet", block)

        create(sesv2_client, **{block: {}})

        assert read(sesv2_client, block) == {}

    def test_what_is_put_replaces_the_whole_block(self, sesv2_client):
        create(sesv2_client, DeliveryOptions={"TlsPolicy": "REQUIRE"})

        put(sesv2_client, "delivery", SendingPoolName="ses-shared-pool")

        assert read(sesv2_client, "DeliveryOptions") == {"SendingPoolName": "ses-shared-pool"}

    @every_option
    def test_the_set_must_exist(self, client, block, given):
        needs(block, given)
        text = "Configuration set <shop> does not exist."

        assert refusal_with_status(put_block, client, block, given, "shop") == (
            "NotFoundException",
            text,
            404,
        )
        assert (
            "Invalid configuration set name" in refusal(put_block, client, block, given, "n n")[1]
        )

    def test_all_blocks_at_once(self, sesv2_client):
        needs_member("sesv2", "CreateConfigurationSet", "MessageSecurityOptions")
        blocks = dict(
            OPTIONS[name] for name in ("https", "delivery", "validation", "vdm", "archive")
        )
        blocks["MessageSecurityOptions"] = {"SigningScheme": {"DefaultScheme": {}}}

        create(sesv2_client, **blocks)

        answer = sesv2_client.get_configuration_set(ConfigurationSetName="news")
        assert {name: answer[name] for name in blocks} == blocks


class TestTracking:
    """facts: resources 3.3"""

    must = ("BadRequestException", "CustomRedirectDomain must be specified.", 400)

    @pytest.mark.parametrize("domain", ["", " "])
    def test_a_blank_domain_is_refused(self, news, domain):
        options = {"CustomRedirectDomain": domain}

        assert refusal_with_status(put, news, "tracking", **options) == self.must
        assert refusal_with_status(create, news, "shop", TrackingOptions=options) == self.must
        assert names(news) == ["news"]

    def test_a_policy_needs_a_domain(self, news):
        needs_member("sesv2", "PutConfigurationSetTrackingOptions", "HttpsPolicy")

        assert refusal_with_status(put, news, "tracking", HttpsPolicy="REQUIRE") == self.must

    def test_a_domain_that_is_not_verified_is_refused(self, client):
        options = {"CustomRedirectDomain": "example.com"}

        assert refusal_with_status(create, client, TrackingOptions=options) == (
            "BadRequestException",
            "Domain <example.com> is not verified under this account.",
            400,
        )
        assert names(client) == []

    def test_the_domain_comes_before_the_set_if_it_is_blank_and_the_policy_last(self, news):
        needs_member("sesv2", "PutConfigurationSetTrackingOptions", "HttpsPolicy")

        def said(domain, name):
            given = {"CustomRedirectDomain": domain, "HttpsPolicy": "NEVER"}
            return refusal(put, news, "tracking", name, **given)[1]

        assert said("", "n n").startswith("Invalid configuration set name")
        assert said("", "shop") == "CustomRedirectDomain must be specified."
        assert said("example.com", "shop") == "Configuration set <shop> does not exist."
        assert said("example.com", "news").startswith("Domain <example.com> is not verified")
        assert said(LINKS, "news") == (
            f"1 validation error detected: Value at 'httpsPolicy' {ENUM} "
            "[OPTIONAL, REQUIRE, REQUIRE_OPEN_ONLY]"
        )
        assert read(news, "TrackingOptions") is None


class TestDelivery:
    """facts: resources 3.3"""

    def test_the_policy_is_one_of_two(self, news):
        assert refusal(put, news, "delivery", TlsPolicy="Require") == (
            "BadRequestException",
            f"1 validation error detected: Value at 'tlsPolicy' {ENUM} [OPTIONAL, REQUIRE]",
        )

    @pytest.mark.parametrize("pool", ["", " "])
    def test_a_blank_pool_is_refused(self, news, pool):
        blank = ("BadRequestException", "sendingPoolName can't be blank.")

        assert refusal(put, news, "delivery", SendingPoolName=pool) == blank
        assert refusal(put, news, "delivery", "shop", SendingPoolName=pool) == blank
        assert refusal(create, news, "shop", DeliveryOptions={"SendingPoolName": pool}) == blank

    def test_a_pool_must_exist(self, news):
        missing = ("NotFoundException", "SendingPool <marketing> doesn't exist", 404)
        options = {"SendingPoolName": "marketing"}

        assert refusal_with_status(put, news, "delivery", **options) == missing
        assert refusal_with_status(create, news, "shop", DeliveryOptions=options) == missing
        assert read(news, "DeliveryOptions") is None
        assert names(news) == ["news"]

        news.create_dedicated_ip_pool(PoolName="marketing")
        put(news, "delivery", **options)
        assert read(news, "DeliveryOptions") == options

    @pytest.mark.parametrize(
        ("seconds", "bound"),
        [(299, "greater than or equal to 300"), (50401, "less than or equal to 50400")],
    )
    def test_a_time_out_of_range_is_refused(self, news, seconds, bound):
        needs_member("sesv2", "PutConfigurationSetDeliveryOptions", "MaxDeliverySeconds")

        assert refusal(put, news, "delivery", MaxDeliverySeconds=seconds) == (
            "BadRequestException",
            f"1 validation error detected: Value '{seconds}' at 'maxDeliverySeconds' failed to "
            f"satisfy constraint: Member must have value {bound}",
        )

    @pytest.mark.parametrize("seconds", [300, 50400])
    def test_a_time_at_either_end_is_taken(self, news, seconds):
        needs_member("sesv2", "PutConfigurationSetDeliveryOptions", "MaxDeliverySeconds")

        put(news, "delivery", MaxDeliverySeconds=seconds)

        assert read(news, "DeliveryOptions") == {"MaxDeliverySeconds": seconds}


class TestSuppression:
    """facts: resources 3.2 and 3.3"""

    @pytest.mark.parametrize(
        ("reasons", "shown"), [(["BOUNCE", "bounce"], "bounce"), ([None], "null"), ([""], "")]
    )
    def test_a_reason_that_is_put_must_be_known(self, news, reasons, shown):
        expected = (
            "BadRequestException",
            f"Reason {shown} is invalid, must be one of [BOUNCE, COMPLAINT].",
            400,
        )

        assert refusal_with_status(put, news, "suppression", SuppressedReasons=reasons) == expected
        assert (
            refusal_with_status(put, news, "suppression", "shop", SuppressedReasons=reasons)
            == expected
        )
        assert read(news, "SuppressionOptions") is None

    def test_at_creation_the_model_says_it(self, client):
        options = {"SuppressedReasons": ["bounce"]}

        assert refusal(create, client, SuppressionOptions=options) == (
            "BadRequestException",
            "1 validation error detected: Value at 'suppressionOptions.suppressedReasons' failed "
            "to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum "
            "value set: [BOUNCE, COMPLAINT]]",
        )

    def test_a_block_without_reasons_at_creation_is_a_failure_of_the_service(self, client):
        assert refusal_with_status(create, client, SuppressionOptions={}) == (
            "InternalFailure",
            None,
            500,
        )
        assert names(client) == []

    def test_a_reason_given_twice_counts_once(self, news):
        put(news, "suppression", SuppressedReasons=["BOUNCE", "COMPLAINT", "BOUNCE"])

        assert read(news, "SuppressionOptions") == {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]}

    def test_a_scope_alone_may_be_put(self, news):
        needs_member("sesv2", "PutConfigurationSetSuppressionOptions", "SuppressionScope")

        put(news, "suppression", SuppressionScope="ACCOUNT")

        assert read(news, "SuppressionOptions") == {"SuppressionScope": "ACCOUNT"}

    def test_no_reasons_are_not_the_same_as_none_of_its_own(self, ses, news):
        store = ses.accounts.open("123456789012", "us-east-1").configuration_sets
        assert store.get("news").suppression is None

        put(news, "suppression", SuppressedReasons=[])
        assert store.get("news").suppression.reasons == ()

        put(news, "suppression")
        assert store.get("news").suppression is None


class TestVdm:
    """facts: resources 3.3"""

    @pytest.mark.parametrize(
        ("options", "path"),
        [
            (
                {"DashboardOptions": {"EngagementMetrics": "ON"}},
                "dashboardOptions.engagementMetrics",
            ),
            (
                {"GuardianOptions": {"OptimizedSharedDelivery": "ON"}},
                "guardianOptions.optimizedSharedDelivery",
            ),
        ],
    )
    def test_a_status_is_enabled_or_disabled(self, news, options, path):
        expected = (
            "BadRequestException",
            f"1 validation error detected: Value at 'vdmOptions.{path}' {ENUM} [ENABLED, DISABLED]",
        )

        assert refusal(put, news, "vdm", VdmOptions=options) == expected
        assert refusal(create, news, "shop", VdmOptions=options) == expected


class TestArchiving:
    def test_the_archive_is_named_by_its_arn(self, news):
        needs_member("sesv2", "CreateConfigurationSet", "ArchivingOptions")

        code, text = refusal(put, news, "archiving", ArchiveArn=ARCHIVE[:-1])

        assert code == "BadRequestException"
        assert text.startswith(
            "1 validation error detected: Value at 'archiveArn' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: arn:"
        )
        assert read(news, "ArchivingOptions") is None


class TestMessageSecurity:
    """facts: resources 3.3"""

    @pytest.fixture(autouse=True)
    def model_knows_it(self):
        needs_member("sesv2", "CreateConfigurationSet", "MessageSecurityOptions")

    @pytest.mark.parametrize(
        "scheme",
        [
            {"DefaultScheme": {}},
            {"SmimeScheme": {}},
            {"SmimeScheme": {"SignatureFormat": "DETACHED"}},
        ],
    )
    def test_a_scheme_is_kept_from_creation_and_from_an_update(self, sesv2_client, scheme):
        options = {"SigningScheme": scheme}
        create(sesv2_client, "first", MessageSecurityOptions=options)
        create(sesv2_client, "second")

        sesv2_client.update_configuration_set(
            ConfigurationSetName="second", MessageSecurityOptions=options
        )

        assert read(sesv2_client, "MessageSecurityOptions", "first") == options
        assert read(sesv2_client, "MessageSecurityOptions", "second") == options

    @pytest.mark.parametrize("given", [{}, {"MessageSecurityOptions": {}}])
    def test_an_update_leaves_what_it_does_not_name(self, sesv2_client, given):
        options = {"SigningScheme": {"SmimeScheme": {"SignatureFormat": "DETACHED"}}}
        create(sesv2_client, MessageSecurityOptions=options)

        sesv2_client.update_configuration_set(ConfigurationSetName="news", **given)

        assert read(sesv2_client, "MessageSecurityOptions") == options

    def test_there_is_one_scheme(self, news):
        must = (
            "BadRequestException",
            "Exactly one of DefaultScheme and SmimeScheme must be specified.",
        )
        for scheme in ({}, {"DefaultScheme": {}, "SmimeScheme": {}}):
            options = {"SigningScheme": scheme}
            assert refusal(create, news, "shop", MessageSecurityOptions=options) == must
            assert (
                refusal(
                    news.update_configuration_set,
                    ConfigurationSetName="news",
                    MessageSecurityOptions=options,
                )
                == must
            )
        assert names(news) == ["news"]

    def test_the_set_must_exist(self, client):
        assert refusal_with_status(
            client.update_configuration_set, ConfigurationSetName="shop"
        ) == (
            "NotFoundException",
            "Configuration set <shop> does not exist.",
            404,
        )


def test_a_creation_is_checked_in_order_and_leaves_nothing_behind(client):
    """facts: resources 0.1: names, tags, forms, what is referred to, what is there already"""
    bad_tags = [{"Key": "a", "Value": "!"}]
    create(client)
    steps = [
        ("n n", bad_tags, "", "", "Invalid configuration set name"),
        ("news", bad_tags, "", "", "Tags can only contain"),
        ("news", [], "", "", "sendingPoolName can't be blank."),
        ("news", [], "marketing", "", "CustomRedirectDomain must be specified."),
        ("news", [], "marketing", "example.com", "Domain <example.com> is not verified"),
        ("news", [], "marketing", LINKS, "SendingPool <marketing> doesn't exist"),
        ("news", [], "ses-shared-pool", LINKS, "Configuration set <news> already exists."),
    ]

    for name, tags, pool, domain, text in steps:
        answer = refusal(
            create,
            client,
            name,
            Tags=tags,
            DeliveryOptions={"SendingPoolName": pool},
            TrackingOptions={"CustomRedirectDomain": domain},
        )
        assert answer[1].startswith(text)
    assert names(client) == ["news"]
    assert read(client, "DeliveryOptions") is None
