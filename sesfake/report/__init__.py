"""Files for human eyes: a page that shows messages, and each of them as an .eml file.

What is written knows messages by their attributes only, so that it can stand below them.
"""

from sesfake.report.names import folder_name
from sesfake.report.saving import save

__all__ = ["folder_name", "save"]
