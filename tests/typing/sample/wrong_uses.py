"""What a type checker must refuse: each line marked `# wrong`, and no other."""

from __future__ import annotations

from sesfake import Message, SESFake, mock_ses


@mock_ses(production="yes")  # wrong
def an_option_of_another_type() -> None: ...


@mock_ses(sandbox=False)  # wrong
def an_unknown_option() -> None: ...


@mock_ses(delivery="later")  # wrong
def an_unknown_word() -> None: ...


mock_ses(1)  # wrong


@mock_ses
def decorated(number: int) -> str:
    return str(number)


decorated("one")  # wrong
decorated()  # wrong
length: int = decorated(1)  # wrong


def with_a_fake(ses: SESFake, message: Message) -> None:
    ses.outbocks  # wrong
    ses.outbox.last.subjekt  # wrong
    ses.fail_next("SendEmail", ["Throttling"])  # wrong
    ses.fail_next("SendEmail", "Throttling", times="2")  # wrong
    ses.bounce("ann@example.com")  # wrong
    message.subject = "Another"  # wrong
    message.text.upper()  # wrong
    ses.outbox["first"]  # wrong
    ses.outbox.wait_for(timeout="5", subject="Hi")  # wrong
    ses.outbox.one(too="ann@example.com")  # wrong
    ses.outbox.find(subjekt="Hi")  # wrong
    ses.outbox.assert_sent(recipients="ann@example.com")  # wrong
    ses.outbox.assert_not_sent(form_="shop@example.com")  # wrong
    ses.outbox.wait_for(topic="Hi")  # wrong
    with mock_ses() as other:
        other.verify(1)  # wrong
