"""What SES counts: statistics, metrics and rates, all read from the same events."""
