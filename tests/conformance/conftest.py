from tests.conformance.effort import how_to_repeat


def pytest_report_header():
    return f"conformance: {how_to_repeat()}"
