"""DKIM of a domain: who makes the keys, how long they are, and whether their records were found.

With Easy DKIM, SES makes keys and three tokens for the owner's DNS. With a key of the owner's own
(BYODKIM) the selector stands in their place. A replica (Deterministic Easy DKIM) shares the keys of
the same domain in another region and needs no records of its own.
https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim.html
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from functools import cached_property

from sesfake.domain.identities.private_keys import signing_key
from sesfake.domain.identities.verification import Verification, VerificationStatus
from sesfake.domain.ids import Ids
from sesfake.errors import InvalidParameter
from sesfake.guesses.identities import KEY_LENGTH_CHANGED_TODAY
from sesfake.mail.rsa import PrivateKey

# "You can switch the DKIM signing key length no more than once in 24 hours."
BETWEEN_CHANGES = timedelta(hours=24)


class KeyLength(Enum):
    RSA_1024_BIT = 1024
    RSA_2048_BIT = 2048


@dataclass(frozen=True)
class EasyDkim:
    """SES makes the keys; no length is the one there is, at first 2048 bits."""

    length: KeyLength | None = None


@dataclass(frozen=True)
class OwnKey:
    """The owner brings a key, and publishes its public half under a selector."""

    selector: str
    private_key: str = field(repr=False)

    @cached_property
    def key(self) -> PrivateKey | None:
        """What the text holds, if it is a key that can sign."""
        return signing_key(self.private_key)

    @property
    def can_sign(self) -> bool:
        return self.key is not None


@dataclass(frozen=True)
class Replica:
    """The keys are those of the same domain in another region."""

    primary_region: str


Method = EasyDkim | OwnKey | Replica


class ReplicationError(Enum):
    """Why a replica cannot have the keys of its primary."""

    PRIMARY_NOT_FOUND = "there is none, or none that has Easy DKIM"
    PRIMARY_BYO_DKIM_NOT_SUPPORTED = "it has a key of the owner's own"
    REPLICA_AS_PRIMARY_NOT_SUPPORTED = "it is a replica itself"
    PRIMARY_INVALID_REGION = "it is named to be in the replica's own region"


# A replica whose primary's records have vanished has lost them, too.
_LOST = (VerificationStatus.TEMPORARY_FAILURE, VerificationStatus.FAILED)


@dataclass
class Dkim(Verification):
    """DKIM of one domain; with no method it was never set up."""

    method: Method | None = None
    signing_enabled: bool = False
    tokens: tuple[str, ...] = ()
    next_length: KeyLength | None = None
    current_length: KeyLength | None = None
    key_made_at: datetime | None = None
    length_changed_at: datetime | None = None
    downgraded_at: datetime | None = None
    replication_error: ReplicationError | None = None
    # What is signed with: while new keys wait for their records, the old one.
    active_selector: str | None = None

    @property
    def selector(self) -> str | None:
        """Under which the key is published that messages are signed with now, if they are."""
        if not self.signing_enabled or self.status is VerificationStatus.FAILED:
            return None
        return self.active_selector

    def set_up(self, method: Method, ids: Ids, now: datetime) -> None:
        """Sign in this way from now on; raises InvalidParameter.

        Asking for what there is already waits for the records anew, unless they were found.
        """
        if isinstance(method, EasyDkim):
            self._set_up_easy(method, ids, now)
        elif method == self.method:
            self.request(now)
        else:
            tokens = (method.selector,) if isinstance(method, OwnKey) else ()
            self._begin(method, tokens, None, now)

    def succeed(self, now: datetime) -> None:
        """The records were found; those of a key that is none never are."""
        if self.method is None or (isinstance(self.method, OwnKey) and not self.method.can_sign):
            return
        super().succeed(now)
        self.current_length = self.next_length
        self.active_selector = next(iter(self.tokens), None)
        self.replication_error = None

    def replicate(self, primary: Dkim | ReplicationError, now: datetime) -> None:
        """Take over keys and success of the primary, or remember why they cannot be had."""
        if isinstance(primary, ReplicationError):
            self.replication_error = None if self.has_succeeded else primary
            return
        self.replication_error = None
        self.tokens, self.next_length = primary.tokens, primary.next_length
        self.current_length, self.key_made_at = primary.current_length, primary.key_made_at
        self.active_selector = primary.active_selector
        if primary.has_succeeded:
            super().succeed(now)
        elif self.is_confirmed and not self.is_by_decree and primary.status in _LOST:
            self.status, self.missing_since = primary.status, primary.missing_since

    def _set_up_easy(self, method: EasyDkim, ids: Ids, now: datetime) -> None:
        if not isinstance(self.method, EasyDkim):
            length = method.length or KeyLength.RSA_2048_BIT
            self._begin(EasyDkim(), ids.dkim_tokens(length.value), length, now)
        elif method.length in (None, self.next_length):
            self.request(now)
        else:
            self._check_change(method.length, now)
            self.length_changed_at = now
            if method.length is KeyLength.RSA_1024_BIT:
                self.downgraded_at = now
            self._make_keys(ids.dkim_tokens(method.length.value), method.length, now)

    def _check_change(self, length: KeyLength | None, now: datetime) -> None:
        # Once a day, but for the first downgrade of the day (facts: resources 2.5).
        is_downgrade = length is KeyLength.RSA_1024_BIT
        last = self.downgraded_at if is_downgrade else self.length_changed_at
        if last is not None and now - last < BETWEEN_CHANGES:
            raise InvalidParameter(KEY_LENGTH_CHANGED_TODAY)

    def _begin(
        self, method: Method, tokens: tuple[str, ...], length: KeyLength | None, now: datetime
    ) -> None:
        if self.method is None:
            self.signing_enabled = True
        self.method = method
        self.current_length = self.replication_error = self.active_selector = None
        self._make_keys(tokens, length, now)

    def _make_keys(self, tokens: tuple[str, ...], length: KeyLength | None, now: datetime) -> None:
        self.tokens, self.next_length = tokens, length
        self.key_made_at = now if isinstance(self.method, EasyDkim) else None
        self.restart(now)
