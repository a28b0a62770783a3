"""The code under test: a shop that writes to people, in plain boto3."""

import json
from email.message import EmailMessage

import boto3

REGION = "us-east-1"
SENDER = "shop@example.com"


def welcome(address, name="Ann"):
    answer = boto3.client("ses", region_name=REGION).send_email(
        Source=SENDER,
        Destination={"ToAddresses": [address], "BccAddresses": ["audit@example.com"]},
        Message={
            "Subject": {"Data": f"Welcome, {name}"},
            "Body": {"Text": {"Data": f"Hello {name}"}, "Html": {"Data": f"<p>Hello {name}</p>"}},
        },
    )
    return answer["MessageId"]


def remind(address):
    return boto3.client("sesv2", region_name=REGION).send_email(
        FromEmailAddress=f"The Shop <{SENDER}>",
        Destination={"ToAddresses": [address]},
        Content={
            "Simple": {"Subject": {"Data": "Your basket"}, "Body": {"Text": {"Data": "Waiting."}}}
        },
    )


def invoice(address):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = SENDER, address, "Invoice"
    mail.set_content("Attached.")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="7.pdf")
    boto3.client("ses", region_name=REGION).send_raw_email(RawMessage={"Data": mail.as_bytes()})


def store_template():
    boto3.client("ses", region_name=REGION).create_template(
        Template={
            "TemplateName": "sale",
            "SubjectPart": "Sale, {{name}}",
            "TextPart": "Dear {{name}}",
            "HtmlPart": "<p>Dear {{name}}</p>",
        }
    )


def announce_sale(address, name):
    boto3.client("ses", region_name=REGION).send_templated_email(
        Source=SENDER,
        Destination={"ToAddresses": [address]},
        Template="sale",
        TemplateData=json.dumps({"name": name}),
    )


def announce_sale_to_all(names):
    return boto3.client("ses", region_name=REGION).send_bulk_templated_email(
        Source=SENDER,
        Template="sale",
        DefaultTemplateData="{}",
        Destinations=[
            {
                "Destination": {"ToAddresses": [address]},
                "ReplacementTemplateData": json.dumps({"name": name}),
            }
            for address, name in names.items()
        ],
    )


async def welcome_later(address):
    return welcome(address)
