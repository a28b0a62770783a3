"""Domains that sign, as tests make and read them."""

from __future__ import annotations

from datetime import datetime, timezone

import boto3

from tests.keys import private_key

NOON = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)


def create(name: str = "example.com", region: str = "us-east-1", **signing) -> dict:
    answer = boto3.client("sesv2", region).create_email_identity(
        EmailIdentity=name, DkimSigningAttributes=signing
    )
    return answer["DkimAttributes"]


def put(origin: str, name: str = "example.com", **signing) -> dict:
    answer = boto3.client("sesv2").put_email_identity_dkim_signing_attributes(
        EmailIdentity=name, SigningAttributesOrigin=origin, SigningAttributes=signing
    )
    del answer["ResponseMetadata"]
    return answer


def identity(name: str = "example.com", region: str = "us-east-1") -> dict:
    return boto3.client("sesv2", region).get_email_identity(EmailIdentity=name)


def dkim(name: str = "example.com", region: str = "us-east-1") -> dict:
    return identity(name, region)["DkimAttributes"]


def own_key(bits: int = 2048, selector: str = "mine") -> dict:
    return {"DomainSigningSelector": selector, "DomainSigningPrivateKey": private_key(bits)}
