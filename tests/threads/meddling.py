"""What others do while mail is sent: they read, make and delete, move the clock, let calls fail.

None of it takes a message out of the outbox or gives back quota. What the program asks may be
refused by AWS; what the test asks may be impossible by then, which is a ValueError.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from botocore.exceptions import ClientError

from sesfake import Message, SESFake
from sesfake.domain.faults.fault import Fault
from tests.threads.sending import Sender

Meddling = Callable[[], object]
_OFTEN = 0.97


class Meddler:
    """Somebody beside the senders, with chances of their own."""

    def __init__(self, ses: SESFake, program: Sender, number: int) -> None:
        self.fake = ses
        self.program = program
        self.random = random.Random(number)
        self.name = f"m{number}"
        self.lost: list[Fault] = []  # that let a send happen and hide its answer
        self._often: list[Meddling] = [
            *(self.read_outbox, self.read_message),
            *(self.ask_quota, self.ask_lists, self.ask_account),
            *(self.change_identities, self.change_templates, self.change_sets),
            *(self.change_suppression, self.change_contacts),
            *(self.move_clock, self.hold_clock, self.let_fail, self.let_get_lost),
            self.let_happen,
        ]
        self._seldom: list[Meddling] = [self.read_events, self.read_figures]  # of all mail

    def meddle(self) -> None:
        often = self.random.random() < _OFTEN
        with suppress(ClientError):
            self.random.choice(self._often if often else self._seldom)()

    # The test reads

    def read_outbox(self) -> None:
        known = list(self.fake.outbox)
        assert len(known) == len({message.id for message in known})
        assert len(self.fake.outbox.find(region="us-east-1")) <= len(self.fake.outbox)
        repr(self.fake.outbox)

    def read_message(self) -> None:
        message = self._any_message()
        if message is not None:
            message.to_dict()
            assert [event.type for event in message.events].count("Send") == 1
            assert self.fake.outbox.find(id=message.id) == [message]  # delivered or not

    def read_events(self) -> None:
        repr(self.fake.region("us-east-1").published[-3:])

    def read_figures(self) -> None:
        self.fake.region("us-east-1").reputation()
        len(self.fake.notices)
        repr(self.fake)
        assert all(map(repr, self.fake.faults))

    # The program asks

    def ask_quota(self) -> None:
        self.program.ses.get_send_quota()
        self.program.ses.get_send_statistics()

    def ask_account(self) -> None:
        self.program.sesv2.get_account()
        self.program.ses.get_account_sending_enabled()

    def ask_lists(self) -> None:
        self.program.ses.list_identities(MaxItems=3)
        self.program.sesv2.list_email_identities(PageSize=3)
        self.program.ses.list_templates()
        self.program.sesv2.list_configuration_sets()
        self.program.sesv2.list_suppressed_destinations(PageSize=5)

    # and changes

    def change_identities(self) -> None:
        name = f"{self._any_name()}.example.net"
        self.program.sesv2.create_email_identity(EmailIdentity=name)
        self.program.ses.get_identity_dkim_attributes(Identities=[name])
        self.program.ses.delete_identity(Identity=name)

    def change_templates(self) -> None:
        name = self._any_name()
        content = {"Subject": "Hello", "Text": "{{name}}"}
        self.program.sesv2.create_email_template(TemplateName=name, TemplateContent=content)
        self.program.ses.get_template(TemplateName=name)
        self.program.ses.delete_template(TemplateName=name)

    def change_sets(self) -> None:
        name = self._any_name()
        self.program.ses.create_configuration_set(ConfigurationSet={"Name": name})
        self.program.sesv2.get_configuration_set(ConfigurationSetName=name)
        self.program.sesv2.delete_configuration_set(ConfigurationSetName=name)

    def change_suppression(self) -> None:
        address = f"{self._any_name()}@example.net"
        self.program.sesv2.put_suppressed_destination(EmailAddress=address, Reason="BOUNCE")
        self.program.sesv2.get_suppressed_destination(EmailAddress=address)
        self.program.sesv2.delete_suppressed_destination(EmailAddress=address)

    def change_contacts(self) -> None:
        self.program.sesv2.create_contact_list(ContactListName="news")
        self.program.sesv2.create_contact(
            ContactListName="news", EmailAddress=f"{self._any_name()}@example.net"
        )
        self.program.sesv2.delete_contact_list(ContactListName="news")

    # Time passes, calls fail, and things happen to mail

    def move_clock(self) -> None:
        self.fake.clock.advance(seconds=1)

    def hold_clock(self) -> None:
        self.fake.clock.freeze()
        self.fake.clock.now()
        self.fake.clock.unfreeze()

    def let_fail(self) -> None:
        self.fake.fail_next("SendEmail", "Throttling")
        with self.fake.fail("SendRawEmail", 503, every=2):
            self.ask_quota()

    def let_get_lost(self) -> None:
        self.lost.append(self.fake.fail_next("SendRawEmail", "InternalFailure", lost=True))

    def let_happen(self) -> None:
        message = self._any_message()
        if message is None:
            return
        act = self.random.choice(
            [self.fake.bounce, self.fake.complain, self.fake.delay, self.fake.deliver]
        )
        try:
            act(message)
        except ValueError:
            return  # it has bounced already
        assert self.fake.outbox.one(id=message.id).outcome

    def _any_message(self) -> Message | None:
        known: Any = self.fake.outbox
        count = len(known)
        return known[self.random.randrange(count)] if count else None

    def _any_name(self) -> str:
        """Others of them take the same ones."""
        return f"any{self.random.randrange(4)}"
