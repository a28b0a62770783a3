"""Mail from outside: `ses.receive(...)` hands it in, `ses.received` is what has come."""

from __future__ import annotations

from collections.abc import Iterable
from email.message import Message as StandardMessage

from sesfake.adapters.credentials import home_region
from sesfake.domain.account import Account
from sesfake.domain.messages.message import Message
from sesfake.domain.receiving import arriving
from sesfake.domain.receiving.addresses import addresses
from sesfake.domain.receiving.arriving import Arrival
from sesfake.domain.receiving.bouncing import BOUNCE_ACTION, SEND_BOUNCE
from sesfake.domain.receiving.inbox import ReceivedMails
from sesfake.domain.receiving.received import Received
from sesfake.domain.receiving.top_headers import header_section
from sesfake.domain.receiving.verdicts import Said
from sesfake.fake.checks.receiving import NOBODYS, check_server, check_verdicts, envelope_address
from sesfake.fake.view import View
from sesfake.mail.header_section import read_fields

Raw = bytes | str | StandardMessage | Message


class Receiving(View):
    """The part of a fake that stands for other servers, who write to the account."""

    __slots__ = ()

    def receive(  # noqa: PLR0913 - all by name
        self,
        raw: Raw,
        *,
        recipients: str | Iterable[str] | None = None,
        sender: str | None = None,
        ip: str = NOBODYS,
        tls: bool = True,
        spam: str | None = None,
        virus: str | None = None,
        spf: str | None = None,
        dkim: str | None = None,
        dmarc: str | None = None,
        dmarc_policy: str | None = None,
    ) -> Received:
        """Let a mail come in, through the IP filters and the active receipt rule set.

            received = ses.receive(reply, sender="ann@example.org", recipients="help@example.com")

        `raw` is a whole mail: bytes, text, one of the standard library's, or a message of the
        outbox. `recipients` and `sender` are the envelope; without them the headers say it. `ip`
        and `tls` tell of the other server, `spam`, `virus`, `spf`, `dkim` and `dmarc` are verdicts,
        such as `"FAIL"`. What comes of it is in the result; mail that SES refuses is no error.

        `dmarc_policy` is what the sender's domain asks for where `dmarc="FAIL"`. A ValueError says
        what is missing, or not known.
        """
        account = self._receiving_account()
        data = _bytes(raw)
        fields = read_fields(header_section(data))[0]
        check_server(ip, tls)
        said = Said(spam, virus, spf, dkim, dmarc, dmarc_policy)
        check_verdicts(said)
        arrival = Arrival(
            data,
            _sender(raw, fields) if sender is None else envelope_address(sender, "sender"),
            _recipients(raw, fields, recipients),
            ip,
            tls,
            said,
        )
        self.accounts.catch_up()
        return arriving.receive(self.accounts, account, arrival)

    @property
    def received(self) -> ReceivedMails:
        """Every mail that was handed in, oldest first; refused ones, too."""
        scope = self._scope
        return ReceivedMails(
            self.accounts.inbox, lambda mail: scope.holds(mail.account_id, mail.region)
        )

    def _receiving_account(self) -> Account:
        """The only region in view, or the only one where a rule set is active."""
        known = self._known() or self.accounts.known(self._scope, home_region())
        if len(known) == 1:
            return known[0]
        receiving = [one for one in known if one.receipt_rule_sets.active is not None]
        return receiving[0] if len(receiving) == 1 else self._one_account()


def _bytes(raw: Raw) -> bytes:
    if isinstance(raw, Message):
        data = raw.delivered.raw
    elif isinstance(raw, StandardMessage):
        data = raw.as_bytes()
    elif isinstance(raw, str):
        data = raw.encode("utf-8", "surrogateescape")
    elif isinstance(raw, (bytes, bytearray)):
        data = bytes(raw)
    else:
        raise TypeError(
            "a mail is bytes, a text, an email.message.EmailMessage or a message of the outbox, "
            f"not {raw!r}."
        )
    if not data.strip():
        raise ValueError(f"{raw!r} is no mail: there is nothing in it.")
    return data


def _sender(raw: Raw, fields: list[tuple[str, str]]) -> str:
    if isinstance(raw, Message) and raw.operation in {SEND_BOUNCE, BOUNCE_ACTION}:
        return ""  # a bounce wants no bounces
    for name in ("return-path", "from"):
        values = [value for each, value in fields if each.lower() == name]
        if values and values[0].strip() == "<>":
            return ""
        found = addresses(fields, name)
        if found:
            return found[0].address
    raise ValueError(
        "the mail has no From header with an address; say who sends it, as in "
        "sender='a@example.org'."
    )


def _recipients(
    raw: Raw, fields: list[tuple[str, str]], given: str | Iterable[str] | None
) -> tuple[str, ...]:
    if given is not None:
        named = [given] if isinstance(given, str) or not isinstance(given, Iterable) else given
        found = [envelope_address(one, "recipients") for one in named]
    elif isinstance(raw, Message):
        found = raw.recipients
    else:
        found = [box.address for box in addresses(fields, "to", "cc", "bcc")]
    if not found or not all(found):
        raise ValueError(
            "there is nobody to receive the mail; say who, as in recipients=['help@example.com']."
        )
    return tuple(dict.fromkeys(found))
