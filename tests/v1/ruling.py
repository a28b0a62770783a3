"""Receipt rules, as tests make and read them."""

from __future__ import annotations

ACCOUNT = "123456789012"
TOPIC = f"arn:aws:sns:us-east-1:{ACCOUNT}:inbound"
FUNCTION = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:inbound"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/mail"
INSTANCE = f"arn:aws:connect:us-east-1:{ACCOUNT}:instance/01234567-89ab-cdef-0123-456789abcdef"
ORGANIZATION = f"arn:aws:workmail:us-east-1:{ACCOUNT}:organization/m-0123"
BOUNCE = {"SmtpReplyCode": "550", "Message": "No such mailbox", "Sender": "info@example.com"}
STOP = {"StopAction": {"Scope": "RuleSet"}}
INVALID = "InvalidParameterValue"


def create(client, name="rule", *actions, after=None, rule_set="inbound", **members):
    where = {} if after is None else {"After": after}
    rule = {"Name": name, "Actions": list(actions), **members}
    client.create_receipt_rule(RuleSetName=rule_set, Rule=rule, **where)


def update(client, name="rule", *actions, rule_set="inbound", **members):
    rule = {"Name": name, "Actions": list(actions), **members}
    client.update_receipt_rule(RuleSetName=rule_set, Rule=rule)


def read(client, name="rule"):
    return client.describe_receipt_rule(RuleSetName="inbound", RuleName=name)["Rule"]


def order(client):
    answer = client.describe_receipt_rule_set(RuleSetName="inbound")
    return [rule["Name"] for rule in answer["Rules"]]


def header(name="X-Way", value="in"):
    return {"AddHeaderAction": {"HeaderName": name, "HeaderValue": value}}
