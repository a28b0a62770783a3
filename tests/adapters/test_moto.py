"""moto beside us: SES is ours, in either order of nesting, and everything else stays moto's."""

from __future__ import annotations

import threading

import boto3
import pytest

from sesfake import mock_ses

from .sending import ADDRESS, send

moto = pytest.importorskip("moto")


def subjects(ses):
    return [message.subject for message in ses.outbox]


def use_s3():
    s3 = boto3.client("s3", region_name="us-east-1")
    s3.create_bucket(Bucket="mail")
    s3.put_object(Bucket="mail", Key="a", Body=b"Hello")
    return s3.get_object(Bucket="mail", Key="a")["Body"].read()


def test_moto_outside(service):
    with moto.mock_aws(), mock_ses(verified=[ADDRESS]) as ses:
        send(boto3.client(service))
        assert use_s3() == b"Hello"

    assert subjects(ses) == ["Hi"]


def test_moto_inside(service):
    with mock_ses(verified=[ADDRESS]) as ses, moto.mock_aws():
        send(boto3.client(service))
        assert use_s3() == b"Hello"

    assert subjects(ses) == ["Hi"]


def test_clients_made_under_moto_before_the_fake(service):
    with moto.mock_aws():
        client = boto3.client(service, region_name="us-east-1")
        with mock_ses(verified=[ADDRESS]) as ses:
            send(client)

    assert subjects(ses) == ["Hi"]


def test_motos_own_ses_comes_back_when_the_fake_ends():
    with moto.mock_aws():
        client = boto3.client("ses", region_name="us-east-1")
        client.verify_email_identity(EmailAddress="motos@example.com")
        with mock_ses(verified=[ADDRESS]):
            assert client.list_identities()["Identities"] == [ADDRESS]
        assert client.list_identities()["Identities"] == ["motos@example.com"]


@pytest.mark.parametrize("outer", ["moto", "sesfake"])
def test_in_threads_too(service, outer):
    answers = []

    def work(number):
        send(boto3.Session().client(service), subject=str(number))
        s3 = boto3.Session().client("s3", region_name="us-east-1")
        s3.put_object(Bucket="mail", Key=str(number), Body=b"x")
        answers.append(s3.get_object(Bucket="mail", Key=str(number))["Body"].read())

    mocks = [moto.mock_aws(), mock_ses(verified=[ADDRESS], production=True)]
    if outer == "sesfake":
        mocks.reverse()
    with mocks[0] as first, mocks[1] as second:
        ses = second if outer == "moto" else first
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="mail")
        threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert sorted(subjects(ses)) == list("012345")
    assert answers == [b"x"] * 6
