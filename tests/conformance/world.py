"""An account that a random sequence of valid calls has filled, and the world around it."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import Any

from sesfake.app import SERVICES, handle
from sesfake.fake import SESFake, new_fake
from sesfake.protocol.model import operations
from sesfake.settings import Settings
from sesfake.wire import Request, Response
from tests.conformance import kinds
from tests.conformance.judging import judged
from tests.conformance.sensible import Sensible, pools_of
from tests.protocol.botocore_side import request_for

EVERY_OPERATION = [(service, name) for service in SERVICES for name in operations(service)]
AUTHORIZATION = (
    "AWS4-HMAC-SHA256 Credential=AKID/20260315/us-east-1/ses/aws4_request, SignedHeaders=host, "
    "Signature=0"
)
# So that an account is not emptied sooner than it is filled.
_UNDOING = ("Delete", "Remove", "Disassociate", "Cancel", "Untag")
_SWITCHES = ("UpdateAccountSendingEnabled", "PutAccountSendingAttributes")
FILLING = [
    (service, name)
    for service, name in EVERY_OPERATION
    for _ in range(
        1 if name.startswith(_UNDOING) or name in _SWITCHES
        else 12 if name.startswith(("Create", "Send", "Verify"))
        else 4 if name.startswith(("Put", "Set", "Update", "Associate"))
        else 1
    )
]  # fmt: skip
_SETTINGS = Settings(verified=kinds.DOMAINS, production=True, max_24_hour_send=-1)
_HAPPENINGS = (
    *(kinds.MAIL_COMES_IN,) * 3,
    kinds.TIME_PASSES,
    "mail is read",
    "an address is blocked",
)
LENGTH = 120


class World:
    """A fake whose life is drawn, and what has been seen of it."""

    def __init__(self, random: Random, fake: SESFake | None = None) -> None:
        self.random = random
        self.fake = prepared(fake or new_fake(_SETTINGS))
        self.sensible = Sensible(random, self.fake.clock.now)
        for name in kinds.DOMAINS:
            self.sensible.note("identity", name)

    def fill(self, steps: int = LENGTH) -> None:
        for _ in range(steps):
            self.live()

    def live(self, before: str | None = None, service: str = "") -> None:
        """One more step: a valid call, or something that happens in the world.

        Before a certain operation it is often a call that makes what that will name.
        """
        made = [] if before is None else pools_of(operations(service)[before])
        makers = [maker for pool in made for maker in kinds.MAKERS.get(pool, ())]
        makers += kinds.FIRST.get(before or "", ())
        makers = [maker for maker in makers if maker in EVERY_OPERATION]  # an old botocore has few
        happening = kinds.HAPPENING_FIRST.get(before or "")
        if self.random.random() < (0.1 if happening is None else 0.4):
            self.happen(happening)
        elif makers and self.random.random() < 0.7:
            self.call(*self.random.choice(makers))
        else:
            self.call(*self.random.choice(FILLING))

    def call(self, service: str, name: str, parameters: dict[str, Any] | None = None) -> bool:
        """A call that ought to succeed; whether it does."""
        operation = operations(service)[name]
        if parameters is None:
            parameters = self.sensible.input_of(operation)
        if name == "ReorderReceiptRuleSet":
            parameters["RuleNames"] = self._rules_of(parameters["RuleSetName"])
        answer = judged(service, name, self.post(service, signed(service, name, parameters)))
        if answer is None:
            return False
        if operation.input_shape is None:
            pass
        elif name.startswith(_UNDOING):
            self.sensible.forget(operation.input_shape, parameters)
        else:
            self.sensible.remember_input(operation.input_shape, parameters)
        self.sensible.remember(operation.output_shape, answer)
        if "MessageId" in answer:
            self.sensible.note("message", answer["MessageId"])
        return True

    def _rules_of(self, rule_set: str) -> list[str]:
        """Those in a set, in another order."""
        request = signed("ses", "DescribeReceiptRuleSet", {"RuleSetName": rule_set})
        answer = judged("ses", "DescribeReceiptRuleSet", self.post("ses", request)) or {}
        return [rule["Name"] for rule in answer.get("Rules", ())][::-1]

    def post(self, service: str, request: Request) -> Response:
        response = handle(self.fake.accounts, service, request)
        self.fake.accounts.deliver_post()
        return response

    def happen(self, what: str | None = None) -> None:
        fake, random = self.fake, self.random
        match what or random.choice(_HAPPENINGS):
            case kinds.MAIL_COMES_IN:
                mail = fake.region("us-east-1").receive(random.choice(kinds.MAILS))
                if mail.message_id is not None:
                    self.sensible.note("inbound", mail.message_id)
            case kinds.TIME_PASSES:
                fake.clock.advance(minutes=random.choice((1, 60, 600, 60 * 24 * 31)))
                fake.accounts.catch_up()
            case "mail is read" if len(fake.outbox):
                act = random.choice((fake.bounce, fake.complain, fake.delay, fake.open))
                with suppress(ValueError):  # it may not be in this message's life
                    act(random.choice(fake.outbox[-20:]))
            case _:
                with suppress(ValueError):  # it may have gone with its pool, or be there
                    fake.put_on_block_list(random.choice(kinds.IPS), "list.example")
                with suppress(ValueError):
                    fake.lease_dedicated_ips(random.choice(kinds.IPS))


def prepared(fake: SESFake) -> SESFake:
    """What only a tester can make ready, at a time that stands still."""
    fake.clock.freeze(kinds.NOON)
    fake.lease_dedicated_ips(*kinds.IPS)
    fake.add_object(kinds.SUPPRESSED_FILE, "x@example.com,BOUNCE\n")
    fake.add_object(kinds.CONTACTS_FILE, '{"emailAddress": "y@example.com"}\n')
    return fake


def signed(service: str, name: str, parameters: dict[str, Any]) -> Request:
    """What botocore would send."""
    request = request_for(service, name, parameters)
    headers = type(request.headers)({**request.headers, "Authorization": AUTHORIZATION})
    return Request(request.method, request.url, headers, request.body, request.region)
