"""What pytest prints below an `assert` on the outbox or a message, word by word."""

import pytest

MENU = """
import re
from email.message import EmailMessage
from unittest.mock import ANY

import boto3
import pytest
from shop import send

pytestmark = pytest.mark.ses(verified=["example.com"])

def send_menu():
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "shop@example.com", "ann@example.com", "Menu"
    mail.set_content("https://example.com/menu https://example.com/stop")
    for name, data in (("menu.pdf", b"%PDF-1.7"), ("wine.pdf", b"%PDF-1.4")):
        mail.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    boto3.client("ses").send_raw_email(RawMessage={"Data": mail.as_bytes()})

"""
WELCOME = "<Message 'Welcome' from shop@example.com to ann@example.com>"
ORDER = "<Message 'Order' from shop@example.com to bob@example.com>"
MENU_MAIL = "<Message 'Menu' from shop@example.com to ann@example.com>"


@pytest.fixture
def said(run):
    """What pytest says of a failing test with this body."""

    def said(body, *options):
        lines = "".join(f"    {line}\n" for line in body.split("; "))
        result = run(f"{MENU}def test_it(ses):\n{lines}", *options)
        result.assert_outcomes(failed=1)
        return [line[1:].strip() for line in result.outlines if line.startswith("E ")]

    return said


class TestComparingAnOutbox:
    def test_messages_that_should_not_be_there_are_marked_with_plus(self, said):
        assert said("send(); send('bob@example.com', 'Order'); assert ses.outbox == []") == [
            "AssertionError: assert <Outbox of 2 messages> == []",
            f"+ {WELCOME}",
            f"+ {ORDER}",
        ]

    def test_messages_that_are_missing_are_marked_with_minus(self, said):
        body = (
            "send(); send('bob@example.com', 'Order'); both = ses.outbox[:]; "
            "ses.outbox.clear(); send_menu(); assert ses.outbox == [*both, ses.outbox[0]]"
        )

        assert said(body) == [
            "AssertionError: assert <Outbox of 1 message> == a list of 3",
            f"- {WELCOME}",
            f"- {ORDER}",
            MENU_MAIL,
        ]

    def test_what_has_another_order_is_on_both_sides(self, said):
        body = "send(); send('bob@example.com', 'Order'); assert ses.outbox == ses.outbox[::-1]"

        assert said(body) == [
            "AssertionError: assert <Outbox of 2 messages> == a list of 2",
            f"+ {WELCOME}",
            ORDER,
            f"- {WELCOME}",
        ]

    def test_the_outbox_may_stand_on_the_right_and_items_may_be_anything(self, said):
        assert said("send(); assert ['Welcome', ANY] == ses.outbox") == [
            "AssertionError: assert a list of 2 == <Outbox of 1 message>",
            "+ 'Welcome'",
            "<ANY>",
        ]

    def test_it_says_as_much_as_pytest_shows_and_all_with_vv(self, said):
        body = "[send(subject=f'{n}') for n in range(8)]; assert ses.outbox == []"

        lines = said(body)
        assert len(lines) == 8
        assert lines[-1] == "and 2 more, with -vv"

        assert said(body, "-vv") == [
            "AssertionError: assert <Outbox of 8 messages> == []",
            *(f"+ <Message '{n}' from shop@example.com to ann@example.com>" for n in range(8)),
        ]

    def test_very_many_are_not_compared_each_with_each(self, said):
        body = "send(); assert ses.outbox == [*['x'] * 40_000, ses.outbox[0]]"

        assert said(body)[:3] == [
            "AssertionError: assert <Outbox of 1 message> == a list of 40001",
            f"+ {WELCOME}",
            "- 'x'",
        ]

    def test_a_message_that_is_not_in_it(self, said):
        assert said("send(); m = ses.outbox[0]; ses.outbox.clear(); assert m in ses.outbox") == [
            f"AssertionError: assert {WELCOME} in <Outbox of 0 messages>",
        ]
        assert said("send(); m = ses.outbox[0]; assert m not in ses.outbox") == [
            f"AssertionError: assert {WELCOME} not in <Outbox of 1 message>",
            WELCOME,
        ]

    def test_a_wrong_length_shows_what_is_counted(self, said):
        """pytest itself follows the number to the outbox; the report lists it below."""
        assert said("send(); assert len(ses.outbox) == 2")[:2] == [
            "AssertionError: assert 1 == 2",
            f"+  where 1 = len(<Outbox of 1 message\\n  {WELCOME}>)",
        ]

    def test_events_and_notices_are_compared_alike(self, said):
        assert said("assert ses.notices == [ANY]; ...") == [
            "assert <Notices of 0 notices> == a list of 1",
            "- <ANY>",
        ]
        assert said("send(); assert ses.events == []")[0] == "assert <Events of 2 events> == []"


class TestComparingMessages:
    def test_members_that_differ_are_listed(self, said):
        body = "send(); send('bob@example.com', 'Order'); a, b = ses.outbox; assert a == b"

        assert said(body) == [
            f"AssertionError: assert {WELCOME} == {ORDER}",
            "subject is 'Welcome', not 'Order'",
            "to is ['ann@example.com'], not ['bob@example.com']",
            "recipients is ['ann@example.com'], not ['bob@example.com']",
            "outcome is {'ann@example.com': 'delivery'}, not {'bob@example.com': 'delivery'}",
        ]

    def test_of_long_texts_the_place_is_shown(self, said):
        body = (
            "send(subject='a' * 160 + 'b' * 9); send(subject='a' * 160 + 'c' * 9); "
            "a, b = ses.outbox; assert a == b"
        )

        assert said(body)[1:] == [
            "subject differs at character 161: it is ...'aaaaaaaaaaaaaaaaaaaabbbbbbbbb', "
            "not ...'aaaaaaaaaaaaaaaaaaaaccccccccc'"
        ]

    def test_one_sent_twice(self, said):
        assert said("send(); send(); a, b = ses.outbox; assert a == b") == [
            f"AssertionError: assert {WELCOME} == {WELCOME}",
            "They differ in their ids only: it was sent twice.",
        ]

    def test_members_are_compared_by_pytest(self, said):
        assert said("send(); assert ses.outbox[0].subject == 'Order'") == [
            "AssertionError: assert 'Welcome' == 'Order'",
            "",
            "- Order",
            "+ Welcome",
        ]


class TestFiles:
    def test_the_file_is_given(self, run):
        result = run(
            MENU
            + """
def test_it(ses):
    send_menu()
    message = ses.outbox.last
    file = message.assert_has_attachment("wine.pdf", content_type=ANY)
    assert file.content == b"%PDF-1.4"
    assert message.assert_has_attachment().filename == "menu.pdf"
    assert message.assert_has_attachment(content=re.compile(b"1[.]4$")) == file
    assert message.assert_has_attachment(re.compile("^wine")) == file
    assert message.assert_has_attachment(content=lambda data: data.endswith(b"4")) == file
    with pytest.raises(TypeError, match="Attachments cannot be found by name; use content, "):
        message.assert_has_attachment(name="menu.pdf")
"""
        )

        result.assert_outcomes(passed=1)

    def test_the_nearest_are_shown(self, said):
        body = "send_menu(); ses.outbox.last.assert_has_attachment('wine.pdf', content=b'%PDF-1.7')"

        assert said(body) == [
            f"AssertionError: {MENU_MAIL} has no file with filename='wine.pdf', "
            "content=b'%PDF-1.7'. Nearest of 2:",
            "<Attachment 'menu.pdf', application/pdf, 8 bytes>: filename is 'menu.pdf'",
            "<Attachment 'wine.pdf', application/pdf, 8 bytes>: content is b'%PDF-1.4'",
        ]

    def test_there_are_none(self, said):
        assert said("send(); ses.outbox.last.assert_has_attachment()") == [
            f"AssertionError: {WELCOME} has no file: it has no files at all.",
        ]


class TestLinks:
    def test_the_link_is_given(self, run):
        result = run(
            MENU
            + """
def test_it(ses):
    send_menu()
    message = ses.outbox.last
    assert message.assert_has_link(re.compile("/st")) == "https://example.com/stop"
    assert message.assert_has_link("https://example.com/menu") == "https://example.com/menu"
"""
        )

        result.assert_outcomes(passed=1)

    def test_those_that_there_are_are_shown(self, said):
        assert said("send_menu(); ses.outbox.last.assert_has_link(re.compile('/reset/'))") == [
            f"AssertionError: {MENU_MAIL} has no link re.compile('/reset/'). There are:",
            "https://example.com/menu",
            "https://example.com/stop",
        ]

    def test_there_are_none(self, said):
        assert said("send(); ses.outbox.last.assert_has_link('https://example.com/menu')") == [
            f"AssertionError: {WELCOME} has no link 'https://example.com/menu': "
            "it has no links at all.",
        ]


class TestFinding:
    def test_a_miss_ends_in_the_test_and_shows_the_nearest(self, said):
        assert said("send(); ses.outbox.one(subject=re.compile('^Order'), text=ANY)") == [
            "AssertionError: No message with subject=re.compile('^Order'), text=<ANY> was sent. "
            "Nearest of 1:",
            f"{WELCOME}: subject is 'Welcome'",
        ]

    def test_nothing_was_sent(self, said):
        assert said("ses.outbox.assert_sent(to='ann@example.com')") == [
            "AssertionError: No message with to='ann@example.com' was sent; the outbox is empty.",
        ]

    def test_more_than_one(self, said):
        assert said("send(); send(); ses.outbox.one()") == [
            "AssertionError: 2 messages were sent, not one:",
            WELCOME,
            WELCOME,
        ]

    def test_nothing_should_be_sent(self, said):
        assert said("send(); ses.outbox.assert_not_sent(subject=ANY)") == [
            "AssertionError: Nothing with subject=<ANY> should be sent, but was:",
            WELCOME,
        ]
