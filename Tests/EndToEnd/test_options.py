"""Every command, option and argument says what it is for, and the README names every command."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

import needles
from nobody import AS_NOBODY
from offline import Database, person
from service import PROGRAMS, ROOT, SCIMD

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


def test_who_may_not_open_the_database_is_told_so(tmp_path):
    """Not that there is none, which another user would then make."""
    database = Database(tmp_path / "scimd.db").create("acme")
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)
        program = shutil.copy(SCIMD, place)
        closed = Path(place) / "closed"
        closed.mkdir()
        database.path.rename(closed / "scimd.db")
        closed.chmod(0)
        for arguments in (["network", "list"], ["network", "create", "beta"], ["token", "issue", "acme"]):
            call = [*AS_NOBODY, program, *arguments, "--database", closed / "scimd.db"]
            ended = subprocess.run(call, capture_output=True, text=True)
            assert ended.returncode == 1, ended.stderr
            assert "Permission denied; repeat the command as root, or as the user that scimd runs as" in ended.stderr
        closed.chmod(0o700)


@pytest.mark.parametrize("arguments", [["network", "list"], ["token", "list", "acme"], ["cycles", "acme"]], ids=" ".join)
def test_results_that_cannot_be_written_are_a_failure(tmp_path, arguments):
    database = Database(tmp_path / "scimd.db").create("acme")
    with open("/dev/full", "w") as full:
        process = database.start(*arguments, stdout=full, stderr=subprocess.PIPE)
        told = process.communicate()[1]
    assert process.returncode == 1 and "the output cannot be written: No space left on device" in told


@pytest.mark.parametrize("closed", ["2>&-", "2>/dev/full"])
def test_messages_that_cannot_be_written_stop_nothing(tmp_path, closed):
    database = Database(tmp_path / "scimd.db").create("acme")
    file = tmp_path / "people.ndjson"
    file.write_text("{\n" + json.dumps(person("ann")) + "\n")
    for arguments, status in ((f"import acme {file}", 1), ("token issue acme", 0), ("export acme --ndjson", 0)):
        command = f"exec '{SCIMD}' {arguments} {closed}"
        ended = subprocess.run(["sh", "-c", command], env=database.environment, capture_output=True, text=True)
        needles.note(ended.stdout)
        assert ended.returncode == status and ended.stdout


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
