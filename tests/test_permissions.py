"""With `credentials=`, callers may do what their policies allow, as IAM decides it."""

from __future__ import annotations

import json

import pytest
from botocore import xform_name

from tests.calling import ANN, CODES, SHOP, client, known, send
from tests.installed import needs_member, needs_operation
from tests.refusing import refusal, refusal_with_status

RESOURCES = "arn:aws:ses:us-east-1:123456789012:"


@pytest.fixture(params=["ses", "sesv2"], ids=["v1", "v2"])
def service(request):
    return request.param


class TestPermissions:
    """Of calls that are no sends."""

    ARN = "arn:aws:iam::123456789012:user/ann"

    def quota(self, service):
        made = client(service)
        return made.get_send_quota() if service == "ses" else made.get_account()

    @known(user="ann", allow=["ses:Send*"])
    def test_what_is_not_allowed_is_denied_in_the_words_of_each_api(self, service):
        answer = refusal_with_status(self.quota, service)

        text = f"User: {self.ARN} is not authorized to perform: ses:"
        assert (
            answer
            == {
                "ses": ("AccessDenied", f"{text}GetSendQuota", 403),
                "sesv2": (
                    "AccessDeniedException",
                    f"{text}GetAccount on resource: * because no identity-based policy allows the "
                    "ses:GetAccount action",
                    403,
                ),
            }[service]
        )

    @known(user="ann", deny=["ses:get*"])
    def test_what_is_forbidden(self, service):
        _, text = refusal(self.quota, service)

        assert text.endswith(
            "ses:GetSendQuota"
            if service == "ses"
            else "on resource: * with an explicit deny in an identity-based policy"
        )
        send(service)

    @known(allow=["ses:GetAccount", "ses:GetSendQuota"])
    def test_the_root_user_can_be_limited_too(self, service):
        self.quota(service)
        assert "User `arn:aws:iam::123456789012:root' is" in refusal(send, service)[1]

    @known(role="path/mailer", allow=["ses:SendEmail"])
    def test_a_role_is_told_by_its_session(self, service):
        _, text = refusal(self.quota, service)

        assert "User: arn:aws:sts::123456789012:assumed-role/mailer/sesfake is not" in text

    def test_a_call_of_v2_is_about_what_it_names(self):
        arn = "arn:aws:ses:us-east-1:123456789012:identity/example.com"
        policy = {"Statement": {"Effect": "Allow", "Action": "ses:*", "Resource": arn}}

        with known(policies=[policy]):
            v2 = client("sesv2")
            v2.get_email_identity(EmailIdentity="example.com")
            assert refusal(v2.get_email_identity, EmailIdentity="b.org")[1].endswith(
                "on resource: arn:aws:ses:us-east-1:123456789012:identity/b.org because no "
                "identity-based policy allows the ses:GetEmailIdentity action"
            )
            assert " on resource: * " in refusal(v2.list_email_identities)[1]
            assert (
                "custom-verification-email-template/x "
                in refusal(v2.get_custom_verification_email_template, TemplateName="x")[1]
            )

    @pytest.mark.parametrize(
        ("operation", "given", "resource"),
        [
            # resources 0.5
            ("GetConfigurationSet", {"ConfigurationSetName": "x"}, "configuration-set/x"),
            ("GetEmailTemplate", {"TemplateName": "x"}, "template/x"),
            ("GetContactList", {"ContactListName": "x"}, "contact-list/x"),
            ("GetMultiRegionEndpoint", {"EndpointName": "x"}, "multi-region-endpoint/x"),
            ("GetDedicatedIpPool", {"PoolName": "x"}, "dedicated-ip-pool/x"),
            ("GetDedicatedIps", {"PoolName": "x"}, "dedicated-ip-pool/x"),
            (
                "PutDedicatedIpInPool",
                {"Ip": "192.0.2.1", "DestinationPoolName": "x"},
                "dedicated-ip-pool/x",
            ),
            ("GetDeliverabilityTestReport", {"ReportId": "x"}, "deliverability-test-report/x"),
            ("GetImportJob", {"JobId": "x"}, "import-job/x"),
            ("GetExportJob", {"JobId": "x"}, "export-job/x"),
            ("CancelExportJob", {"JobId": "x"}, "export-job/x"),
            ("GetTenant", {"TenantName": "acme"}, "tenant/acme/{id}"),
            (
                "CreateTenantResourceAssociation",
                {"TenantName": "acme", "ResourceArn": f"{RESOURCES}template/x"},
                "tenant/acme/{id}",
            ),
            ("GetTenant", {"TenantName": "x"}, "tenant/x/*"),
            ("ListTagsForResource", {"ResourceArn": f"{RESOURCES}template/x"}, "template/x"),
            ("ListResourceTenants", {"ResourceArn": f"{RESOURCES}template/x"}, "template/x"),
            (
                "SendCustomVerificationEmail",
                {"EmailAddress": ANN, "TemplateName": "x", "ConfigurationSetName": "y"},
                "custom-verification-email-template/x",
            ),
        ],
    )
    def test_each_resource_is_named_by_its_arn(self, operation, given, resource):
        needs_operation("sesv2", operation)
        allowed = "CreateTenant" if "TenantName" in given else "GetAccount"  # of every botocore
        with known(user="ann", allow=[f"ses:{allowed}"]):
            v2 = client("sesv2")
            if "TenantName" in given:
                resource = resource.format(id=v2.create_tenant(TenantName="acme")["TenantId"])

            answer = refusal(getattr(v2, xform_name(operation)), **given)

        assert answer == (
            "AccessDeniedException",
            f"User: {self.ARN} is not authorized to perform: ses:{operation} on resource: "
            f"{RESOURCES}{resource} because no identity-based policy allows the ses:{operation} "
            "action",
        )

    @known(user="ann", allow=["ses:GetAccount"])
    def test_what_is_no_arn_names_nothing(self):
        text = refusal(client("sesv2").list_tags_for_resource, ResourceArn="x")[1]

        assert " on resource: * " in text

    @known(user="ann", allow=["ses:GetAccount"])
    def test_a_wrong_request_is_wrong_before_it_is_denied(self):
        # sending 8: rows 2 and 4
        put = client("sesv2").put_configuration_set_delivery_options
        given = {"ConfigurationSetName": "ours"}

        assert refusal(put, **given, TlsPolicy="MAYBE")[0] == "BadRequestException"
        assert refusal(put, **given, TlsPolicy="REQUIRE")[0] == "AccessDeniedException"


class TestSends:
    ARN = "arn:aws:ses:us-east-1:123456789012:"

    def denied(self, service, resource, action="ses:SendEmail"):
        return (
            CODES["denied"][service],
            f"User `arn:aws:iam::123456789012:user/ann' is not authorized to perform `{action}' "
            f"on resource `{self.ARN}{resource}'",
            403,
        )

    @known(user="ann", allow=["ses:Get*"])
    def test_the_senders_identity_is_named_the_address_if_there_is_one(self, ses, service):
        domain = refusal_with_status(send, service)
        ses.verify(SHOP)
        address = refusal_with_status(send, service)

        assert domain == self.denied(service, "identity/example.com")
        assert address == self.denied(service, f"identity/{SHOP}")
        assert ses.outbox == []

    def allowing(self, *resources, **more):
        arns = [f"{self.ARN}{resource}" for resource in resources]
        statement = {"Effect": "Allow", "Action": "ses:Send*", "Resource": arns, **more}
        return known(user="ann", policies=[json.dumps({"Statement": [statement]})])

    def test_a_configuration_set(self, service):
        with self.allowing("identity/example.com", "configuration-set/ours*") as ses:
            answer = refusal_with_status(send, service, ConfigurationSetName="theirs")
            missing = refusal(send, service, ConfigurationSetName="ours-1")

        assert answer == self.denied(service, "configuration-set/theirs")
        assert missing[1] == "Configuration set <ours-1> does not exist."
        assert ses.outbox == []

    def test_a_recipient_that_is_an_identity_itself(self, service):
        with self.allowing("identity/example.com") as ses:
            send(service)
            ses.verify(ANN)
            answer = refusal_with_status(send, service)

        assert answer == self.denied(service, f"identity/{ANN}")

    def test_a_template(self):
        needs_member("sesv2", "SendEmail", "Content.Template.TemplateName")
        content = {"Template": {"TemplateName": "hi", "TemplateData": "{}"}}
        with self.allowing("identity/example.com") as ses:
            ses.add_template("hi", subject="Hi", text="x")
            answer = refusal_with_status(
                client("sesv2").send_email,
                FromEmailAddress=SHOP,
                Destination={"ToAddresses": [ANN]},
                Content=content,
            )

        assert answer == self.denied("sesv2", "template/hi", "ses:SendTemplatedEmail")

    def test_a_condition(self, service):
        only = {"StringLike": {"ses:Recipients": "*@example.org"}}
        with self.allowing("*", Condition=only):
            send(service)
            answer = refusal_with_status(send, service, to="x@example.net")

        assert answer == self.denied(service, "identity/example.com")

    @known(user="ann", allow=["ses:SendEmail"])
    def test_raw_mail_needs_its_own_permission(self, service):
        data = f"From: {SHOP}\nTo: {ANN}\n\nx"
        made = client(service)

        if service == "ses":
            answer = refusal_with_status(made.send_raw_email, RawMessage={"Data": data})
        else:
            answer = refusal_with_status(made.send_email, Content={"Raw": {"Data": data}})

        assert answer == self.denied(service, "identity/example.com", "ses:SendRawEmail")

    @known(user="ann", allow=["ses:SendEmail"])
    def test_a_tester_hears_how_to_mend_it(self, service):
        with pytest.raises(Exception, match="SendRawEmail") as caught:
            client("ses").send_raw_email(RawMessage={"Data": f"From: {SHOP}\nTo: {ANN}\n\nx"})

        assert "`AccessKey(..., allow=['ses:SendRawEmail'])`" in caught.value.__sesfake_hint__

    @known(user="ann", deny=["ses:SendEmail", "ses:Get*"])
    def test_a_tester_hears_what_denies_it(self, service):
        hint = (
            "By the policies of the access key it is forbidden by a statement. To mend the test: "
            "take the action from `deny=`, or the statement that denies it from `policies=`, of "
            "the AccessKey in `mock_ses(credentials=...)`."
        )

        with pytest.raises(Exception, match="not authorized") as sending:
            send(service)
        with pytest.raises(Exception, match="not authorized") as getting:
            client("sesv2").get_account()

        assert sending.value.__sesfake_hint__ == getting.value.__sesfake_hint__ == hint

    def test_a_tester_hears_which_condition_met_what(self, service):
        only = {"StringLike": {"ses:Recipients": "*@example.org"}}
        denied = pytest.raises(Exception, match="not authorized")
        with self.allowing("*", Condition=only), denied as caught:
            send(service, to="x@example.net")

        assert "The condition StringLike ses:Recipients '*@example.org' met 'x@example.net'." in (
            caught.value.__sesfake_hint__
        )


class TestCallers:
    @pytest.mark.parametrize(
        ("who", "name"),
        [
            ({}, "root"),
            ({"user": "ann"}, "ann"),
            ({"user": "path/ann"}, "ann"),
            ({"role": "path/mailer"}, "mailer"),
        ],
    )
    def test_events_name_the_user_or_the_role(self, service, who, name):
        # events 3.2: IAM user name, role name (not the session), or `root`
        with known(**who) as ses:
            send(service)
            [message] = ses.outbox

        assert message.caller == name
        assert message.events[0].record["mail"]["tags"]["ses:caller-identity"] == [name]
