"""The template language of Amazon SES."""

from sesfake.domain.template_language.attributes import Attributes, IfMissing
from sesfake.domain.template_language.compiling import OPEN_TRACKER, UNSUBSCRIBE_URL
from sesfake.domain.template_language.failures import (
    InvalidTemplateSyntax,
    MissingAttribute,
    RenderingTooLarge,
    UnsupportedOperation,
)
from sesfake.domain.template_language.template import (
    CompiledTemplate,
    compile_inline,
    compile_template,
)

__all__ = [
    "OPEN_TRACKER",
    "UNSUBSCRIBE_URL",
    "Attributes",
    "CompiledTemplate",
    "IfMissing",
    "InvalidTemplateSyntax",
    "MissingAttribute",
    "RenderingTooLarge",
    "UnsupportedOperation",
    "compile_inline",
    "compile_template",
]
