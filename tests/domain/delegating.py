"""An account that lends its identity, and another that sends in its name.

The owner is the default account; the delegate is 999999999999, chosen by its access key.
"""

from __future__ import annotations

import json

import boto3

from sesfake import AccessKey

OWNER, DELEGATE = "123456789012", "999999999999"
ARN = f"arn:aws:ses:us-east-1:{OWNER}:identity/example.com"
SHOP, ANN = "shop@example.com", "ann@example.org"
USER = f"arn:aws:iam::{DELEGATE}:user/mailer"
CREDENTIALS = {
    "AKIAOWNER": AccessKey(),
    "AKIADELEGATE": AccessKey(account_id=DELEGATE, user="mailer"),
    "AKIAROLE": AccessKey(account_id=DELEGATE, role="news"),
}


def client(service, key="AKIADELEGATE", region="us-east-1"):
    return boto3.client(service, region, aws_access_key_id=key, aws_secret_access_key="x")


def allow(
    principal=DELEGATE, action="ses:*", identity="example.com", effect="Allow", name="p", **more
):
    """The owner lets somebody send."""
    arn = ARN.replace("example.com", identity)
    statement = {"Effect": effect, "Principal": {"AWS": principal}, "Action": action}
    policy = json.dumps({"Statement": [{**statement, "Resource": arn, **more}]})
    client("ses", "AKIAOWNER").put_identity_policy(
        Identity=identity, PolicyName=name, Policy=policy
    )


def send_v1(source=SHOP, to=(ANN,), arn=ARN, key="AKIADELEGATE", region="us-east-1", **more):
    arns = {} if arn is None else {"SourceArn": arn}
    return client("ses", key, region).send_email(
        Source=source,
        Destination={"ToAddresses": list(to)},
        Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "x"}}},
        **arns,
        **more,
    )["MessageId"]


def send_v2(source=SHOP, to=(ANN,), arn=ARN, key="AKIADELEGATE", region="us-east-1", **more):
    arns = {} if arn is None else {"FromEmailAddressIdentityArn": arn}
    return client("sesv2", key, region).send_email(
        FromEmailAddress=source,
        Destination={"ToAddresses": list(to)},
        Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "x"}}}},
        **arns,
        **more,
    )["MessageId"]


def raw(*headers, **more):
    data = "\r\n".join([*headers, f"To: {ANN}", "Subject: Hi", "", "x"])
    return client("ses").send_raw_email(RawMessage={"Data": data}, **more)["MessageId"]


def denied(send, arn=ARN, action="ses:SendEmail", user=USER):
    code = "AccessDeniedException" if send is send_v2 else "AccessDenied"
    return code, f"User `{user}' is not authorized to perform `{action}' on resource `{arn}'", 403
