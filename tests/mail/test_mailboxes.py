"""The syntax of addresses: what SES takes, what it refuses, and in which words.

What JavaMail makes of each text, where the fact sheet is silent, was compared with JavaMail 1.6.5
and an older one on hundreds of thousands of made-up texts; the odd forms here are from there.
"""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sesfake.errors import InvalidParameter
from sesfake.mail import mailboxes
from sesfake.mail.mailboxes import Mailbox, check_length, parse_mailbox, parse_mailboxes

# sending 4.1
REFUSED_BY_JAVAMAIL = {
    "Missing final '@domain'": ["someone", "Ann <ann>", '"ann@example.com"', "a(c)@x.com", "<@a:>"],
    "Missing domain": ["francois@", "Ann <ann@>", "a\\@"],
    "Missing local name": ["@x.com", "<@x.com>", "a:;@x.com"],
    "Local address contains illegal character": [
        "github:haiodo",
        "To: r@x.com",
        "mailto:ann@x.com",
        "a]@x.com",
        "<a,b@x.com>",
    ],
    "Local address contains control or whitespace": [
        "a b@x.com",
        "a\x01b@x.com",
        "a\x7fb@x.com",
        "a\tb@x.com",
        "<a b@x.com>",
    ],
    "Domain contains illegal character": ["a@gmail.com%!", "a@b@c", "a@x_y.com", 'a@x"y"'],
    "Domain contains control or whitespace": ["a@x y.com", "a@x.com b@x.com", "a@x\x7f.com"],
    "Domain contains dot-dot": ["a@x..com", "Ann <a@x..com>"],
    "Domain ends with dot": ["a@x.com.", "<a@x.com.>"],
    "Domain starts with dot": ["a@.x.com", "a@..x", "a@."],
    "Local address starts with dot": [".a@x", "..a@x", "<.a@x>"],
    "Local address contains dot-dot": ["a..b@x", "Ann <a..b@x>"],
    "Local address ends with dot": ["a.@x", "a.b.@x"],
    "Illegal address": [
        "a@x.com, b@x.com",
        "a,b@x.com",
        "Mathon, Ann <ann@x.com>",
        " ",
        "\t\r\n",
        ",",
        ";",
        "(nobody)",
    ],
    "Extra route-addr": ["A <a@x> <b@x>", "<a@x><b@x>"],
    "Nested group": ["a: b: c@x;;", "::"],
    "Illegal semicolon, not in group": ["a@x; b@x", "a@x;", "<a@x>;"],
    "Missing '\"'": ['"Ann <a@x>', 'Ann" <a@x>', '"', '"Ann\\" <a@x>', '<"a@x>'],
    "Missing '>'": ["A <a@x", "<", "<a@x\\>"],
    "Missing '<'": ["a@x>", "A <a@x>>", "<<a@x>>", ">"],
    "Missing ')'": ["a@x (b", "(", "((b) a@x", "(b\\) a@x"],
    "Missing '('": ["a@x )", ")"],
    "Missing ']'": ["a@[1.2", "[", "a@[1.2\\]"],
    "Empty address": ["<>", "Ann <>", "< >", "\x0b"],
    "Illegal route-addr": ["<@a,b:c@d>"],
    "Unterminated quote": ['a\\"b"@x'],
    "Quote not at start of local address": ['a"b"@x', '<@a:"b"@x>'],
    "Quote not at end of local address": ['"a"b@x', '""a"@x"'],
    "Domain literal not at start of domain": ["a@x[1.2.3.4]", "a@[[1]]"],
    "Domain literal end not at end of domain": ["a@[1.2.3.4]x"],
    "Quoted local address contains CR without LF": ['"a\rb"@x', "a\rb@x"],
    "Quoted local address contains newline without whitespace": ['"a\r\nb"@x', "a\nb@x"],
}

# As they are written, the bare address, the name.
TAKEN = [
    ("ann@example.com", "ann@example.com", None),
    ("a@b", "a@b", None),  # sending 4.3
    ("user+tag@x", "user+tag@x", None),
    ("!#$%&'*+/=?^_`{|}~-@x", "!#$%&'*+/=?^_`{|}~-@x", None),
    ("a.b.c@x-1.example.com", "a.b.c@x-1.example.com", None),
    ("a@-x-", "a@-x-", None),
    ('"a b"@x.com', '"a b"@x.com', None),
    ('"a..b"@x.com', '"a..b"@x.com', None),
    ('"a\\"b"@x.com', '"a\\"b"@x.com', None),
    ('""@x.com', '""@x.com', None),
    ("a\\ b@x.com", "a\\ b@x.com", None),
    ("a@[1.2.3.4]", "a@[1.2.3.4]", None),
    ("a@[IPv6:2001:db8::1]", "a@[IPv6:2001:db8::1]", None),
    ("a@1.2.3.4", "a@1.2.3.4", None),
    ("<ann@example.com>", "ann@example.com", None),
    ("< ann@example.com >", "ann@example.com", None),
    ("Ann <ann@example.com>", "ann@example.com", "Ann"),
    ("Ann B. Mathon<ann@example.com>", "ann@example.com", "Ann B. Mathon"),
    ('"Last, First" <a@b.c>', "a@b.c", "Last, First"),
    ('"Last, First"   <a@b.c>', "a@b.c", "Last, First"),
    ('"say \\"hi\\" \\\\" <a@b.c>', "a@b.c", 'say "hi" \\'),
    ('Ann "the" Great <a@b.c>', "a@b.c", 'Ann "the" Great'),
    ('"ann@example.com" <a@b.c>', "a@b.c", "ann@example.com"),
    ("ann@example.com <a@b.c>", "a@b.c", "ann@example.com"),
    ("[Shop] <a@b.c>", "a@b.c", "[Shop]"),
    ('"" <a@b.c>', "a@b.c", None),
    ('" " <a@b.c>', "a@b.c", None),
    ("=?utf-8?q?J=C3=BCrgen?= <a@b.c>", "a@b.c", "=?utf-8?q?J=C3=BCrgen?="),
    ('"=?utf-8?q?J=C3=BCrgen?=" <a@b.c>', "a@b.c", "=?utf-8?q?J=C3=BCrgen?="),
    ("Jürgen <a@b.c>", "a@b.c", "Jürgen"),
    ("株式会社 \U0001f600 <a@b.c>", "a@b.c", "株式会社 \U0001f600"),
    ("a@b.c (Ann)", "a@b.c", "Ann"),
    ("(Ann) a@b.c", "a@b.c", "Ann"),
    ("a@b.c (Ann (or Anna) \\) M.) (second)", "a@b.c", "Ann (or Anna) \\) M."),
    ("(c) Ann <a@b.c>", "a@b.c", "Ann"),
    ("Ann (c) <a@b.c>", "a@b.c", "Ann (c)"),
    ("<a@b.c> after", "a@b.c", None),
    ("<@relay,@hub:a@b.c>", "@relay,@hub:a@b.c", None),
]


def refusal(text: str) -> str | None:
    with pytest.raises(InvalidParameter) as refused:
        parse_mailbox(text)
    return refused.value.message


def outcome(function, text):
    """What a function gives, or the words in which it refuses."""
    try:
        return function(text)
    except InvalidParameter as refused:
        return refused.message


class TestOneAddress:
    @pytest.mark.parametrize(
        ("expected", "text"),
        [(words, text) for words, texts in REFUSED_BY_JAVAMAIL.items() for text in texts],
    )
    def test_a_wrong_address_is_refused_in_the_words_of_javamail(self, expected, text):
        assert refusal(text) == expected

    @pytest.mark.parametrize(("text", "address", "name"), TAKEN)
    def test_odd_ones_are_taken_and_kept_as_written(self, text, address, name):
        assert parse_mailbox(text) == (address, name, text)

    def test_the_empty_string_is_named_by_ses_itself(self):
        # sending 4.2
        assert refusal("") == "Invalid email address ."

    @pytest.mark.parametrize(
        "address",
        ['"re:ceiver"@x.com', '"a@b"@x.com', "a\\@b@x.com", '"é"@x.com', '"a\tb"@x.com'],
    )
    def test_a_quoted_user_name_may_not_hold_just_anything(self, address):
        # sending 4.2
        expected = f"Address contains illegal characters in user name: '<{address}>'."
        assert refusal(address) == expected
        assert refusal(f"Ann <{address}>") == expected

    @pytest.mark.parametrize("char", ["é", "\x80", "株", "\U0001f600"])
    def test_non_ascii_is_a_control_in_an_address_and_welcome_in_a_name(self, char):
        # sending 4.3; of the two texts seen, the younger
        assert refusal(f"a{char}@x.com") == "Local address contains control or whitespace"
        assert refusal(f"a@{char}.com") == "Domain contains control or whitespace"
        assert refusal(f"a@[{char}]") == "Domain contains control or whitespace"
        assert parse_mailbox(f"{char}! <a@x.com>").address == "a@x.com"

    @pytest.mark.parametrize("text", ["a:b@x;", "friends:;", "friends: Ann <a@x>, b@x;"])
    def test_a_group_is_not_an_address(self, text):
        assert refusal(text) == "Local address contains illegal character"

    @pytest.mark.parametrize("text", [" a@x\t", "a@x,", ",a@x", ", a@x ,, ", "a@x\r\n", ";a@x"])
    def test_blanks_and_empty_places_around_are_not_kept(self, text):
        assert parse_mailbox(text) == ("a@x", None, "a@x")

    def test_what_is_wrong_first_is_named_first(self):
        assert refusal('a@.x, "b') == "Domain starts with dot"
        assert refusal('a, "b') == "Missing '\"'"
        assert refusal("a, b") == "Illegal address"


class TestHeader:
    def test_several_are_given_one_by_one_each_as_written(self):
        text = ' Ann <a@x> ,\r\n "B, C" <b@x>, (D) d@x,, e@x, '

        assert parse_mailboxes(text) == [
            ("a@x", "Ann", "Ann <a@x>"),
            ("b@x", "B, C", '"B, C" <b@x>'),
            ("d@x", "D", "(D) d@x"),
            ("e@x", None, "e@x"),
        ]

    def test_groups_are_their_members(self):
        # sending 12
        text = 'x@x, A (b:c) "d:;": Ann <a@x>, b@x; none:;, c@x; y@x'

        with pytest.raises(InvalidParameter, match="Illegal semicolon, not in group"):
            parse_mailboxes(text)
        assert parse_mailboxes(text.replace("c@x;", "c@x,")) == [
            ("x@x", None, "x@x"),
            ("a@x", "Ann", "Ann <a@x>"),
            ("b@x", None, "b@x"),
            ("c@x", None, "c@x"),
            ("y@x", None, "y@x"),
        ]

    @pytest.mark.parametrize("text", ["", " \r\n\t", ",", "undisclosed-recipients:;", "(nobody)"])
    def test_nobody_may_be_named(self, text):
        assert parse_mailboxes(text) == []

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a@x, someone", "Missing final '@domain'"),
            ("Mathon, Ann <a@x>", "Missing final '@domain'"),
            ("g: a@x, someone;", "Missing final '@domain'"),
            ("g: a@x, b@;", "Missing domain"),
            ("g: <a@x> <b@x>;", "Extra route-addr"),
            ("a: b: c@x;;", "Nested group"),
            ("g: a@x", "Local address contains illegal character"),
            ('a@x, "re:ceiver"@x', "Address contains illegal characters in user name: "
             "'<\"re:ceiver\"@x>'."),
        ],
    )  # fmt: skip
    def test_each_is_checked(self, text, expected):
        assert outcome(parse_mailboxes, text) == expected


class TestLineBreaks:
    """Whatever a caller writes, what comes out fits into one line of a header."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Ann\r\n Mathon <a@x>", ("a@x", "Ann Mathon", "Ann Mathon <a@x>")),
            ("Ann\nMathon <a@x>", ("a@x", "Ann Mathon", "Ann Mathon <a@x>")),
            ('"Ann\r\nBcc: b@x" <a@x>', ("a@x", "Ann Bcc: b@x", '"Ann Bcc: b@x" <a@x>')),
            ("a@x (Ann\r\n\r\nHi)", ("a@x", "Ann Hi", "a@x (Ann Hi)")),
            ("A\u2028B\x0bC\x85D <a@x>", ("a@x", "A B C D", "A B C D <a@x>")),
            ("<@b\r\nBcc,@c:a@x>", ("@b Bcc,@c:a@x", None, "<@b Bcc,@c:a@x>")),
        ],
    )
    def test_a_line_break_is_a_blank(self, text, expected):
        assert parse_mailbox(text) == expected
        assert parse_mailboxes(text) == [expected]

    def test_a_header_cannot_be_smuggled_in_behind_an_address(self):
        assert refusal("a@x\r\nBcc: b@x") == "Domain contains control or whitespace"
        assert refusal("Ann\r\nBcc: b@x <a@x>") == "Local address contains control or whitespace"
        assert refusal('"a\r\n b"@x') == (
            "Address contains illegal characters in user name: '<\"a\r\n b\"@x>'."
        )


class TestLength:
    def too_long(self, text: str) -> str | None:
        return outcome(check_length, parse_mailbox(text))

    @pytest.mark.parametrize(
        ("text", "written"),
        [
            ("{}@example.com", "{}@example.com"),
            ("<{}@example.com>", "{}@example.com"),
            ("{} <a@x>", "{} <a@x>"),
            ('"{}" <a@x>', "{} <a@x>"),  # needless quotes are dropped
            ('"{}, B" <a@x>', '"{}, B" <a@x>'),
            ("{}.B<a@x>", '"{}.B" <a@x>'),
            ("{}é <a@x>", '"{}é" <a@x>'),
            ("=?utf-8?q?{}?= <a@x>", "=?utf-8?q?{}?= <a@x>"),
            ('"\\"{}" <a@x>', '"\\"{}" <a@x>'),
            ("a@x ({})", "{} <a@x>"),
            ('"{}"@x', '<"{}"@x>'),
            ("a@[{}]", "<a@[{}]>"),
        ],
    )
    def test_320_pass_and_321_do_not(self, text, written):
        # sending 4.4
        fill = 320 - len(written.format(""))
        long = written.format("a" * (fill + 1))

        assert self.too_long(text.format("a" * fill)) is None
        assert self.too_long(text.format("a" * (fill + 1))) == (
            f"Address length is more than 320 characters long: '{long}'."
        )

    def test_a_character_beyond_the_first_plane_counts_twice(self):
        fits = "\U0001f600" * 156 + "a <a@x>"  # 312 + 1 + 6, and no more with the quotes: 321

        assert self.too_long(fits.replace("a ", " ", 1)) is None
        assert self.too_long(fits) is not None

    @pytest.mark.parametrize("text", ['"{}" <a@x>', "{} <a@x>"])
    @pytest.mark.parametrize("char", ["a", "\\\\", "\U0001f600", ". "])
    def test_no_long_one_passes_for_a_short_one(self, text, char):
        for count in range(20, 180):
            mailbox = parse_mailbox(text.format(char * count))
            is_too_long = len(mailbox.normalised.encode("utf-16-le")) // 2 > 320

            assert (outcome(check_length, mailbox) is not None) == is_too_long


# Pieces that make what is almost right.
NAMES = st.sampled_from(["", "Ann", "Ann B. ", ' "Ann, B"', '"Ann\\"" ', '"é" ', "é ", "(c)", "\n"])
LOCALS = st.sampled_from(["a", "ann+x", "a.b", "a..b", ".a", "a.", '"a b"', '"a@b"', "a:b", "é"])
DOMAINS = st.sampled_from(["x", "x.com", "x..com", "-x-", "x.", "[1.2]", "x_y", "é.com", "x y"])
SHAPES = st.sampled_from(["{0}<{1}@{2}>", "{0} <{1}@{2}>", "{1}@{2}", " {1}@{2}", "<{1}@{2}> {0}"])
LIKELY = st.builds(str.format, SHAPES, NAMES, LOCALS, DOMAINS)
MARKS = st.text('ab@.,:;<>()[]"\\ \t\r\n\x00\x0b\x7f\x85é\u2028\U0001f600\ud800=?-_', max_size=20)
LISTS = st.lists(st.one_of(LIKELY, MARKS), max_size=4).map(",".join)
TEXTS = st.one_of(LIKELY, MARKS, LISTS, LISTS.map("g:{};".format), st.text(max_size=30))


@settings(deadline=None, max_examples=300)
@given(TEXTS)
@example('"a"@[é')
def test_any_text_is_read_or_refused_in_words(text):
    one, many = outcome(parse_mailbox, text), outcome(parse_mailboxes, text)

    read = [one] if isinstance(one, Mailbox) else []
    read += many if isinstance(many, list) else []
    assert isinstance(one, (Mailbox, str)) and isinstance(many, (list, str))
    for mailbox in read:
        assert isinstance(outcome(check_length, mailbox), str | None)
        assert not any(len(part.splitlines()) > 1 for part in mailbox if part)
        assert parse_mailbox(mailbox.text)[::2] == mailbox[::2]
        assert parse_mailbox(mailbox.normalised).address == mailbox.address
    if isinstance(one, Mailbox):
        assert many == [one]


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_the_short_way_says_what_the_long_way_says(text):
    assert outcome(parse_mailbox, text) == outcome(mailboxes._parse_odd_mailbox, text)
    assert outcome(parse_mailboxes, text) == outcome(mailboxes._parse_odd_mailboxes, text)


PLAIN_TEXTS = [
    "ann@example.com",
    "Ann <ann@example.com>",
    '"Mathon, Ann" <ann+x.y@mail.example.com>',
    "<a@b>",
    "=?utf-8?q?A?= <a@b.c>",
    "Jürgen 株式会社 <a@b.c>",
]


@pytest.mark.parametrize("text", PLAIN_TEXTS)
def test_plain_ones_take_the_short_way(text):
    assert mailboxes._plain(text)
    assert mailboxes._plain_mailboxes(f"{text},\r\n {text}") == [parse_mailbox(text)] * 2


SHAPES_OF_HOSTILITY = {
    **{unit: unit for unit in ["(", '"', "<", ",", "\\", "[", ":", ";", " ", "a", ".", "é", "()"]},
    **{unit: unit for unit in ['""', '\\"', '<"', "(\\", "\\,", "a@b,", '"a"@b,', "g:a@b;", "a <"]},
    "all sorts": "".join(random.Random(1).choices('("<,\\', k=50_000)),
    "and the partners": "".join(random.Random(2).choices('("<,\\)>a@b[]:;', k=50_000)),
}


@pytest.mark.parametrize("unit", SHAPES_OF_HOSTILITY.values(), ids=SHAPES_OF_HOSTILITY.keys())
@pytest.mark.parametrize("around", ["{}", '"{}" <a@b>', "a {} <a@b>"])
def test_fifty_thousand_characters_take_a_moment(unit, around):
    text = around.format(unit * (50_000 // len(unit)))

    began = time.process_time()
    one, many = outcome(parse_mailbox, text), outcome(parse_mailboxes, text)
    for mailbox in (one, *many):
        if isinstance(mailbox, Mailbox):
            outcome(check_length, mailbox)

    assert time.process_time() - began < 20  # what grows by squares takes minutes
