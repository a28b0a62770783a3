"""The access keys that `mock_ses(credentials=...)` knows, and whom each belongs to.

mock_ses(credentials={
    "AKIAOWNER": AccessKey("secret"),
    "AKIAMAILER": AccessKey("other", account_id="999999999999", user="mailer",
                            allow=["ses:Send*"]),
})
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import timedelta
from typing import Any

_SECRET = ("secret", "session_token")
_ACCOUNT_ID = re.compile(r"\d{12}", re.ASCII)
_NAME = re.compile(r"[\w+=,.@/-]+", re.ASCII)


@dataclass(frozen=True)
class AccessKey:
    """What Amazon knows of an access key: its secret, its owner, and what the owner may do.

    - `secret`: signatures are checked with it; without one they are not checked.
    - `account_id`: the account, 12 digits; by default that of `mock_ses`.
    - `user` or `role`: the name of the IAM user or role; by default it is the account's root user.
    - `session_token`: the token that must come along, of a key that is temporary.
    - `allow`, `deny`: what the owner may do and may not, as in `["ses:Send*", "ses:Get*"]`. Without
      `allow` and `policies`, everything is allowed.
    - `policies`: policies of IAM, as mappings or JSON, that apply to the owner beside these.
    - `clock_off_by`: how far the clock of the caller's computer is ahead, or behind if negative.
    """

    secret: str | None = field(default=None, repr=False)
    _: KW_ONLY
    account_id: str | None = None
    user: str | None = None
    role: str | None = None
    session_token: str | None = field(default=None, repr=False)
    allow: Sequence[str] | None = None
    deny: Sequence[str] = ()
    policies: Sequence[Mapping[str, Any] | str] = ()
    clock_off_by: timedelta = timedelta()

    def __post_init__(self) -> None:
        for name in ("secret", "account_id", "user", "role", "session_token"):
            value = getattr(self, name)
            if not (value is None or isinstance(value, str)):
                shown = type(value).__name__ if name in _SECRET else repr(value)
                raise TypeError(f"{name}= of an AccessKey is a text, not {shown}.")
        if self.account_id is not None and not is_account_id(self.account_id):
            raise ValueError(f"account_id= is a text of 12 digits, not {self.account_id!r}.")
        if self.user is not None and self.role is not None:
            raise ValueError("an AccessKey has a user= or a role=, not both.")
        for name in ("user", "role"):
            value = getattr(self, name)
            if value is not None and not _NAME.fullmatch(value):
                raise ValueError(f"{name}= is the name of a {name} of IAM, not {value!r}.")
        if not isinstance(self.clock_off_by, timedelta):
            raise TypeError(f"clock_off_by= is a timedelta, not {self.clock_off_by!r}.")
        if self.allow is not None:
            _check_actions("allow", self.allow)
        _check_actions("deny", self.deny)
        self._check_policies()

    def _check_policies(self) -> None:
        if not isinstance(self.policies, Sequence) or isinstance(self.policies, str):
            raise TypeError(f"policies= is a list of policies, not {self.policies!r}.")
        for policy in self.policies:
            if not isinstance(policy, (Mapping, str)):
                raise TypeError(f"policies= are mappings or JSON, not {policy!r}.")
        if not all(isinstance(document, dict) for document in self.documents()):
            raise ValueError("policies= are JSON objects.")

    @property
    def is_limited(self) -> bool:
        """Whether there is something that the owner may not do."""
        return self.allow is not None or bool(self.deny) or bool(self.policies)

    def documents(self) -> list[Any]:
        """All that limits the owner, as policies of IAM; a ValueError for what is no JSON."""
        allow = self.allow
        if allow is None:
            allow = () if self.policies else ("*",)
        statements = [
            {"Effect": effect, "Action": list(actions), "Resource": "*"}
            for effect, actions in (("Allow", allow), ("Deny", self.deny))
            if actions
        ]
        # Once through JSON: mappings of other kinds than dict become dicts.
        given = [p if isinstance(p, str) else json.dumps(p, default=dict) for p in self.policies]
        return [{"Statement": statements}, *map(json.loads, given)]


def is_account_id(text: str) -> bool:
    """Whether a text can be the id of an AWS account: 12 digits."""
    return _ACCOUNT_ID.fullmatch(text) is not None


def _check_actions(name: str, actions: Any) -> None:
    is_list = isinstance(actions, Sequence) and not isinstance(actions, str)
    if not is_list or not all(isinstance(action, str) for action in actions):
        raise TypeError(f"{name}= is a list of actions: ['ses:SendEmail'], not {actions!r}")
    for action in actions:
        if action != "*" and not action.lower().startswith("ses:"):
            raise ValueError(f"{name}= has actions such as 'ses:Send*', not {action!r}.")
