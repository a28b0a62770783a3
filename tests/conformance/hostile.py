"""Valid input spoilt: values that mean harm, in the right type, in the wrong one, or in no type."""

# ruff: noqa: E501, PLR0911  # tables
from __future__ import annotations

import json
from datetime import datetime, timezone
from random import Random
from typing import Any
from urllib.parse import quote, quote_plus

from sesfake.wire import Request

DEEP = 100_000
TEXTS = (
    "", " ", "\0", "\x0b", "\t", "\r\nBcc: x@y.example", "]]>", "<!DOCTYPE x>", "&amp;", "\ud800", "\U0001f600",
    "a" * 70, "a" * 300, "a" * 5000, "@", "é@ü", "a@b", "a@" + "b." * 150 + "c", "<a@b.example>", "a@b.example,", '"', "\\",
    "Ann <ann@example.com>, bob@example.org", "=?utf-8?q?=", "=?utf-8?b?w7w=?= <ann@example.com>", "é <ann@example.com>",
    ".", "..", "/", "%", "%2F", "%ff", "{x}", "{{", "{{name}}", "{{#each a}}", "{{> x}}", "null", "[]", "{}", '""', "1", "-1",
    "1e400", "NaN", '{"a": 1e400}', '{"a": NaN}', '{"\\ud800": "\\ud800"}', "[" * 5000, '{"a":' * 400 + "1" + "}" * 400,
    '{"a":' * 900 + "1" + "}" * 900, "[" * 950 + "]" * 950, "9" * 5000, "arn:", "arn:aws:ses:us-east-1:123456789012:identity/",
    "arn:aws:ses:us-east-1:999999999999:configuration-set/x", "arn:aws:ses:eu-west-1:123456789012:tenant/a/b", "*", "?",
    '{"Version": "2012-10-17", "Statement": [{}]}', '{"Statement": {"Effect": "Deny", "Principal": "*", "Action": "*"}}',
    "2026-03-15T12:00:00Z", "0000-00-00", "true", "ENABLED", "s3://", "s3:///", "https://", "https://[", "https://a b", "000", "10.0.0.0/33", "::/0",
    "\u2028", "\u202e", "\ufeff", "x\x00y", "MTIz", "=", "{{{{raw}}}}", "{{#if", "${x}", "%s%n",
)  # fmt: skip
BYTES = (
    b"", b"\0", b"\xff\xfe", b"\n", b"\r\n\r\n", b"From: a@b\n", b"x" * 2000, b"From:\r\n", b"To: \xff\r\n\r\n",
    b"Content-Type: multipart/mixed\n\n--\n", b'Content-Type: multipart/mixed; boundary=""\n\n----\n',
    b"From: ann@example.com\nContent-Type: text/plain; charset=nonsense\nContent-Transfer-Encoding: base64\n\n====",
    b"From: ann@example.com\nFrom: bob@example.org\nTo: x\n\n", b"From: =?x?q?=FF?= <ann@example.com>\nTo: ann@example.com\n\n",
    b"From: ann@example.com\nX-SES-CONFIGURATION-SET: set-1\nX-SES-MESSAGE-TAGS: a=b, c\n\n", b"From: ann@example.com\nDate: x\nMessage-ID: <\n\n",
)  # fmt: skip
_NUMBERS = (
    0,
    1,
    -1,
    2,
    50,
    51,
    100,
    101,
    1000,
    2**31 - 1,
    -(2**31),
    2**31,
    2**63 - 1,
    -(2**63),
    2**63,
)
_MOMENTS = (
    datetime(1970, 1, 1, tzinfo=timezone.utc),
    datetime(1, 1, 2, tzinfo=timezone.utc),
    datetime(9999, 12, 30, tzinfo=timezone.utc),
    datetime(2026, 3, 15, 12, tzinfo=timezone.utc),
)
_JSON = (
    None, True, False, 0, -1, 1.5, 10**20, 1e300, -0.0, "", "x", "\ud800", [], {}, [None], {"": None}, [[]], [{}],
    {"key": "value"}, [1, "x", None, {}],
)  # fmt: skip


def text(random: Random) -> str:
    chosen = random.choice(TEXTS)
    return chosen + random.choice(TEXTS) if random.random() < 0.15 else chosen


def spoilt(random: Random, shape: Any, value: dict[str, Any]) -> dict[str, Any]:
    """Input with one value or more of the right type that mean harm, or that are missing."""
    for _ in range(random.choice((1, 1, 2, 3))):
        value = _spoil(random, shape, value)
    return value


def _spoil(random: Random, shape: Any, value: Any) -> Any:
    kind = shape.type_name
    if kind == "structure" and isinstance(value, dict):
        name = random.choice([*shape.members]) if shape.members else None
        if name is None:
            return value
        if name in value and random.random() < 0.1:
            return {other: inner for other, inner in value.items() if other != name}
        return {**value, name: _spoil(random, shape.members[name], value.get(name))}
    if kind == "structure":
        required = {
            name: _spoil(random, shape.members[name], None) for name in shape.required_members
        }
        return _spoil(random, shape, required) if random.random() < 0.7 else required
    if kind == "list":
        return _spoil_list(random, shape, value or [])
    if kind == "map":
        key = _spoil(random, shape.key, None)
        return {**(value or {}), key: _spoil(random, shape.value, None)}
    return scalar(random, kind)


def _spoil_list(random: Random, shape: Any, value: list[Any]) -> list[Any]:
    match random.randrange(6):
        case 0:
            return []
        case 1:
            return value * 60
        case 2 if value:
            return [*value, value[0]]
        case _ if value:
            place = random.randrange(len(value))
            return [*value[:place], _spoil(random, shape.member, value[place]), *value[place + 1 :]]
        case _:
            return [_spoil(random, shape.member, None)]


def scalar(random: Random, kind: str) -> Any:
    if kind == "string":
        return text(random)
    if kind == "blob":
        return random.choice(BYTES)
    if kind == "boolean":
        return random.random() < 0.5
    if kind in ("integer", "long"):
        return random.choice(_NUMBERS)
    if kind in ("double", "float"):
        return random.choice((0.0, -1.0, 0.5, 100.0, 101.0, 1e300, -0.0))
    return random.choice(_MOMENTS)


def mangled(random: Random, request: Request) -> Request:
    """A request spoilt on its way: no client would have written it."""
    if random.random() < 0.1:
        return request._replace(body=_torn(random, request.body))
    if request.body[:1] in (b"{", b"") and not request.body.startswith(b"Action"):
        return _mangled_json(random, request)
    return request._replace(body=_mangled_form(random, request.body))


def _torn(random: Random, body: bytes) -> bytes:
    place = random.randrange(len(body) + 1)
    return random.choice((
        body[:place], body[:place] + bytes([random.randrange(256)]) + body[place + 1 :], body + body, b"\xff" + body,
        body[:place] + b"%" + body[place:], b"[" * DEEP, b'{"x":' * DEEP, b"{}{}", b"null", b"&" * 1000, b"=" + body, b"." * 1000 + b"=1",
    ))  # fmt: skip


def _mangled_json(random: Random, request: Request) -> Request:
    url = request.url
    if random.random() < 0.25:
        path, _, query = url.partition("?")
        pieces = path.split("/")
        last = len(pieces) - 1
        if random.random() < 0.5:
            place = random.randrange(min(5, last), last + 1)
            pieces[place] = quote(text(random), safe="", errors="surrogatepass")
        else:
            name = random.choice(("PageSize", "NextToken", "Reason", "StartDate", "TagKeys", "X"))
            given = quote_plus(text(random), errors="surrogatepass")
            query = f"{query}&{name}={given}"
        url = "/".join(pieces) + (f"?{query}" if query else "")
    tree: Any = json.loads(request.body or b"{}")
    for _ in range(random.choice((1, 1, 2, 4))):
        tree = _mangle_tree(random, tree)
    return request._replace(url=url, body=json.dumps(tree).encode())


def _mangle_tree(random: Random, tree: Any) -> Any:
    if isinstance(tree, dict) and tree and random.random() < 0.85:
        key = random.choice([*tree])
        kept = {name: value for name, value in tree.items() if name != key}
        chance = random.random()
        if chance < 0.1:
            return kept
        if chance < 0.15:
            return {**kept, text(random): tree[key]}
        return {**tree, key: _mangle_tree(random, tree[key])}
    if isinstance(tree, list) and tree and random.random() < 0.8:
        place = random.randrange(len(tree))
        return [*tree[:place], _mangle_tree(random, tree[place]), *tree[place + 1 :]]
    return random.choice(_JSON) if random.random() < 0.5 else text(random)


def _mangled_form(random: Random, body: bytes) -> bytes:
    pairs = [pair.partition("=")[::2] for pair in body.decode().split("&")]
    for _ in range(random.choice((1, 1, 2, 4))):
        place = random.randrange(1, len(pairs)) if len(pairs) > 1 else 0
        name, value = pairs[place]
        hostile = quote_plus(text(random), errors="surrogatepass")
        match random.randrange(8):
            case 0 if place:
                del pairs[place]
            case 1:
                pairs.append((name, value))
            case 2:
                pairs.append(
                    (name + random.choice((".", ".x", ".member.1", ".entry.1.key", "..")), hostile)
                )
            case 3:
                head, _, tail = name.rpartition(".")
                pairs.append(
                    (
                        f"{head}.{random.choice(('999999999', '0', '-1', 'x', '1' * 50, '٣'))}.{tail}",
                        hostile,
                    )
                )
            case 4:
                pairs[place] = (name.partition(".")[0], hostile)
            case _ if place:
                pairs[place] = (name, hostile)
            case _:
                pairs.append((hostile, hostile))
    return "&".join(f"{name}={value}" for name, value in pairs).encode()
