"""amazon-ses-template-editor: a script that makes its client when it is imported, uploads templates
and sends them for a look.
"""

from __future__ import annotations

import runpy
import sys
from importlib.metadata import PackageNotFoundError, files
from types import SimpleNamespace

import pytest

pytest.importorskip("toml")

try:
    [SCRIPT] = [
        str(file.locate())
        for file in files("amazon-ses-template-editor") or []
        if file.name == "amazon-ses-template-editor.py"
    ]
except PackageNotFoundError:
    pytest.skip("amazon-ses-template-editor is not installed", allow_module_level=True)

CONFIG = """\
[partials]
footer = "footer.html"
[[templates]]
name = "order"
subject = "Order {{id}}"
html = "order.html"
text = "order.txt"
[tests]
to = ["ann@example.com"]
from = "shop@example.com"
[[test]]
template = "order"
[test.data]
id = 7
name = "Änne"
items = [{name = "tea"}, {name = "cups"}]
"""
PAGE = "<ul>{{#each items}}<li>{{name}}</li>{{/each}}</ul>{{> footer}}"


@pytest.fixture
def editor(tmp_path, monkeypatch, capsys):
    """Runs the script; gives what it prints."""
    for name, text in {
        "config.toml": CONFIG,
        "order.html": PAGE,
        "order.txt": "Thanks, {{name}}",
        "footer.html": "<p>The shop thanks {{name}}</p>",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", [SCRIPT, *arguments])
        runpy.run_path(SCRIPT, run_name="__main__")
        return capsys.readouterr().out

    return run


# It leaves files open.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_templates_are_uploaded_changed_and_tried(editor, ses, ses_client):
    ses.verify("example.com")
    ses_client.create_configuration_set(ConfigurationSet={"Name": "template"})

    assert editor("upload") == "Created template order\n"
    assert editor("upload") == "Updated template order\n"
    assert editor("upload_test", "--template", "order") == "Created template order\n"
    printed = editor("test")

    names = [one["Name"] for one in ses_client.list_templates()["TemplatesMetadata"]]
    assert sorted(names) == ["order", "test-order"]
    [message] = ses.outbox
    assert message.id in printed
    assert message.to == ["ann@example.com"]
    assert message.configuration_set == "template"
    assert (message.subject, message.text) == ("Order 7", "Thanks, Änne")
    assert message.html == "<ul><li>tea</li><li>cups</li></ul><p>The shop thanks Änne</p>"


def test_a_client_made_without_a_fake_is_caught(monkeypatch):
    from sesfake import mock_ses

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDSHOP")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    program = runpy.run_path(SCRIPT, run_name="editor")

    with mock_ses(verified=["example.com"]) as ses:
        client = program["ses"]
        client.create_configuration_set(ConfigurationSet={"Name": "template"})
        client.create_template(
            Template={"TemplateName": "test-hi", "SubjectPart": "Hi {{name}}", "TextPart": "Hi"}
        )
        config = {
            "tests": {"to": ["ann@example.com"], "from": "shop@example.com"},
            "test": [{"template": "hi", "data": {"name": "Ann"}}],
        }
        program["test"](config, SimpleNamespace(template=None))
        assert ses.outbox.last.subject == "Hi Ann"
