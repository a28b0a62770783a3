"""`mock_ses`: its options, ways of entering, the stack of active fakes, and its types."""

import asyncio
import contextlib
import inspect
import subprocess
import sys
import threading
import typing
from dataclasses import fields

import boto3
import pytest
from botocore.endpoint import Endpoint
from botocore.exceptions import ClientError

from sesfake import AccessKey, MockSES, SESFake, current, mock_ses
from sesfake.mock import active
from sesfake.settings import Settings


def is_patched():
    return "sesfake" in Endpoint._send_request.__code__.co_filename


def test_a_block_gives_the_active_fake():
    with mock_ses() as ses:
        assert isinstance(ses, SESFake)
        assert current() is ses
        assert active() == (ses,)
    assert active() == ()


def test_an_async_block_gives_the_active_fake():
    async def main():
        async with mock_ses() as ses:
            await asyncio.sleep(0)
            assert current() is ses

    asyncio.run(main())
    assert active() == ()


def test_start_and_stop_do_the_same():
    mock = mock_ses(seed=1)
    assert isinstance(mock, MockSES)
    ses = mock.start()
    try:
        assert current() is ses
    finally:
        mock.stop()
    assert active() == ()


@pytest.mark.parametrize("started", [0, 1])
def test_stopping_what_was_not_started_is_refused(started):
    mock = mock_ses()
    for _ in range(started):
        mock.start()
        mock.stop()

    with pytest.raises(RuntimeError) as caught:
        mock.stop()

    assert str(caught.value) == "This mock_ses() was not started, or was stopped already."


def test_without_a_fake_current_says_how_to_have_one():
    with pytest.raises(RuntimeError) as caught:
        current()

    assert str(caught.value) == (
        "No fake of SES is active. Put @mock_ses on the test, or use `with mock_ses() as ses:` or "
        "the pytest fixture `ses`."
    )


def test_the_innermost_fake_answers_and_leaving_it_restores_the_outer():
    def identities():
        return boto3.client("ses").list_identities()["Identities"]

    with mock_ses(verified=["outer.example.com"]) as outer:
        with mock_ses(verified=["inner.example.com"]) as inner:
            assert active() == (outer, inner)
            assert identities() == ["inner.example.com"]
        assert identities() == ["outer.example.com"]


def test_fakes_may_be_left_in_any_order():
    outer = mock_ses()
    with contextlib.ExitStack() as stack:
        outer.start()
        inner = stack.enter_context(mock_ses())
        outer.stop()
        assert active() == (inner,)
        assert is_patched()
    assert not is_patched()


def test_every_entry_begins_with_a_new_fake():
    mock = mock_ses()
    with mock as first:
        first.verify("example.com")
        with mock as second:
            assert second is not first
            assert current() is second
        assert current() is first


def test_an_exception_in_the_block_is_not_swallowed():
    with pytest.raises(KeyError), mock_ses():
        raise KeyError
    assert active() == ()


def test_threads_share_the_fake():
    seen = []
    with mock_ses() as ses:
        thread = threading.Thread(target=lambda: seen.append(current()))
        thread.start()
        thread.join()
    assert seen == [ses]


def test_botocore_is_patched_only_while_a_fake_is_active():
    assert not is_patched()
    with mock_ses():
        assert is_patched()
        with mock_ses():
            pass
        assert is_patched()
    assert not is_patched()


def test_an_identity_that_cannot_be_one_is_refused_on_entry_and_nothing_is_active():
    with pytest.raises(ValueError, match="'shop at home' cannot be an identity"):
        mock_ses(verified=["shop at home"]).start()
    assert active() == ()
    assert not is_patched()


def test_a_region_that_cannot_be_one_is_refused_on_entry():
    with pytest.raises(ValueError, match="'EU' is no region; write it as in"):
        mock_ses(verified={"EU": ["example.com"]}).start()
    assert active() == ()


@pytest.mark.parametrize(
    ("option", "problem"),
    [
        ({"prodction": True}, "there is no option prodction=; did you mean production=?"),
        (
            {"x": 1},
            "there is no option x=; there are verified, production, verification, delivery, "
            "suppressionlist, "
            "max_24_hour_send, max_send_rate, enforce_rate, strict_templates, reputation, "
            "auto_review, neighbours, account_id, credentials, seed.",
        ),
        (
            {"verified": "shop@example.com"},
            "verified= takes lists of identities: ['shop@example.com'], not 'shop@example.com'.",
        ),
        (
            {"verified": {"eu-west-1": "example.com"}},
            "verified= takes lists of identities: ['example.com'], not 'example.com'.",
        ),
        (
            {"verified": [1]},
            "verified= is a list of identities, or a mapping from region to such lists, not [1].",
        ),
        (
            {"verified": None},
            "verified= is a list of identities, or a mapping from region to such lists, not None.",
        ),
        ({"production": "yes"}, "production= is True or False, not 'yes'."),
        ({"enforce_rate": 1}, "enforce_rate= is True or False, not 1."),
        ({"max_send_rate": "1"}, "max_send_rate= is a number of recipients, not '1'."),
        ({"max_24_hour_send": True}, "max_24_hour_send= is a number of recipients, not True."),
        ({"account_id": 123456789012}, "account_id= is a text of 12 digits, not 123456789012."),
        ({"seed": "a"}, "seed= is an integer, not 'a'."),
    ],
)
def test_an_option_of_the_wrong_name_or_type_is_a_type_error(option, problem):
    with pytest.raises(TypeError) as caught:
        mock_ses(**option)

    assert str(caught.value) == problem


@pytest.mark.parametrize(
    ("option", "problem"),
    [
        ({"verification": "dns?"}, "verification= is 'auto' or 'manual' or 'dns', not 'dns?'."),
        (
            {"max_send_rate": -2},
            "max_send_rate= is a number of recipients, or -1 for unlimited, not -2.",
        ),
        (
            {"max_24_hour_send": float("nan")},
            "max_24_hour_send= is a number of recipients, or -1 for unlimited, not nan.",
        ),
        (
            {"max_24_hour_send": float("inf")},
            "max_24_hour_send= is a number of recipients, or -1 for unlimited, not inf.",
        ),
        (
            {"max_send_rate": 2**1024},  # more than a double holds
            f"max_send_rate= is a number of recipients, or -1 for unlimited, not {2**1024}.",
        ),
        ({"reputation": "watch"}, "reputation= is 'observe' or 'enforce', not 'watch'."),
        ({"account_id": "12345"}, "account_id= is a text of 12 digits, not '12345'."),
        ({"account_id": "12345678901²"}, "account_id= is a text of 12 digits, not '12345678901²'."),
    ],
)
def test_an_option_of_the_wrong_value_is_a_value_error(option, problem):
    with pytest.raises(ValueError) as caught:
        mock_ses(**option)

    assert str(caught.value) == problem


def test_what_was_handed_in_may_be_changed_later_and_the_options_stay():
    addresses, by_region = ["ann@example.com"], {"eu-west-1": ["bob@example.com"]}
    keys = {"AKIAOWNER": AccessKey("secret")}
    decorator, in_regions = mock_ses(verified=addresses), mock_ses(verified=by_region)
    with_keys = mock_ses(credentials=keys)

    addresses.append("no identity at all")
    by_region["eu-west-1"].append("no identity at all")
    by_region["eu-west-2"] = ["carl@example.com"]
    keys.clear()

    @decorator
    def identities():
        return boto3.client("ses").list_identities()["Identities"]

    assert identities() == ["ann@example.com"]
    with in_regions as ses:
        assert boto3.client("ses", "eu-west-1").list_identities()["Identities"] == [
            "bob@example.com"
        ]
        assert boto3.client("ses", "eu-west-2").list_identities()["Identities"] == []
        ses.reset()
        assert boto3.client("ses", "eu-west-1").list_identities()["Identities"] == [
            "bob@example.com"
        ]
    with with_keys, pytest.raises(ClientError, match="InvalidClientTokenId"):
        boto3.client("ses").list_identities()


@pytest.mark.skipif(not hasattr(typing, "get_overloads"), reason="Python 3.11 keeps overloads")
def test_the_options_of_mock_ses_are_those_of_its_settings():
    [_, with_options] = typing.get_overloads(mock_ses)
    parameters = inspect.signature(with_options).parameters
    assert {name: p.default for name, p in parameters.items()} == {
        field.name: field.default for field in fields(Settings)
    }


TYPED = """
import asyncio
from sesfake import MockSES, SESFake, mock_ses

@mock_ses
def bare(name: str, *, loud: bool = False) -> int: return 1

@mock_ses(production=True, verified=["example.com"])
async def with_options(name: str) -> int: return 1

@mock_ses
class Shop:
    number: int = 1
    def test_it(self) -> str: return ""

reveal_type(bare)
reveal_type(with_options)
reveal_type(Shop)
reveal_type(Shop().test_it())
reveal_type(mock_ses(seed=1))

with mock_ses() as ses:
    reveal_type(ses)

async def main() -> None:
    async with mock_ses() as fake:
        reveal_type(fake)

reveal_type(mock_ses().start())
mock_ses(prodction=True)
mock_ses(production="yes")
mock_ses(verified=1)
bare(1)
"""


def test_types_are_kept(tmp_path):
    pytest.importorskip("mypy")
    module = tmp_path / "typed.py"
    module.write_text(TYPED)

    result = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--hide-error-context",
         "--cache-dir", str(tmp_path / "cache"), str(module)],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip

    said = [line.split(": ", 2)[2] for line in result.stdout.splitlines() if "typed.py" in line]
    revealed = [line for line in said if line.startswith("Revealed type is")]
    assert [line.removeprefix("Revealed type is ").strip('"') for line in revealed] == [
        "def (name: str, *, loud: bool =) -> int",
        "def (name: str) -> typing.Coroutine[Any, Any, int]",
        "def () -> typed.Shop",
        "str",
        "sesfake.mock.MockSES",
        "sesfake.fake.SESFake",
        "sesfake.fake.SESFake",
        "sesfake.fake.SESFake",
    ]
    errors = [line for line in said if "[" in line.rpartition(" ")[2] and line not in revealed]
    assert [line.rpartition(" ")[2] for line in errors] == [
        "[call-overload]", "[call-overload]", "[call-overload]", "[arg-type]",
    ]  # fmt: skip
