"""Guessed texts of mails as they are written."""

from __future__ import annotations

from sesfake.guesses import guess

EMPTY_FROM = guess("a raw mail with a blank From header", "Empty required header 'From'.")
EXPECTED_MIME_TYPE = guess(
    "a Content-Type without a type (JavaMail's text)", "Expected MIME type, got {got}"
)
EXPECTED_SUBTYPE = guess(
    "a Content-Type without a subtype (JavaMail's text)", "Expected MIME subtype, got {got}"
)
EXPECTED_PARAMETER = guess(
    "a MIME header with something else than a parameter after its value (JavaMail's text)",
    "Expected ';', got '{got}'",
)
EXPECTED_PARAMETER_NAME = guess(
    "a MIME parameter without a name (JavaMail's text)", "Expected parameter name, got '{got}'"
)
EXPECTED_PARAMETER_VALUE = guess(
    "a MIME parameter without a value (JavaMail's text)", "Expected parameter value, got '{got}'"
)
UNBALANCED_COMMENTS = guess(
    "a MIME header with an open parenthesis (JavaMail's text)", "Unbalanced comments"
)
UNBALANCED_QUOTES = guess(
    "a MIME header with an open quotation mark (JavaMail's text)", "Unbalanced quoted string"
)
TOO_MANY_PARTS = guess(
    "a raw mail of more MIME parts than sesfake looks through",
    "Message has more than {maximum} MIME parts.",
)
TOO_DEEP = guess(
    "a raw mail whose MIME parts are nested deeper than sesfake looks",
    "MIME parts are nested more than {maximum} deep.",
)
FORBIDDEN_FILE = guess(
    "an attachment with an extension that Amazon does not deliver", "Illegal filename '{name}'."
)
FORBIDDEN_CUSTOM_HEADER = guess(
    "a custom header that SES writes itself", "Illegal header '{name}'."
)
TOO_MANY_CUSTOM_HEADERS = guess(
    "more than 15 custom headers", "Custom header count exceeds {maximum}."
)
CUSTOM_HEADER_TOO_LONG = guess(
    "a custom header of more than 996 characters",
    "Header '{name}' is more than {maximum} characters long.",
)
INVALID_TAG_NAME = guess(
    "a message tag's name with other characters than Amazon takes",
    "Invalid tag name <{text}>: only alphanumeric ASCII characters, '_', and '-' are allowed.",
)
EMPTY_TAG = guess("a message tag with an empty name or value", "The tag {what} must not be empty.")
TAG_TOO_LONG = guess(
    "a message tag's name or value of more than 256 characters",
    "Invalid tag {what} <{text}>: at most {maximum} characters are allowed.",
)
DUPLICATE_TAG = guess("a message tag given twice", "Duplicate tag name <{name}>.")
