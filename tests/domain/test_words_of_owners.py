"""What is read out of the words of an account's owner: plans in appeals, mail nobody asked for."""

from __future__ import annotations

import time

import pytest

from sesfake.domain.standing.told import is_planned
from sesfake.domain.standing.unasked import signs
from sesfake.domain.standing.use_case import Point, told


@pytest.mark.parametrize(
    "text",
    [
        "We will delete the list.",
        "we'll delete the list.",
        "I’ll delete the list.",
        "We are going to delete the list.",
        "We're going to delete the list.",
        "I plan to delete the list.",
        "We intend to delete the list.",
        "We would like to delete the list.",
        "We are now planning to delete the list.",
        "After the summer we will delete the list.",
        "Will delete the list.",
        "- going to delete the list",
        "Plan to delete the list.",
    ],
)
def test_what_the_writer_is_going_to_do_is_planned(text):
    assert is_planned(text)


@pytest.mark.parametrize(
    "text",
    [
        "The list is deleted, so nobody will be mailed from it again.",
        "We deleted the list, so we will not mail it again.",
        "We deleted the list so that we'll never mail it again.",
        "Bounces will be removed by the job that we run since Monday.",
        "The sign-up form asks whether the customer is going to read it.",
        "The plan of the import is reviewed by two people.",
        "We moved to a new mailing plan.",
        "We deleted the will-call list.",
    ],
)
def test_what_is_done_and_what_comes_of_it_is_not(text):
    assert not is_planned(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("We mail a purchased list of 5,000 contacts.", "purchased list"),
        ("We send newsletters to a bought email list.", "bought email list"),
        ("We bought a list last year.", "bought a list"),
        ("We use rented third-party mailing lists.", "rented third-party mailing lists"),
        ("We mail scraped addresses from the web.", "scraped addresses"),
        ("The list was purchased from a broker.", "list was purchased"),
        ("Recipients did not opt in to our newsletter.", "not opt in"),
        ("They haven't explicitly opted in.", "haven't explicitly opted in"),
        ("We mail people without their consent.", "without their consent"),
        ("We do cold emailing for an agency.", "cold emailing"),
        ("We send a cold email to leads.", "cold email"),
        ("We do not spam but we mail purchased lists.", "purchased lists"),
    ],
)
def test_signs_of_mail_that_nobody_asked_for(text, sign):
    assert signs(text) == [sign]


@pytest.mark.parametrize(
    "text",
    [
        "We never buy lists.",
        "We do not use purchased, rented or scraped lists.",
        "No purchased lists.",
        "Purchased lists are never used.",
        "Addresses that have not opted in are removed.",
        "We never mail anybody who has not opted in.",
        "Nobody is mailed without consent.",
        "Customers who have purchased tea get a receipt at their addresses.",
        "Our contacts have purchased tea from us.",
        "We sell cold brew; emails are receipts.",
        "Customers rent bikes and get emails about their orders.",
    ],
)
def test_what_is_ruled_out_is_no_sign(text):
    assert signs(text) == []


def test_who_has_not_opted_in_has_not_opted_in():
    assert Point.OPT_IN not in told("Our recipients have not opted in.")
    assert Point.OPT_IN not in told("We mail them without consent.")
    assert Point.OPT_IN in told("We never mail anybody who has not opted in.")


@pytest.mark.parametrize("piece", ["list ", "not ", "purchased email ", "we ", "but ", "so we "])
def test_hostile_words_take_no_time_to_read(piece):
    started = time.perf_counter()

    signs(piece * 2_000)
    is_planned(piece * 2_000)

    assert time.perf_counter() - started < 2
