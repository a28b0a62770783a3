"""What receipt rules name is looked at when they are given.

Rows named are those of the fact sheet "resources". Here the other services are made by hand; with
moto they are in tests/adapters/test_action_targets.py.
"""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from sesfake import mock_ses
from sesfake.adapters.hints import hint_of
from sesfake.domain.neighbours.parcels import S3Object, SnsMessage, Undeliverable
from tests.installed import needs_member
from tests.refusing import refusal
from tests.v1.test_receipt_rules import (
    ACCOUNT,
    BOUNCE,
    FUNCTION,
    INSTANCE,
    ROLE,
    STOP,
    TOPIC,
    create,
    order,
    read,
    update,
)

BUCKET = "mail"
S3 = {"S3Action": {"BucketName": BUCKET}}
SNS = {"SNSAction": {"TopicArn": TOPIC, "Encoding": "UTF-8"}}
LAMBDA = {"LambdaAction": {"FunctionArn": FUNCTION, "InvocationType": "Event"}}
CONNECT = {"ConnectAction": {"InstanceARN": INSTANCE, "IAMRoleARN": ROLE}}
WITH_ROLE = {"S3Action": {"BucketName": BUCKET, "IamRoleArn": ROLE}}
ALL = ("s3", "sns", "lambda", "iam")

NO_BUCKET = ("InvalidS3Configuration", f"No such bucket: {BUCKET}")
NOT_WRITTEN = ("InvalidS3Configuration", f"Could not write to bucket: {BUCKET}")
NOT_PUBLISHED = ("InvalidSnsTopic", f"Could not publish to SNS topic: {TOPIC}")
NOT_INVOKED = ("InvalidLambdaFunction", f"Could not invoke Lambda function: {FUNCTION}")
NOT_ASSUMED = f"Could not assume role: {ROLE}"
TARGETS = pytest.mark.parametrize(
    ("action", "refused"),
    [
        # 5.3
        (S3, NO_BUCKET),
        (SNS, NOT_PUBLISHED),
        (LAMBDA, NOT_INVOKED),
        ({"StopAction": {"Scope": "RuleSet", "TopicArn": TOPIC}}, NOT_PUBLISHED),
        # the words about roles are a guess
        (CONNECT, ("InvalidParameterValue", NOT_ASSUMED)),
        (WITH_ROLE, ("InvalidS3Configuration", NOT_ASSUMED)),
    ],
    ids=["s3", "sns", "lambda", "topic of stop", "connect", "role of s3"],
)


class Town:
    """Services in which the names given are all there is; `full` are buckets that take nothing."""

    def __init__(self, *names, services=ALL, full=()):
        self.names = names
        self.services = services
        self.full = full
        self.asked = []

    def is_there(self, service):
        return service in self.services

    def deliver(self, parcel, account_id, region):
        self._look(getattr(parcel, "topic_arn", BUCKET), (parcel, account_id, region))
        if isinstance(parcel, S3Object) and parcel.bucket in self.full:
            raise Undeliverable("AccessDenied: Access Denied")

    def check_bucket(self, bucket, account_id, region):
        self._look(bucket, (bucket, account_id, region))

    def check_function(self, function_arn):
        self._look(function_arn, function_arn)

    def check_role(self, role_arn):
        self._look(role_arn, role_arn)

    def _look(self, name, asked):
        self.asked.append(asked)
        if name not in self.names:
            raise Undeliverable("NotFound: It is not there.")


def known(action):
    """Skip the test where botocore does not know all of an action."""
    [(kind, members)] = action.items()
    for member in members:
        needs_member("ses", "CreateReceiptRule", f"Rule.Actions.{kind}.{member}")
    return action


@pytest.fixture
def client(ses, ses_client):
    ses.verify("example.com")
    ses_client.create_receipt_rule_set(RuleSetName="inbound")
    return ses_client


@pytest.fixture(params=["create", "update"])
def define(request, client):
    if request.param == "create":
        return create
    create(client, "rule", STOP)
    return update


class TestNobodyAround:
    @TARGETS
    def test_any_well_formed_target_exists(self, define, client, action, refused):
        define(client, "rule", known(action))

        assert read(client)["Actions"] == [action]

    def test_a_topic_gets_a_message_at_each_definition(self, ses, define, client):
        # 5.3: "could not publish" says that SES publishes; what it does is a guess
        define(client, "rule", SNS)

        [validation] = ses.validations
        assert (validation.topic_arn, validation.subject) == (TOPIC, None)
        assert json.loads(validation.message) == {
            "notificationType": "AmazonSnsSubscriptionSucceeded",
            "message": (
                f"You have successfully subscribed your Amazon SNS topic '{TOPIC}' to receive "
                "'Received' notifications from Amazon SES."
            ),
        }

    @pytest.mark.parametrize("elsewhere", [TOPIC, FUNCTION])
    def test_topics_and_functions_are_of_the_same_region(self, ses, client, elsewhere):
        arn = elsewhere.replace("us-east-1", "eu-west-1")
        is_topic = elsewhere == TOPIC
        action = (
            {"SNSAction": {"TopicArn": arn}} if is_topic else {"LambdaAction": {"FunctionArn": arn}}
        )

        with pytest.raises(ClientError) as caught:
            create(client, "rule", action)

        does, what, code = (
            ("publish to SNS topic", "publishes only to topics", "InvalidSnsTopic")
            if is_topic
            else ("invoke Lambda function", "invokes only functions", "InvalidLambdaFunction")
        )
        error = caught.value.response["Error"]
        assert (error["Code"], error["Message"]) == (code, f"Could not {does}: {arn}")
        assert hint_of(caught.value) == (f"SES {what} of its own region, which is us-east-1 here.")
        assert ses.validations == []


class TestAsking:
    @TARGETS
    def test_what_is_missing_next_door_is_refused(self, ses, define, client, action, refused):
        before = order(client)
        ses.accounts.neighbours = Town()

        assert refusal(define, client, "rule", known(action)) == refused
        assert order(client) == before

    @TARGETS
    def test_what_is_there_is_taken(self, ses, define, client, action, refused):
        ses.accounts.neighbours = Town(BUCKET, TOPIC, FUNCTION, ROLE)

        define(client, "rule", known(action))

        assert read(client)["Actions"] == [action]

    @TARGETS
    def test_who_is_not_there_is_not_asked(self, ses, client, action, refused):
        town = ses.accounts.neighbours = Town(services=("firehose",))

        create(client, "rule", known(action))

        assert town.asked == []

    @pytest.mark.parametrize(("prefix", "key"), [(None, ""), ("in/", "in/"), ("in", "in")])
    def test_a_setup_object_is_written_under_the_prefix(self, ses, define, client, prefix, key):
        # events 11; its content is a guess
        town = ses.accounts.neighbours = Town(BUCKET)
        where = {} if prefix is None else {"ObjectKeyPrefix": prefix}

        define(client, "rule", {"S3Action": {"BucketName": BUCKET, **where}})

        question, (written, account_id, region) = town.asked
        assert question == (BUCKET, ACCOUNT, "us-east-1") == (BUCKET, account_id, region)
        assert (written.bucket, written.key) == (BUCKET, f"{key}AMAZON_SES_SETUP_NOTIFICATION")
        assert b"Subject: Amazon SES Setup Notification\r\n" in written.data
        assert f"Object key prefix: {key}\r\n".encode() in written.data

    def test_a_bucket_must_take_it(self, ses, define, client):
        # 5.3
        ses.accounts.neighbours = Town(BUCKET, full=[BUCKET])

        with pytest.raises(ClientError) as caught:
            define(client, "rule", S3)

        error = caught.value.response
        assert (error["Error"]["Code"], error["Error"]["Message"]) == NOT_WRITTEN
        assert error["Bucket"] == BUCKET
        assert hint_of(caught.value) == ("The active fake of s3 says: AccessDenied: Access Denied.")

    def test_targets_are_asked_in_the_order_of_the_actions(self, ses, client):
        town = ses.accounts.neighbours = Town(BUCKET, TOPIC, FUNCTION, ROLE)

        create(client, "rule", LAMBDA, {"S3Action": {"BucketName": BUCKET, "TopicArn": TOPIC}})

        function, bucket, written, published = town.asked
        assert (function, bucket[0]) == (FUNCTION, BUCKET)
        assert (type(written[0]), type(published[0])) == (S3Object, SnsMessage)

    def test_nobody_is_asked_for_what_is_refused_anyway(self, ses, client):
        create(client, "rule", STOP)
        town = ses.accounts.neighbours = Town(BUCKET)

        for refused, code in (
            (refusal(create, client, "rule", S3), "AlreadyExists"),
            (refusal(update, client, "other", S3), "RuleDoesNotExist"),
            (refusal(create, client, "other", S3, after="x"), "RuleDoesNotExist"),
            (refusal(create, client, "other", S3, rule_set="x"), "RuleSetDoesNotExist"),
            (
                refusal(create, client, "other", S3, {"SNSAction": {"TopicArn": "x"}}),
                "InvalidSnsTopic",
            ),
        ):
            assert refused[0] == code
        assert town.asked == []

    def test_the_tester_is_told_who_does_not_know_it(self, ses, client):
        ses.accounts.neighbours = Town()

        with pytest.raises(ClientError) as caught:
            create(client, "rule", LAMBDA)

        assert hint_of(caught.value) == (
            "The active fake of lambda in us-east-1 says: NotFound: It is not there. Make the "
            f"function there, or say that it exists: ses.add_function('{FUNCTION}')"
        )


class TestBounceSenders:
    @pytest.mark.parametrize("sender", ["info@example.com", "Info <info@sub.example.com>"])
    def test_a_sender_of_a_verified_identity_is_taken(self, define, client, sender):
        # 5.3
        define(client, "rule", {"BounceAction": BOUNCE | {"Sender": sender}})

    @pytest.mark.parametrize("sender", ["info@example.org", "example.com", "rubbish", "", "@"])
    def test_another_is_not(self, define, client, sender):
        # 5.3
        refused = refusal(define, client, "rule", {"BounceAction": BOUNCE | {"Sender": sender}})

        assert refused == ("InvalidParameterValue", f"Identity is not verified: {sender}")

    @pytest.mark.parametrize("sender", ["example.com", "rubbish", "", "@"])
    def test_nobody_is_told_to_verify_what_is_no_address(self, client, sender):
        with pytest.raises(ClientError) as caught:
            create(client, "rule", {"BounceAction": BOUNCE | {"Sender": sender}})

        assert hint_of(caught.value) == (
            "The Sender of a Bounce action is an address, such as 'mailer@example.com'."
        )

    @pytest.mark.ses(verification="manual")
    def test_nor_is_one_that_is_still_pending(self, client, ses_client):
        ses_client.verify_email_identity(EmailAddress="ann@example.org")

        with pytest.raises(ClientError) as caught:
            create(client, "rule", {"BounceAction": BOUNCE | {"Sender": "ann@example.org"}})

        text = caught.value.response["Error"]["Message"]
        assert text == "Identity is not verified: ann@example.org"
        assert hint_of(caught.value) == "To mend the test: `ses.verify('ann@example.org')`."


class TestWhatIsDeclared:
    @TARGETS
    @pytest.mark.ses(neighbours="strict")
    def test_strictly_nothing_else_exists(self, ses, define, client, action, refused):
        # 5.3: opt-in
        assert refusal(define, client, "rule", known(action)) == refused

        ses.add_bucket(BUCKET)
        ses.add_topic(TOPIC)
        ses.add_function(FUNCTION)
        ses.add_role(ROLE)
        define(client, "rule", action)

        assert read(client)["Actions"] == [action]

    @TARGETS
    def test_it_exists_even_if_another_fake_does_not_know_it(self, ses, client, action, refused):
        ses.accounts.neighbours = Town()
        ses.add_bucket(BUCKET)
        ses.add_topic(TOPIC)
        ses.add_function(FUNCTION)
        ses.add_role(ROLE)

        create(client, "rule", known(action))

        assert read(client)["Actions"] == [action]

    @pytest.mark.parametrize(
        ("action", "what", "hand"),
        [
            (S3, "bucket", f"ses.add_bucket('{BUCKET}')"),
            (LAMBDA, "function", f"ses.add_function('{FUNCTION}')"),
            (CONNECT, "role", f"ses.add_role('{ROLE}')"),
        ],
    )
    @pytest.mark.ses(neighbours="strict")
    def test_the_hint_says_how_to_declare_it(self, client, action, what, hand):
        with pytest.raises(ClientError) as caught:
            create(client, "rule", known(action))

        assert hint_of(caught.value) == (
            f'With neighbours="strict" the {what} must be declared: {hand}'
        )

    def test_a_function_may_have_one_that_stands_for_it(self, ses):
        def handler(event, context): ...

        ses.add_function(FUNCTION, handler)
        assert ses.accounts.declared.functions == {FUNCTION: handler}

        ses.add_function(FUNCTION)
        assert ses.accounts.declared.functions == {}

    def test_a_reset_forgets_all(self):
        with mock_ses() as ses:
            ses.add_bucket(BUCKET)
            ses.add_function(FUNCTION, print)
            ses.region("us-east-1").reset()
            assert ses.accounts.declared.functions == {FUNCTION: print}

            ses.reset()

            assert ses.accounts.declared.arns == set()
            assert ses.accounts.declared.functions == {}

    @pytest.mark.parametrize("name", ["", "ab", "a/b", "arn:aws:s3:::mail"])
    def test_what_cannot_name_a_bucket_is_a_value_error(self, ses, name):
        with pytest.raises(ValueError, match=f"'{name}' cannot be the name of a bucket"):
            ses.add_bucket(name)

    @pytest.mark.parametrize("arn", ["inbound", TOPIC, FUNCTION + ":a:b", FUNCTION + "\n"])
    def test_what_is_no_function_is_a_value_error(self, ses, arn):
        with pytest.raises(ValueError, match="is no ARN of a Lambda function; write it as in"):
            ses.add_function(arn)

    def test_what_is_no_role_is_a_value_error(self, ses):
        with pytest.raises(ValueError, match="is no ARN of an IAM role; write it as in"):
            ses.add_role(TOPIC)

    def test_other_things_are_type_errors(self, ses):
        with pytest.raises(TypeError, match="a bucket is a text, as in"):
            ses.add_bucket(None)
        with pytest.raises(TypeError, match="handler= is a function of an event and a context"):
            ses.add_function(FUNCTION, "handler")
        assert ses.accounts.declared.arns == set()
