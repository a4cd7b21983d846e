"""Every command, option and argument says what it is for, and the README names every command."""

import json
import re
import subprocess

import pytest

from offline import Database
from service import PROGRAMS, ROOT

NAMES = ["scimd", "scim-rehearsal"]


def commands(program):
    """All commands of a program with their paths."""
    told = subprocess.run([PROGRAMS / program, "--experimental-dump-help"], capture_output=True, text=True, check=True).stdout

    def walk(command, path):
        path = [*path, command["commandName"]]
        yield path, command
        for child in command.get("subcommands", []):
            if child["commandName"] != "help":
                yield from walk(child, path)

    return list(walk(json.loads(told)["command"], []))


@pytest.mark.parametrize("program", NAMES)
def test_everything_is_explained(program):
    known = commands(program)
    assert len(known) > 4
    for path, command in known:
        assert command.get("abstract"), path
        for argument in command.get("arguments", []):
            name = argument.get("preferredName", {}).get("name") or argument.get("valueName")
            text = argument.get("abstract") or ""
            assert text.endswith(".") and len(text) > 8, f"{' '.join(path)}: {name} says '{text}'"


@pytest.mark.parametrize(
    "arguments",
    [
        ["serve", "--journal-days", "999999999"], ["serve", "--journal-days", "-1"],
        ["activity", "acme", "--since", "99999999999w"], ["activity", "acme", "--since", "soon"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_is_a_wrong_call(tmp_path, arguments):
    database = Database(tmp_path / "scimd.db").create("acme")
    assert database.scimd(*arguments, check=False).returncode == 64


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"], ["backup", "copy"], ["network", "list"], ["token", "issue", "acme"], ["changes", "acme"],
        ["activity", "acme"], ["export", "acme", "--csv"],
    ],
    ids=" ".join,
)
def test_a_wrong_path_is_no_empty_database(tmp_path, arguments):
    database = Database(tmp_path / "elsewhere.db")
    ended = database.scimd(*arguments, check=False)
    assert ended.returncode == 1 and "does not exist; 'scimd network create' makes one" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_readme_names_every_command():
    readme = (ROOT / "README.md").read_text()
    for path, _ in commands("scimd"):
        if len(path) == 2:
            assert re.search(rf"^scimd {path[1]}\b", readme, re.MULTILINE), path


def test_each_option_of_serve_is_in_a_guide_or_the_readme():
    texts = (ROOT / "README.md").read_text()
    for guide in (ROOT / "Sources" / "SCIM" / "SCIM.docc" / "Guides").glob("*.md"):
        texts += guide.read_text()
    [serve] = [command for path, command in commands("scimd") if path == ["scimd", "serve"]]
    for argument in serve["arguments"]:
        name = argument.get("preferredName", {}).get("name")
        if name not in ("help", "version"):
            assert f"--{name}" in texts, name
