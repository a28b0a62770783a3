"""What a test lets the world do to a message: `ses.bounce(message)`, `ses.open(message)`, ..."""

from __future__ import annotations

from sesfake.domain import outcomes
from sesfake.domain.account import Account
from sesfake.domain.events.details import Click, Open
from sesfake.domain.events.event import Event
from sesfake.domain.events.vocabulary import ComplaintType, DelayType
from sesfake.domain.messages.message import Message
from sesfake.fake.checks.acting import Recipient, check_tracks_opens, named, tracked_link
from sesfake.fake.checks.given import check_messages
from sesfake.fake.view import View

_USER_AGENT = "Mozilla/5.0"
_IP_ADDRESS = "192.0.2.1"  # nobody's (RFC 5737)


class Acting(View):
    """The part of a fake that acts on messages.

    Each drives events, suppression lists, statistics and rates as in SES, and gives the event.
    `recipient` is one address of the envelope or several, in any spelling; without it, all to whom
    it can happen. What cannot happen to a message, such as a bounce after a bounce, is a ValueError
    that says why; so is a message of another fake or from before `reset`, and a recipient it does
    not go to.
    """

    __slots__ = ()

    def deliver(self, message: Message, recipient: Recipient = None) -> Event:
        """The recipients' server takes the mail: at last, after a delay, or for certain.

        Unless a test says otherwise every mail is taken at once. That gives way to the first thing
        that the test says of it; after `deliver` it does not, and a bounce follows the delivery.
        """
        account = self._account(message)
        return self._done(outcomes.deliver(account, message, named(message, recipient)))

    def bounce(
        self,
        message: Message,
        recipient: Recipient = None,
        *,
        type: str | None = None,  # noqa: A002 - AWS's word
        sub_type: str | None = None,
        diagnostic_code: str | None = None,
    ) -> Event:
        """It comes back, by default as from an unknown user.

            ses.bounce(message, type="Transient", sub_type="MailboxFull")

        `type` and `sub_type` are AWS's words, one is enough; a ValueError lists them. A hard bounce
        puts the address on the suppression list and counts in the bounce rate. A Transient bounce
        is SES's last word, when it has tried for hours; for the time before, see `delay`.
        https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#bounce-types
        """
        account = self._account(message)
        whom = named(message, recipient)
        return self._done(outcomes.bounce(account, message, whom, type, sub_type, diagnostic_code))

    def complain(
        self,
        message: Message,
        recipient: Recipient = None,
        *,
        type: str | None = "abuse",  # noqa: A002
    ) -> Event:
        """A recipient says that it is spam.

        Providers do not tell who, so the event names all recipients of that domain who have got it.
        `type` is what the report says, such as `fraud`; None is a complaint without a report.
        """
        account = self._account(message)
        return self._done(outcomes.complain(account, message, named(message, recipient), type))

    def not_spam(self, message: Message, recipient: Recipient = None) -> Event:
        """A recipient takes it out of the spam folder, and with that off the suppression list."""
        account = self._account(message)
        whom = named(message, recipient)
        return self._done(outcomes.complain(account, message, whom, ComplaintType.NOT_SPAM.value))

    def delay(
        self,
        message: Message,
        recipient: Recipient = None,
        *,
        type: str = DelayType.TRANSIENT_COMMUNICATION_FAILURE.value,  # noqa: A002
    ) -> Event:
        """The recipients' server does not take it for now, and SES tries again: a soft bounce.

        It is under way until `deliver` or `bounce`. When SES has tried for as long as it does (14
        hours, or `MaxDeliverySeconds` of the configuration set) a Transient bounce follows by
        itself: let `ses.clock.advance(hours=14)`.
        """
        account = self._account(message)
        whom = named(message, recipient)
        return self._done(outcomes.delay(account, message, whom, type))

    def reject(self, message: Message) -> Event:
        """SES finds a virus in it and sends it to nobody."""
        return self._done(outcomes.reject(self._account(message), message))

    def open(
        self,
        message: Message,
        recipient: Recipient = None,
        *,
        user_agent: str = _USER_AGENT,
        ip_address: str = _IP_ADDRESS,
    ) -> Event:
        """A recipient opens it, and loads the tracking pixel.

        A ValueError where the message has none.
        """
        account = self._account(message)
        check_tracks_opens(message)
        details = Open(user_agent, ip_address)
        return self._done(outcomes.open_(account, message, named(message, recipient), details))

    def click(
        self,
        message: Message,
        recipient: Recipient = None,
        *,
        link: str | None = None,
        user_agent: str = _USER_AGENT,
        ip_address: str = _IP_ADDRESS,
    ) -> Event:
        """A recipient follows a link, by default the first one that is tracked.

        `link` is what the sender wrote, or what the recipient sees in its place. A ValueError where
        it is not tracked.
        """
        account = self._account(message)
        tracked = tracked_link(message, link)
        details = Click(tracked.url, user_agent, ip_address, tracked.tags or None)
        return self._done(outcomes.click(account, message, named(message, recipient), details))

    def unsubscribe(
        self, message: Message, recipient: Recipient = None, *, topic: str | None = None
    ) -> Event:
        """The recipient unsubscribes, by the headers or a link of the mail they have got.

        Of `topic`, of the topic that the send has named, or else of all mail of the contact list. A
        ValueError where the message was sent without a contact list, or to several.
        """
        account = self._account(message)
        if message.unsubscribe_link is None:
            raise ValueError(
                f"{message!r} has no link to unsubscribe with. It needs ListManagementOptions (or "
                "the header X-SES-LIST-MANAGEMENT-OPTIONS) with a contact list, and no more than "
                "one recipient."
            )
        whom = named(message, recipient)
        return self._done(outcomes.unsubscribe(account, message, whom, topic))

    def _account(self, message: Message) -> Account:
        check_messages([message])
        self.accounts.mailbag.check(message)
        if not self._scope.holds(message.account_id, message.region):
            raise ValueError(f"{message!r} is not in view of {self!r}.")
        account = self.accounts.open(message.account_id, message.region)
        self.accounts.catch_up()
        return account

    def _done(self, event: Event) -> Event:
        self.accounts.deliver_post()
        return event
