"""Templates: two doors to one shelf, and what mail is made of them."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.machines.drafts import Draft, bulk_call, call, statuses
from tests.machines.running import DOORS, Machine, play
from tests.machines.templates_model import (
    BROKEN,
    UNPARSABLE,
    Library,
    Template,
    merged,
    parsed,
    rendered,
)

NAMES = ("hello", "Hello", "good-bye_1", "no template", "x" * 65)
named = st.sampled_from(NAMES[:3] * 3 + NAMES[3:])
names = st.sampled_from(NAMES[:3])
doors = st.sampled_from(DOORS)
PARTS = (
    "Dear {{name}}",
    "{{#if vip}}VIP {{name}}{{else}}you{{/if}}",
    "<p>{{#each xs}}{{this}};{{/each}}</p>",
    "{{deep.a}} and {{deep.b}}",
    "Plain",
)
subjects = st.sampled_from(("Hi {{name}}", "News", "News", "", None))
templates = st.builds(
    Template, subjects, st.sampled_from(PARTS), st.sampled_from((None, *PARTS, *PARTS, BROKEN))
) | st.builds(Template, subjects, st.none(), st.sampled_from(PARTS))
DATA = (
    '{"name": "Ann"}',
    '{"name": "<b>&", "vip": true}',
    '{"name": null, "xs": ["a", "b"]}',
    '{"Name": "Ann", "xs": [], "vip": false}',
    '{"vip": 1, "name": "Bob", "deep": {"a": 1, "b": 2}}',
    '{"name": "Tom", "deep": {"a": 3}}',
    "{}",
    "{",
    "[]",
)
values = st.sampled_from(DATA[:7] * 3 + DATA[7:])
entries = st.lists(values, min_size=1, max_size=3)


class Templates(Machine):
    """All mail goes to somebody who takes it, if there is something to send."""

    options: ClassVar[dict[str, Any]] = {"verified": ["example.com"], "max_24_hour_send": -1}

    def __init__(self) -> None:
        super().__init__()
        self.model = Library()
        self.accepted: list[tuple[str, Template | str]] = []
        self.create_one("ses", "hello", Template("Hi {{name}}", PARTS[3], None))
        self.create_one("sesv2", "Hello", Template("News", PARTS[1], PARTS[2]))

    @rule(door=doors, name=named, template=templates)
    def create(self, door: str, name: str, template: Template) -> None:
        self.create_one(door, name, template)

    def create_one(self, door: str, name: str, template: Template) -> None:
        refusal = self.model.creation(name, template)
        operation, given = _writing("Create", door, name, template)
        self.do(refusal, door, operation, **given)
        if refusal is None:
            self.model.known[name] = template

    @rule(door=doors, name=names, template=templates)
    def update(self, door: str, name: str, template: Template) -> None:
        refusal = self.model.writing(name, template) or self.model.asked_for(name)
        operation, given = _writing("Update", door, name, template)
        self.do(refusal, door, operation, **given)
        if refusal is None:
            self.model.known[name] = template

    @rule(door=doors, name=names)
    def delete(self, door: str, name: str) -> None:
        if door == "ses":
            self.do(None, door, "DeleteTemplate", TemplateName=name)
        else:
            refusal = self.model.asked_for(name)
            self.do(refusal, door, "DeleteEmailTemplate", TemplateName=name)
        self.model.known.pop(name, None)

    @rule(door=doors, name=names)
    def get(self, door: str, name: str) -> None:
        operation = "GetTemplate" if door == "ses" else "GetEmailTemplate"
        self.do(self.model.asked_for(name), door, operation, TemplateName=name)

    @rule(door=doors, name=names, data=values)
    def try_out(self, door: str, name: str, data: str) -> None:
        operation = "TestRenderTemplate" if door == "ses" else "TestRenderEmailTemplate"
        refusal = self.model.trial(name, data)
        answer = self.do(refusal, door, operation, TemplateName=name, TemplateData=data)
        if answer is not None:
            mail = email.message_from_string(answer["RenderedTemplate"], policy=email.policy.SMTP)
            subject, text, html = rendered(self.model.known[name], parsed(data))
            assert mail["Subject"] == subject
            for kind, wanted in (("plain", text), ("html", html)):
                part = mail.get_body((kind,))
                assert (part and part.get_content().rstrip("\r\n")) == wanted

    @rule(door=st.sampled_from(["v1 template", "v2 template"]), name=names, data=values)
    def send(self, door: str, name: str, data: str) -> None:
        draft = Draft("shop@example.com", ("ann@example.com",), template=name, data=data)
        service, operation, parameters = call(door, draft)
        refusal = self.model.sending(name, data)
        answer = self.do(refusal, service, operation, **parameters)
        if answer is not None:
            result = rendered(self.model.known[name], parsed(data))
            self.accepted.append((answer["MessageId"], result))

    @rule(door=st.sampled_from(["v1 bulk", "v2 bulk"]), name=names, data=values, over=entries)
    def send_bulk(self, door: str, name: str, data: str, over: list[str]) -> None:
        draft = Draft("shop@example.com", template=name, data=data)
        parts = [(Draft("shop@example.com", ("ann@example.com",)), each) for each in over]
        service, operation, parameters = bulk_call(door, draft, parts)
        refusal = self.model.sending(name, data)
        answer = self.do(refusal, service, operation, **parameters)
        if answer is None:
            return
        words = ("Success", "InvalidParameterValue")
        if door == "v2 bulk":
            words = ("SUCCESS", "INVALID_PARAMETER")
        for each, (status, text, message_id) in zip(over, statuses(answer), strict=True):
            if parsed(each) is None:
                assert (status, text, message_id) == (words[1], UNPARSABLE, None)
                continue
            assert (status, text) == (words[0], None)
            result = rendered(self.model.known[name], merged(parsed(data), parsed(each)))
            self.accepted.append((message_id, result))

    @invariant()
    def each_mail_says_what_the_model_says(self) -> None:
        assert [one.id for one in self.ses.outbox] == [id_ for id_, _ in self.accepted]
        for message, (_, result) in list(zip(self.ses.outbox, self.accepted, strict=True))[-3:]:
            if isinstance(result, str):
                assert message.undelivered == result
                assert [event.type for event in message.events] == ["Rendering Failure"]
                assert message.events[0].record["failure"]["errorMessage"] == result
            else:
                assert (message.subject, message.text, message.html) == result
                assert [event.type for event in message.events] == ["Send", "Delivery"]

    @invariant()
    def both_doors_show_what_the_model_says(self) -> None:
        known = self.model.known
        found = self.pages("ses", "ListTemplates", "TemplatesMetadata", MaxItems=2)
        assert [one["Name"] for one in found] == list(reversed(known))
        found = self.pages("sesv2", "ListEmailTemplates", "TemplatesMetadata", PageSize=1)
        assert [one["TemplateName"] for one in found] == list(reversed(known))
        for name, template in known.items():
            one = self.read("ses", "GetTemplate", TemplateName=name)["Template"]
            assert Template(one["SubjectPart"], one.get("TextPart"), one.get("HtmlPart")) == (
                template
            )
            one = self.read("sesv2", "GetEmailTemplate", TemplateName=name)["TemplateContent"]
            assert Template(one["Subject"], one.get("Text"), one.get("Html")) == template

    def details(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        for name in self.model.known:
            yield "ses", "GetTemplate", {"TemplateName": name}
            yield "sesv2", "GetEmailTemplate", {"TemplateName": name}


def _writing(verb: str, door: str, name: str, template: Template) -> tuple[str, dict[str, Any]]:
    if door == "ses":
        members = zip(("SubjectPart", "TextPart", "HtmlPart"), template, strict=True)
        parts = {member: part for member, part in members if part is not None}
        return f"{verb}Template", {"Template": {"TemplateName": name} | parts}
    members = zip(("Subject", "Text", "Html"), template, strict=True)
    parts = {member: part for member, part in members if part is not None}
    return f"{verb}EmailTemplate", {"TemplateName": name, "TemplateContent": parts}


def test_templates_are_as_a_simple_model_predicts() -> None:
    play(Templates)
