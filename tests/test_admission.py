"""With `credentials=`, keys, signatures and clocks are checked as AWS does."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from html import unescape

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config

from sesfake import AccessKey, mock_ses
from sesfake.app import handle
from sesfake.wire import Headers, Request
from tests.calling import ANN, CODES, KEY, SECRET, SHOP, client, known, send
from tests.refusing import refusal, refusal_with_status

UNKNOWN = "The security token included in the request is invalid."
MISMATCH = (
    "The request signature we calculated does not match the signature you provided. Check your AWS "
    "Secret Access Key and signing method. Consult the service documentation for details."
)
MAY_ALL = AccessKey(SECRET)
ALL = {"Effect": "Allow", "Action": "ses:*", "Resource": "*"}


@pytest.fixture(params=["ses", "sesv2"], ids=["v1", "v2"])
def service(request):
    return request.param


class TestKeys:
    @known()
    def test_a_right_signature_passes_in_all_kinds_of_calls(self, service):
        made = client(service)
        send(service)
        if service == "ses":
            made.list_identities(MaxItems=1)
            made.send_raw_email(RawMessage={"Data": f"From: {SHOP}\nTo: {ANN}\n\nGrüße & 100% +"})
        else:
            made.create_email_identity(EmailIdentity="a+b%c'd@example.com")
            made.get_email_identity(EmailIdentity="example.com")
            made.list_email_identities(PageSize=1)
            made.list_suppressed_destinations(
                Reasons=["BOUNCE", "COMPLAINT"], StartDate=datetime(2026, 1, 1, tzinfo=timezone.utc)
            )
            made.delete_email_identity(EmailIdentity="a+b%c'd@example.com")

    @known()
    def test_a_key_that_is_not_known(self, ses, service):
        code = CODES["unknown"][service]

        assert refusal_with_status(send, service, "AKIAOTHER") == (code, UNKNOWN, 403)
        assert ses.outbox == []

    @known()
    def test_a_tester_hears_which_keys_there_are(self, service):
        with pytest.raises(Exception, match="token") as caught:
            send(service, "AKIAOTHER")

        assert caught.value.__sesfake_hint__ == (
            f"'AKIAOTHER' is none of the keys of `mock_ses(credentials=...)`: '{KEY}'. A client "
            f"has a key with `boto3.client('ses', aws_access_key_id='{KEY}', "
            "aws_secret_access_key=...)`; `ses_client` and `sesv2_client` are made without."
        )

    @known()
    def test_a_client_without_credentials_is_not_known_either(self, service, monkeypatch):
        made = boto3.client(service)
        call = made.get_send_quota if service == "ses" else made.get_account

        assert refusal(call) == (CODES["unknown"][service], UNKNOWN)

    @known()
    def test_a_wrong_secret(self, ses, service):
        code = CODES["signature"][service]

        assert refusal_with_status(send, service, KEY, "wrong") == (code, MISMATCH, 403)
        assert ses.outbox == []

    @mock_ses(credentials={KEY: AccessKey()}, verified=["example.com", ANN])
    def test_without_a_secret_signatures_are_not_checked(self, service):
        send(service, KEY, "wrong")

    @known(session_token="the token")
    def test_a_temporary_key_needs_its_token(self, service):
        unknown = (CODES["unknown"][service], UNKNOWN)

        send(service, KEY, SECRET, "the token")
        assert refusal(send, service) == unknown
        assert refusal(send, service, KEY, SECRET, "another") == unknown

    @known()
    def test_a_lasting_key_has_no_token(self, service):
        assert refusal(send, service, KEY, SECRET, "a token")[1] == UNKNOWN

    @known()
    def test_a_request_that_is_not_signed(self, service):
        made = boto3.client(service, config=Config(signature_version=UNSIGNED))
        call = made.get_send_quota if service == "ses" else made.get_account

        assert refusal(call)[1] == "Missing Authentication Token"

    @mock_ses(credentials={}, verified=["example.com"])
    def test_no_keys_at_all(self, service):
        assert refusal(send, service)[1] == UNKNOWN

    def test_without_credentials_every_key_does(self, service):
        with mock_ses(production=True, verified=["example.com"]) as ses:
            send(service, "AKIAOTHER", "whatever")
            assert [message.caller for message in ses.outbox] == ["root"]

    @mock_ses(credentials={KEY: MAY_ALL, "AKIAOTHER": AccessKey("s", account_id="999999999999")})
    def test_a_key_leads_to_its_account(self, ses, service):
        client("ses", "AKIAOTHER", "s").verify_email_identity(EmailAddress=SHOP)

        assert client("ses").list_identities()["Identities"] == []
        ses.reset()
        assert client("ses", "AKIAOTHER", "s").list_identities()["Identities"] == []


class TestWhatWasSigned:
    """Requests that were changed on the way."""

    @pytest.fixture
    def request_of(self, monkeypatch):
        """What botocore sends for a call."""
        caught = []

        def keep(accounts, service, request):
            caught.append(request)
            return handle(accounts, service, request)

        monkeypatch.setattr("sesfake.adapters.emitter.handle", keep)

        def make(service="ses"):
            send(service)
            return caught[-1]

        return make

    def answer(self, ses, request, **changes):
        given = {
            "method": request.method,
            "url": request.url,
            "headers": Headers({name: request.header(name) for name in request.headers}),
            "body": request.body,
            "region": request.region,
        }
        headers = changes.pop("headers", {})
        kept = {n: v for n, v in {**given["headers"], **headers}.items() if v is not None}
        given |= {"headers": Headers(kept)} | changes
        response = handle(ses.accounts, "ses", Request(**given))
        return response.status, unescape(response.body.decode())

    @known()
    def test_the_same_again_passes(self, ses, request_of):
        assert self.answer(ses, request_of())[0] == 200

    @known()
    @pytest.mark.parametrize(
        "change",
        [
            lambda request: {"body": request.body + b"&x=y"},
            lambda request: {"url": request.url + "?x=y"},
            lambda request: {"url": request.url + "path"},
            lambda request: {"url": "https://email.eu-west-1.amazonaws.com/"},
            lambda request: {"headers": {"Content-Type": "text/plain"}},
            lambda request: {
                "headers": {
                    "Authorization": request.header("Authorization").replace("us-east-1", "x")
                }
            },
        ],
    )
    def test_anything_else_does_not(self, ses, request_of, change):
        request = request_of()
        status, body = self.answer(ses, request, **change(request))

        assert status == 403
        assert MISMATCH in body

    @known()
    def test_a_hash_of_the_body_must_be_its_own(self, ses, request_of):
        status, _ = self.answer(ses, request_of(), headers={"X-Amz-Content-SHA256": "0" * 64})

        assert status == 403

    @known()
    @pytest.mark.parametrize(
        ("date", "code", "text"),
        [
            (
                None,
                "IncompleteSignature",
                "requires existence of either a 'X-Amz-Date' or a 'Date'",
            ),
            ("today", "IncompleteSignature", "Got 'today'."),
            ("20269999T000000Z", "IncompleteSignature", "Got '20269999T000000Z'."),
            (
                "20200101T000000Z",
                "SignatureDoesNotMatch",
                "Date in Credential scope does not match",
            ),
        ],
    )
    def test_a_date_that_is_none_or_another(self, ses, request_of, date, code, text):
        status, body = self.answer(ses, request_of(), headers={"X-Amz-Date": date})

        assert status in (400, 403)
        assert f"<Code>{code}</Code>" in body
        assert text in body

    @known()
    def test_the_header_date_does_as_well(self, ses, request_of):
        _, body = self.answer(
            ses,
            request_of(),
            headers={"X-Amz-Date": None, "Date": "Wed, 01 Jan 2020 00:00:00 GMT"},
        )

        assert "!= '20200101', from '20200101T000000Z'." in body

    @known()
    @pytest.mark.parametrize("signature", ["", "ü", "0"])
    def test_a_signature_that_is_none(self, ses, request_of, signature):
        request = request_of()
        header, _, _ = request.header("Authorization").rpartition("=")

        status, _ = self.answer(ses, request, headers={"Authorization": f"{header}={signature}"})

        assert status in (400, 403)


class TestClocks:
    @pytest.mark.parametrize("minutes", [-14, 0, 14])
    def test_a_clock_may_be_a_quarter_of_an_hour_wrong(self, service, minutes):
        with known(clock_off_by=timedelta(minutes=minutes)):
            send(service)

    @pytest.mark.parametrize(
        ("minutes", "pattern"),
        [
            (16, r"Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z "
                 r"\(\d{8}T\d{6}Z - 15 min\.\)"),
            (-16, r"Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z "
                  r"\(\d{8}T\d{6}Z \+ 15 min\.\)"),
        ],
    )  # fmt: skip
    def test_a_clock_that_is_more_than_that(self, service, minutes, pattern):
        import re

        with known(clock_off_by=timedelta(minutes=-minutes)):
            code, text, status = refusal_with_status(send, service)

        assert (code, status) == (CODES["signature"][service], 403)
        assert re.fullmatch(pattern, text)

    @pytest.mark.parametrize("minutes", [-20, 20])
    def test_the_text_tells_the_callers_time_and_then_amazons(self, minutes):
        from freezegun import freeze_time

        with freeze_time("2026-06-01 12:00:00"), known(clock_off_by=timedelta(minutes=minutes)):
            _, text = refusal(send, "ses")

        assert (
            text
            == {
                -20: "Signature expired: 20260601T114000Z is now earlier than 20260601T114500Z "
                "(20260601T120000Z - 15 min.)",
                20: "Signature not yet current: 20260601T122000Z is still later than "
                "20260601T121500Z (20260601T120000Z + 15 min.)",
            }[minutes]
        )

    @pytest.mark.parametrize("minutes", [-20, 20])
    def test_a_tester_hears_of_the_clock_and_not_of_the_secret(self, service, minutes):
        late = known(clock_off_by=timedelta(minutes=minutes))
        with late, pytest.raises(Exception, match="Signature") as caught:
            send(service)

        assert caught.value.__sesfake_hint__ == (
            "The caller's clock may be 15 minutes ahead or behind, not more. To mend the test: "
            "change `clock_off_by=` of the AccessKey in `mock_ses(credentials=...)`."
        )

    @known()
    def test_time_that_passes_in_the_fake_passes_for_the_caller_too(self, ses, service):
        ses.clock.advance(hours=24)
        send(service)
        ses.clock.freeze(datetime(2001, 1, 1, tzinfo=timezone.utc))
        send(service)

    @known()
    def test_a_clock_that_freezegun_holds(self, ses, service):
        from freezegun import freeze_time

        with freeze_time("2001-01-01"):
            send(service)


class TestOptions:
    @pytest.mark.parametrize(
        ("arguments", "error", "text"),
        [
            ({"secret": 5}, TypeError, r"secret= of an AccessKey is a text, not int\."),
            ({"user": 5}, TypeError, r"user= of an AccessKey is a text, not 5\."),
            ({"account_id": "12"}, ValueError, "12 digits, not '12'."),
            ({"user": "a", "role": "b"}, ValueError, "a user= or a role=, not both."),
            ({"user": "a b"}, ValueError, "the name of a user of IAM, not 'a b'."),
            ({"allow": "ses:*"}, TypeError, r"a list of actions: \['ses:SendEmail'\]"),
            ({"allow": ["SendEmail"]}, ValueError, "'ses:Send\\*', not 'SendEmail'."),
            ({"deny": None}, TypeError, "deny= is a list of actions"),
            ({"policies": {}}, TypeError, "policies= is a list of policies"),
            ({"policies": iter([{}])}, TypeError, "policies= is a list of policies"),
            ({"policies": [5]}, TypeError, "policies= are mappings or JSON, not 5."),
            ({"policies": ["[]"]}, ValueError, "policies= are JSON objects."),
            ({"policies": ["{"]}, ValueError, "property name"),
            ({"clock_off_by": 5}, TypeError, "clock_off_by= is a timedelta, not 5."),
        ],
    )
    def test_a_wrong_key_says_what_to_write(self, arguments, error, text):
        with pytest.raises(error, match=text):
            AccessKey(**arguments)

    @pytest.mark.parametrize("wrong", [[], {"AKIA": "secret"}, {5: MAY_ALL}])
    def test_wrong_credentials_say_what_to_write(self, wrong):
        with pytest.raises(TypeError, match=r"access keys to sesfake\.AccessKey"):
            mock_ses(credentials=wrong)

    def test_no_secret_is_printed(self):
        assert "wJalr" not in repr(AccessKey(SECRET, session_token="wJalr"))


class TestWhatCanNeverWork:
    """Found when the fake is made, and not by a test that wonders why."""

    @pytest.mark.parametrize(
        ("arguments", "error", "text"),
        [
            (
                {"allow": ["ses:SendMail"]},
                ValueError,
                "allow= of 'K': SES has no action 'ses:SendMail'; did you mean 'ses:SendEmail'?",
            ),
            ({"deny": ["ses:Sned*"]}, ValueError, "deny= of 'K': SES has no action 'ses:Sned*'"),
            ({"policies": [{}]}, ValueError, "policies= of 'K': a policy has a Statement"),
            ({"policies": ['{"Statement": [5]}']}, TypeError, "a statement is a mapping, not 5."),
            ({"policies": [{"Statement": {"Effect": "allow"}}]}, ValueError, "not 'allow'."),
            ({"policies": [{"Statement": {"Effect": "Deny"}}]}, ValueError, "has no Action"),
            (
                {"policies": [{"Statement": {"Effect": "Deny", "Action": "ses:*"}}]},
                ValueError,
                "policies= of 'K': a statement has no Resource",
            ),
            ({"policies": [{"Statement": {**ALL, "Condition": "x"}}]}, TypeError, "not 'x'."),
            (
                {"policies": [{"Statement": {**ALL, "Condition": {"StringIs": {}}}}]},
                ValueError,
                "policies= of 'K': there is no condition operator 'StringIs'.",
            ),
            (
                {"policies": [{"Statement": {**ALL, "Condition": {"StringLike": []}}}]},
                TypeError,
                "the condition StringLike is a mapping, not [].",
            ),
        ],
    )
    def test_it_is_an_error(self, arguments, error, text):
        with pytest.raises(error) as caught, mock_ses(credentials={"K": AccessKey(**arguments)}):
            pass

        assert text in str(caught.value)

    @pytest.mark.parametrize(
        "arguments",
        [
            {
                "allow": [
                    "*",
                    "ses:*",
                    "ses:sendemail",
                    "SES:Get*",
                    "ses:SendEmai?",
                    "ses:SendBounce",
                ]
            },
            {"deny": ["ses:ReplicateEmailIdentityDkimSigningKey"]},
            {"policies": [{"Statement": [ALL, {**ALL, "Action": ["s3:*", "ses:SendEmail"]}]}]},
            {"policies": [{"Statement": {"Effect": "Deny", "NotAction": "x", "NotResource": "y"}}]},
        ],
    )
    def test_what_might_work_is_none(self, arguments):
        with mock_ses(credentials={"K": AccessKey(**arguments)}):
            pass
