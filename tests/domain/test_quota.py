"""What is left of a day and of a second, to the recipient (facts: sending, section 9)."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from sesfake.adapters.hints import hint_of
from tests.refusing import refusal

SHOP = "shop@example.com"
ANN = "ann@example.com"
BOB = "bob@example.com"
SUCCESS = "success@simulator.amazonses.com"
TOO_FAST = "Maximum sending rate exceeded."
TOO_MANY = "Daily message quota exceeded."


@pytest.mark.ses(verified=["example.com"], max_24_hour_send=3)
def test_the_hint_counts_what_was_sent_and_what_is_wanted(send):
    send(SHOP, to=[ANN, BOB])

    with pytest.raises(ClientError) as caught:
        send(SHOP, to=[ANN, BOB])

    assert hint_of(caught.value).startswith(
        "2 of 3 recipients were sent to in the last 24 hours, and this call wants 2 more."
    )


@pytest.mark.ses(verified=["example.com"], max_send_rate=2)
def test_the_simulator_counts_against_the_rate_and_not_against_the_day(ses, ses_client, send):
    ses.clock.freeze()
    send(SHOP, to=[ANN, SUCCESS])

    assert refusal(send, SHOP, to=[ANN])[1] == TOO_FAST
    ses.clock.advance(seconds=1)
    assert ses_client.get_send_quota()["SentLast24Hours"] == 1


@pytest.mark.ses(verified=["example.com"], max_send_rate=2)
def test_a_message_to_one_takes_one_of_the_second(ses, send):
    ses.clock.freeze()
    send(SHOP, to=[ANN])
    send(SHOP, to=[ANN])

    assert refusal(send, SHOP, to=[ANN])[1] == TOO_FAST


@pytest.mark.ses(verified=["example.com"], max_send_rate=5)
def test_a_rate_of_five_gives_one_back_in_a_fifth_of_a_second(ses, send):
    ses.clock.freeze()
    send(SHOP, to=[f"u{n}@example.com" for n in range(5)])

    ses.clock.advance(seconds=0.19)
    assert refusal(send, SHOP, to=[ANN])[1] == TOO_FAST
    ses.clock.advance(seconds=0.01)
    assert send(SHOP, to=[ANN])


class TestOtherLimits:
    @pytest.mark.ses(
        verified=["example.com"], production=True, max_24_hour_send=50, max_send_rate=1
    )
    def test_a_higher_rate_holds_from_now_on(self, ses, send):
        ses.clock.freeze()

        ses.raise_limits(max_send_rate=2)

        send(SHOP, to=[ANN])
        send(SHOP, to=[ANN])
        assert refusal(send, SHOP, to=[ANN])[1] == TOO_FAST

    @pytest.mark.ses(verified=["example.com"], production=True, max_24_hour_send=2, max_send_rate=1)
    def test_what_was_sent_stays_counted_and_the_second_begins_full(self, ses, send):
        ses.clock.freeze()
        send(SHOP, to=[ANN, BOB])

        ses.raise_limits(max_24_hour_send=5, max_send_rate=3)

        send(SHOP, to=[ANN])
        send(SHOP, to=[ANN])
        send(SHOP, to=[ANN])
        assert refusal(send, SHOP, to=[ANN])[1] == TOO_MANY

    @pytest.mark.ses(
        verified=["example.com"], production=True, max_24_hour_send=10, max_send_rate=1
    )
    def test_the_same_limits_again_forgive_no_debt(self, ses, send):
        ses.clock.freeze()
        send(SHOP, to=[ANN, BOB])

        ses.raise_limits(max_24_hour_send=10, max_send_rate=1)

        assert refusal(send, SHOP, to=[ANN])[1] == TOO_FAST
