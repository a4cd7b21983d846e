"""scimd import: the rules of POST, a file at a time."""

import json
import subprocess

import pytest

from offline import Database
from service import GROUP, USER


def lines(*documents):
    return "\n".join(document if isinstance(document, str) else json.dumps(document) for document in documents)


def user(name, **attributes):
    return {"schemas": [USER], "userName": name, **attributes}


def test_a_file_becomes_users_and_groups_once(service, fresh, tmp_path):
    network = fresh.url.rsplit("/", 1)[1]
    file = tmp_path / "people.ndjson"
    people = [user(f"person{number}@example.com", title=f"Title {number}") for number in range(1_201)]
    # The last line has no end, and one is empty.
    file.write_text(lines(*people, "", {"schemas": [GROUP], "displayName": "Everybody"}))
    told = service.scimd("import", network, str(file)).stdout
    assert told == f"1202 imported into {network}, 0 were there already, 0 failed\n"
    assert fresh.get("/Users").json()["totalResults"] == 1_201
    assert fresh.find('userName eq "PERSON1200@example.com"')["Resources"][0]["title"] == "Title 1200"
    assert fresh.find('displayName eq "everybody"', "/Groups")["totalResults"] == 1
    again = service.scimd("import", network, str(file)).stdout
    assert again == f"0 imported into {network}, 1202 were there already, 0 failed\n"
    assert "whole" in service.scimd("check").stdout


@pytest.mark.parametrize("name", ["-", "/dev/stdin"])
def test_what_another_command_writes_is_imported(tmp_path, name):
    database = Database(tmp_path / "scimd.db").create("acme", "beta")
    database.load("acme", "ann", "bob")
    exported = database.start("export", "acme", "--ndjson", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    # A line of white space is none, as of an editor that ends lines as Windows does.
    lines = exported.communicate()[0].replace("\n", "\r\n") + "\r\n"
    process = database.start("import", "beta", name, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.communicate(lines)[0] == "2 imported into beta, 0 were there already, 0 failed\n"
    assert process.returncode == 0


@pytest.mark.parametrize("name, reason", [("nowhere", "No such file or directory"), (".", "it is a directory")])
def test_a_file_that_cannot_be_read_is_told(tmp_path, name, reason):
    database = Database(tmp_path / "scimd.db").create("acme")
    ended = database.scimd("import", "acme", str(tmp_path / name), check=False)
    assert ended.returncode == 64 and f"cannot be read: {reason}" in ended.stderr


def test_lines_that_cannot_be_imported_are_told_and_the_others_are_there(service, fresh, tmp_path):
    network = fresh.url.rsplit("/", 1)[1]
    file = tmp_path / "people.ndjson"
    bad = ["{", user(""), {"userName": "none@example.com"}, user("large@example.com", title="x" * (4 << 20))]
    file.write_text(lines(user("good@example.com"), *bad, user("also@example.com")))
    result = service.scimd("import", network, str(file), check=False)
    assert result.returncode == 1
    assert result.stdout == f"2 imported into {network}, 0 were there already, 4 failed\n"
    for number in (2, 3, 4, 5):
        assert f"line {number}: " in result.stderr
    assert fresh.get("/Users").json()["totalResults"] == 2


def test_who_is_there_otherwise_than_a_line_says_is_left_and_told(service, fresh, tmp_path):
    network = fresh.url.rsplit("/", 1)[1]
    kept = fresh.create_user("kept@example.com", title="Kept")
    member = {"value": kept["id"]}
    file = tmp_path / "people.ndjson"
    file.write_text(
        lines(
            user("KEPT@example.com", title="Other"),
            user("kept@example.com", title="Kept", password="not told, so not compared"),
            user("twice@example.com", title="One"),
            user("twice@example.com", title="Two"),
            {"schemas": [GROUP], "displayName": "Everybody", "members": [member]},
            {"schemas": [GROUP], "displayName": "Everybody", "members": []},
            {"schemas": [GROUP], "displayName": "Everybody", "members": [member]},
        )
    )
    result = service.scimd("import", network, str(file), check=False)
    assert result.returncode == 1
    assert result.stdout == f"2 imported into {network}, 2 were there already, 3 failed\n"
    told = [line.split(":")[0] for line in result.stderr.splitlines() if "belongs to another" in line]
    assert told == ["line 1", "line 4", "line 6"]
    assert fresh.get(f"/Users/{kept['id']}").json()["title"] == "Kept"
    assert fresh.find('userName eq "twice@example.com"')["Resources"][0]["title"] == "One"


def test_a_file_that_is_not_there_is_a_wrong_call(service, fresh, tmp_path):
    network = fresh.url.rsplit("/", 1)[1]
    result = service.scimd("import", network, str(tmp_path / "none"), check=False)
    assert result.returncode == 64 and "cannot be read" in result.stderr
