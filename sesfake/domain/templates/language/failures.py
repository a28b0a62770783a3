"""What the template language refuses.

These errors belong to this room and know nothing of Amazon's codes; who stores or sends templates
maps them. Three of the texts are Amazon's own.
"""

from __future__ import annotations


class InvalidTemplateSyntax(ValueError):
    """The source is not a template; the text tells why and is ours."""


class UnsupportedOperation(ValueError):
    """The source of an inline template holds more than plain names (facts: templates 5)."""

    def __init__(self) -> None:
        super().__init__("Template contains unsupported operations.")


class MissingAttribute(Exception):
    """The data lack what the template prints, or the template calls what is no helper."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"Attribute '{self.name}' is not present in the rendering data."


class RenderingTooLarge(Exception):
    """Rendering would take more output, steps or depth than any mail needs."""
