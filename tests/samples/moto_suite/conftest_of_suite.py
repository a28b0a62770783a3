"""The pair of fixtures that moto's documentation recommends, and half of all suites have."""

import os

import boto3
import pytest
from moto import mock_aws


@pytest.fixture
def aws_credentials():
    os.environ["AWS_ACCESS_KEY_ID"] = "testing"
    os.environ["AWS_SECRET_ACCESS_KEY"] = "testing"
    os.environ["AWS_SECURITY_TOKEN"] = "testing"
    os.environ["AWS_SESSION_TOKEN"] = "testing"
    os.environ["AWS_DEFAULT_REGION"] = "us-east-1"


@pytest.fixture
def ses(aws_credentials):
    with mock_aws():
        yield boto3.client("ses", region_name="us-east-1")


@pytest.fixture
def verified_sender(ses):
    ses.verify_email_identity(EmailAddress="shop@example.com")
