"""The post: what is put while a call runs is delivered when it is over."""

from __future__ import annotations

import re
import sys
import threading

import pytest

from sesfake.domain.neighbours.parcels import FirehoseRecord
from sesfake.domain.neighbours.post import MAX_CONSEQUENCES, MAX_HOPS, Post
from tests.domain.postings import HandMade, Recipients, message


def test_postings_are_delivered_in_order_and_once():
    post, sns = Post(), Recipients("sns")
    for text in "abc":
        post.put(message(text))

    post.deliver(sns)
    post.deliver(sns)

    assert sns.got == ["a", "b", "c"]
    assert len(post) == 0


def test_what_is_for_nobody_is_dropped_unread():
    post, posting = Post(), message("a")
    post.put(posting)

    post.deliver(Recipients("firehose"))

    assert len(post) == 0
    assert (posting.reads, posting.failures) == (0, [])


def test_what_is_for_nobody_does_not_hold_up_the_next():
    post, sns = Post(), Recipients("sns")
    post.put(HandMade(FirehoseRecord("stream", "role", "a")))
    post.put(message("b"))

    post.deliver(sns)

    assert sns.got == ["b"]


def test_a_posting_learns_that_it_was_not_taken_and_the_next_is_delivered():
    post, sns = Post(), Recipients("sns", refuse="a")
    first, second = message("a"), message("b")
    post.put(first)
    post.put(second)

    post.deliver(sns)

    assert first.failures == ["No a"]
    assert second.failures == []
    assert sns.got == ["b"]


def test_an_emptied_post_has_nothing():
    post, sns = Post(), Recipients("sns")
    post.put(message("a"))

    post.empty()
    post.deliver(sns)

    assert sns.got == []


class TestDeliveriesThatLeadToOthers:
    def test_they_wait_for_their_turn(self):
        post = Post()
        finished = []

        def answer(text):
            if not text.startswith("re: "):
                post.put(message(f"re: {text}"))
                post.deliver(sns)
            finished.append(text)

        sns = Recipients("sns", then=answer)
        post.put(message("a"))
        post.put(message("b"))

        post.deliver(sns)

        assert sns.got == finished == ["a", "b", "re: a", "re: b"]

    def test_many_of_them_make_no_deep_stack(self):
        post = Post()

        def answer(text):
            if not text.startswith("re: "):
                post.put(message(f"re: {text}"))
                post.deliver(sns)

        sns = Recipients("sns", then=answer)
        count = sys.getrecursionlimit()
        for number in range(count):
            post.put(message(str(number)))

        post.deliver(sns)

        assert len(sns.got) == 2 * count

    @pytest.mark.parametrize("answers", [1, 2])
    def test_an_endless_chain_is_stopped_and_what_is_not_of_it_goes_on(self, answers):
        post = Post()

        def answer(text):
            for _ in range(answers if text == "loop" else 0):
                post.put(message("loop"))
            post.deliver(sns)

        sns = Recipients("sns", then=answer)
        for text in ("loop", "a", "b"):
            post.put(message(text))

        with pytest.raises(RuntimeError, match="answers events with mail") as caught:
            post.deliver(sns)

        expected = MAX_HOPS if answers == 1 else MAX_CONSEQUENCES
        assert expected < int(re.search(r"(\d+) deliveries came of one", str(caught.value))[1])
        assert len(post) == 0
        assert [text for text in sns.got if text != "loop"] == ["a", "b"]

    def test_a_chain_may_be_long(self):
        post = Post()

        def answer(text):
            if int(text) < MAX_HOPS:
                post.put(message(str(int(text) + 1)))

        sns = Recipients("sns", then=answer)
        post.put(message("0"))

        post.deliver(sns)

        assert len(sns.got) == MAX_HOPS + 1

    def test_one_that_breaks_leaves_the_rest_for_the_next_call(self):
        post = Post()

        def refuse(text):
            assert text != "a"

        sns = Recipients("sns", then=refuse)
        post.put(message("a"))
        post.put(message("b"))

        with pytest.raises(AssertionError):
            post.deliver(sns)
        post.deliver(sns)

        assert sns.got == ["a", "b"]

    def test_emptied_during_a_delivery_the_post_is_empty_after_it(self):
        post = Post()
        sns = Recipients("sns", then=lambda _: post.empty())
        post.put(message("a"))
        post.put(message("b"))

        post.deliver(sns)

        assert sns.got == ["a"]
        post.put(message("c"))
        post.deliver(sns)
        assert sns.got == ["a", "c"]


def test_each_thread_delivers_what_it_has_put():
    post = Post()
    delivered = {}
    start = threading.Barrier(4)

    def work(name):
        sns = Recipients("sns")
        start.wait()
        for number in range(100):
            post.put(message(f"{name}{number}"))
            if number % 2:
                post.deliver(sns)
        delivered[name] = sns.got

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert delivered == {name: [f"{name}{number}" for number in range(100)] for name in "abcd"}


def test_a_delivery_may_wait_for_a_thread_that_delivers():
    post = Post()

    def ask_another_thread(text):
        if text == "a":
            thread = threading.Thread(target=lambda: (post.put(message("b")), post.deliver(sns)))
            thread.start()
            thread.join(10)
            assert not thread.is_alive()

    sns = Recipients("sns", then=ask_another_thread)
    post.put(message("a"))

    post.deliver(sns)

    assert sns.got == ["a", "b"]
