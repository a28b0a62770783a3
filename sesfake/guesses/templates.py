"""Guessed texts of templates."""

from __future__ import annotations

from sesfake.guesses import guess

TOO_MANY_TEMPLATES = guess(
    "more e-mail templates than an account may have",
    "Number of templates exceeds max allowed number of {maximum}.",
)
TEMPLATE_NAME = guess(
    "a template's name that is empty, too long, or has other characters",
    "Template name can contain alphanumeric characters, underscores(_) and hyphens(-). It can "
    "contain up to {maximum} characters.",
)
NO_TEMPLATE_BODY = guess(
    "a template with neither a text nor an html part",
    "The text part or the HTML part must be specified.",
)
TEMPLATE_TOO_LARGE = guess(
    "a template of more than 500 KB", "Template is more than {maximum} bytes long: '{size}'."
)
INVALID_TEMPLATE = guess("a template that does not compile", "Template is invalid: {reason}")
RENDERING_TOO_LARGE = guess(
    "a template whose rendering has no reasonable end", "Template cannot be rendered: {reason}"
)
VERIFICATION_TEMPLATE_NAME = guess(
    "a custom verification template's name that is empty or of more than 64 characters",
    "The custom verification email template name must have 1 to {maximum} characters.",
)
VERIFICATION_CONTENT_TOO_LARGE = guess(
    "the content of a custom verification template of more than 10 MB",
    "Template content is more than {maximum} bytes long: '{size}'.",
)
TOO_MANY_VERIFICATION_TEMPLATES = guess(
    "more than 50 custom verification templates",
    "Number of custom verification email templates exceeds max allowed number of {maximum}.",
)
