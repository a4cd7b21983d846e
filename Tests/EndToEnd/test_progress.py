"""How far a long command is: a bar on a terminal, nothing elsewhere while there is nothing to wait for."""

import contextlib
import json
import os
import pty
import time

import pytest

from offline import Database, person


@pytest.fixture
def database(tmp_path):
    database = Database(tmp_path / "scimd.db").create("acme")
    database.load("acme", *[person(f"user{number}") for number in range(1_200)])
    database.scimd("backup", str(tmp_path / "backup.db"))
    return database


COMMANDS = {
    "import": ("acme", "scimd.ndjson"),
    "export": ("acme", "--ndjson", "out.ndjson"),
    "backup": ("copy.db",),
    "restore": ("backup.db",),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_terminal_shows_a_bar(database, tmp_path, command):
    here, terminal = pty.openpty()
    process = database.start(command, *COMMANDS[command], cwd=tmp_path, stdout=-1, stderr=terminal)
    os.close(terminal)
    told = process.communicate()[0]
    shown = all_of(here)
    assert process.returncode == 0 and told, shown
    assert "█" * 30 in shown and " a second" in shown and shown.endswith("\n")


def all_of(terminal):
    """What was written to a terminal, which reads end with a failure (EIO) once the other side is closed."""
    with open(terminal, "rb", buffering=0) as reader, contextlib.suppress(OSError):
        shown = b""
        while part := reader.read(1 << 16):
            shown += part
    return shown.decode()


@pytest.mark.parametrize("command", COMMANDS)
def test_no_terminal_is_not_bothered(database, tmp_path, command):
    process = database.start(command, *COMMANDS[command], cwd=tmp_path, stdout=-1, stderr=-1)
    _, errors = process.communicate()
    assert process.returncode == 0 and errors == ""


def test_an_import_that_was_killed_is_completed_by_repeating_it(tmp_path):
    database = Database(tmp_path / "scimd.db").create("acme")
    file = tmp_path / "people.ndjson"
    file.write_text("\n".join(json.dumps(person(f"user{number}")) for number in range(20_000)))
    process = database.start("import", "acme", str(file), stdout=-1, stderr=-1)
    while not database.query("SELECT 1 FROM users LIMIT 1"):
        time.sleep(0.001)
    process.kill()
    process.wait()
    [[there]] = database.query("SELECT count(*) FROM users")
    assert there < 20_000
    assert database.scimd("import", "acme", str(file)).stdout == (
        f"{20_000 - there} imported into acme, {there} were there already, 0 failed\n"
    )
