"""Amazon SES inside your test process: the same rules, no network, every message kept."""

from sesfake.mock import MockSES, current, mock_ses

__all__ = ["MockSES", "current", "mock_ses"]
