"""What Amazon's own texts show: the announcement of 2017 and the guide to personalization."""

from __future__ import annotations

import json

import pytest

from sesfake.domain.templates.language import (
    InvalidTemplateSyntax,
    MissingAttribute,
    compile_template,
)

# https://aws.amazon.com/blogs/messaging-and-targeting/introducing-email-templates-and-bulk-sending/
MY_TEMPLATE = {
    "TemplateName": "MyTemplate",
    "SubjectPart": "Greetings, {{name}}!",
    "TextPart": "Dear {{name}},\r\nYour favorite animal is {{favoriteanimal}}.",
    "HtmlPart": "<h1>Hello {{name}}</h1><p>Your favorite animal is {{favoriteanimal}}.</p>",
}


def rendered(data: str) -> list[str]:
    parts = [MY_TEMPLATE[part] for part in ("SubjectPart", "TextPart", "HtmlPart")]
    return [compile_template(part).render(json.loads(data)) for part in parts]


def test_the_template_of_the_announcement():
    data = '{ "name":"Alejandro", "favoriteanimal": "zebra" }'

    assert rendered(data) == [
        "Greetings, Alejandro!",
        "Dear Alejandro,\r\nYour favorite animal is zebra.",
        "<h1>Hello Alejandro</h1><p>Your favorite animal is zebra.</p>",
    ]


@pytest.mark.parametrize(
    ("name", "animal"),
    [("Anaya", "yak"), ("Liu", "water buffalo"), ("Shirley", "vulture"), ("friend", "unknown")],
)
def test_the_bulk_recipients_of_the_announcement(name, animal):
    data = f'{{ "name":"{name}", "favoriteanimal":"{animal}" }}'

    assert rendered(data) == [
        f"Greetings, {name}!",
        f"Dear {name},\r\nYour favorite animal is {animal}.",
        f"<h1>Hello {name}</h1><p>Your favorite animal is {animal}.</p>",
    ]


# What follows are the features shown in
# https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-advanced.html
# templates 4: nested paths, each, if/else, inline partials
CONTACT = {
    "meta": {"userId": "51806220607"},
    "contact": {"firstName": "Anaya", "city": "Bengaluru", "country": "India"},
    "subscription": [{"interest": "Sports"}, {"interest": "Travel"}],
}


def test_nested_attributes():
    template = compile_template("{{contact.firstName}} from {{contact.city}} ({{meta.userId}})")

    assert template.render(CONTACT) == "Anaya from Bengaluru (51806220607)"


def test_a_loop_over_a_list():
    template = compile_template("<ul>{{#each subscription}}<li>{{interest}}</li>{{/each}}</ul>")

    assert template.render(CONTACT) == "<ul><li>Sports</li><li>Travel</li></ul>"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (CONTACT, "You chose Sports,Travel,"),
        ({**CONTACT, "subscription": []}, "Choose something."),
        ({"contact": {}}, "Choose something."),
    ],
    ids=["some", "an empty list is false", "absent is false"],
)
def test_a_condition_on_a_list(data, text):
    template = compile_template(
        "{{#if subscription}}You chose {{#each subscription}}{{interest}},{{/each}}"
        "{{else}}Choose something.{{/if}}"
    )

    assert template.render(data) == text


@pytest.mark.parametrize("spelling", ["#* inline", "#*inline"])
@pytest.mark.parametrize("end", ["{{/inline}}\n", "{{/inline~}}\n"])
def test_an_inline_partial_and_the_line_end_after_it(spelling, end):
    template = compile_template(
        "{{" + spelling + ' "fullName"}}\n'
        "{{firstName}}{{#if lastName}} {{lastName}}{{/if}}\n" + end + "Hello {{> fullName~}} !"
    )

    assert template.render({"firstName": "Ann", "lastName": "Lee"}) == "Hello Ann Lee\n!"
    assert template.render({"firstName": "Ann"}) == "Hello Ann\n!"


def test_a_partial_takes_the_item_of_a_loop_as_its_context():
    template = compile_template(
        '{{#* inline "row"}}<li>{{interest}}{{#if level}} ({{level}}){{/if}}</li>{{/inline}}'
        "<ul>{{#each subscription}}{{> row}}{{/each}}</ul>"
    )

    assert template.render(CONTACT) == "<ul><li>Sports</li><li>Travel</li></ul>"


def test_a_partial_is_known_only_to_the_part_that_defines_it():
    html, text = '{{#* inline "p"}}x{{/inline}}{{> p}}', "{{> p}}"

    assert compile_template(html).render({}) == "x"
    with pytest.raises(InvalidTemplateSyntax, match="The partial 'p' could not be found"):
        compile_template(text)


def test_names_know_upper_and_lower_case():
    with pytest.raises(MissingAttribute) as missing:
        compile_template("{{Name}}").render({"name": "Ann"})

    assert str(missing.value) == "Attribute 'Name' is not present in the rendering data."
    assert missing.value.name == "Name"
