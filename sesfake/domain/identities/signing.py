"""Who signs a message on its way out: the domain it is from, if DKIM is set up, and Amazon.

The domain's signature comes first in delivered mail, amazonses.com's is always there
(facts: sending 13). Which of Easy DKIM's three keys is used is a guess: the first.
https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim.html
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone
from typing import TYPE_CHECKING, NamedTuple

from sesfake.domain.dns.amazon import AMAZONS, amazons_selector
from sesfake.domain.drafts.addressing import Addressing
from sesfake.domain.identities.certificates import signing_certificate
from sesfake.domain.identities.dkim import OwnKey
from sesfake.domain.identities.identity import Identity
from sesfake.domain.identities.lookup import Lookup
from sesfake.mail.amazons_keys import key_of
from sesfake.mail.dkim_signing import Seal, signed

if TYPE_CHECKING:
    from sesfake.domain.configuration_sets.options import Signing


class Signer(NamedTuple):
    """A domain that signs; with a key of its own, or else with Amazon's of that selector."""

    domain: str
    selector: str
    own: OwnKey | None

    @property
    def seal(self) -> Seal | None:
        """What signs in its name; None where its key is unusable."""
        key = key_of(self.selector) if self.own is None else self.own.key
        return None if key is None else Seal(self.domain, self.selector, key)


def signer_of(
    identities: Lookup, addressing: Addressing, of_sender: Iterable[Identity]
) -> Signer | None:
    """The domain that signs: the most granular one of the author's that has DKIM set up.

    `of_sender` are the identities that the sender falls under, who mostly is the author.
    """
    sender = addressing.senders[0].address
    author = addressing.author
    for identity in of_sender if author == sender else identities.answering_for(author):
        method = identity.dkim.method
        if method is not None:
            selector = identity.dkim.selector
            if selector is None:
                return None
            return Signer(identity.name, selector, method if isinstance(method, OwnKey) else None)
    return None


def certificate_of(
    identities: Lookup, addressing: Addressing, asked: Signing | None, timestamp: float
) -> str | None:
    """The S/MIME certificate of the author, by ARN, where a configuration set asks for one."""
    if asked is None or not asked.is_smime:
        return None
    author = addressing.author
    at = datetime.fromtimestamp(timestamp, timezone.utc)
    return signing_certificate(identities.answering_for(author), author, at)


def sealed(mail: bytes, signer: Signer | None, region: str, at: datetime) -> bytes:
    """A mail as it arrives, with the signatures of its domain and of Amazon."""
    own = None if signer is None else signer.seal
    selector = amazons_selector(region)
    amazons = Seal(AMAZONS, selector, key_of(selector))
    return signed(mail, [amazons] if own is None else [own, amazons], at)
