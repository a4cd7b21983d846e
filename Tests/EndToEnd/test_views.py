"""The views for the application: what the document promises, and nothing that is secret."""

import json
import re
import sqlite3

import pytest

from service import ENTERPRISE, GROUP, ROOT

DOCUMENT = ROOT / "Sources" / "SCIM" / "SCIM.docc" / "Guides" / "ApplicationViews.md"


def read(service, sql, *values):
    """Reads as an application does."""
    with sqlite3.connect(f"file:{service.database}?mode=ro", uri=True) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql, values)]


def test_the_document_names_every_column_and_no_other(service):
    views = {name for [name] in service.query("SELECT name FROM sqlite_master WHERE type = 'view'")}
    sections = re.split(r"^## ", DOCUMENT.read_text(), flags=re.M)[1:]
    documented = {}
    for section in sections:
        columns = re.findall(r"^\| `(\w+)` \|", section, flags=re.M)
        if columns:
            documented[section.split("\n", 1)[0]] = columns
    assert documented.keys() == views == {"users", "groups", "members"}
    for view, columns in documented.items():
        with sqlite3.connect(service.database) as connection:
            there = [column[0] for column in connection.execute(f"SELECT * FROM {view} LIMIT 0").description]
        assert columns == there, view


def test_users_have_what_was_sent(service, fresh):
    network = fresh.url.rsplit("/", 1)[1]
    boss = fresh.create_user("boss@example.com")
    sent = {
        "externalId": "E1",
        "active": False,
        "displayName": "Jané",
        "name": {"givenName": "Jane", "familyName": "O'Neill"},
        "title": "Head, of \"it\"",
        "password": "not for anybody",
        "emails": [
            {"type": "home", "value": "home@example.com"},
            {"type": "work", "value": "second@example.com"},
            {"type": "work", "value": "work@example.com", "primary": True},
        ],
        ENTERPRISE: {"department": "IT", "employeeNumber": "7", "manager": {"value": boss["id"]}},
    }
    user = fresh.create_user("jane@example.com", **sent)
    [row] = read(service, "SELECT * FROM users WHERE network = ? AND id = ?", network.upper(), user["id"])
    document = json.loads(row.pop("document"))
    assert row == {
        "network": network,
        "id": user["id"],
        "userName": "jane@example.com",
        "externalId": "E1",
        "active": 0,
        "displayName": "Jané",
        "givenName": "Jane",
        "familyName": "O'Neill",
        "workEmail": "work@example.com",
        "title": "Head, of \"it\"",
        "department": "IT",
        "employeeNumber": "7",
        "managerId": boss["id"],
        "created": user["meta"]["created"],
        "lastModified": user["meta"]["lastModified"],
    }
    del user["meta"]
    assert document == user and "password" not in document
    [row] = read(service, "SELECT active, workEmail FROM users WHERE network = ? AND id = ?", network, boss["id"])
    assert row == {"active": 1, "workEmail": None}
    assert "not for anybody" not in str(read(service, "SELECT * FROM users"))


def test_groups_and_members(service, fresh):
    network = fresh.url.rsplit("/", 1)[1]
    user = fresh.create_user("jane@example.com")
    inner = fresh.post("/Groups", {"schemas": [GROUP], "displayName": "Inner", "members": [{"value": user["id"]}]}).json()
    members = [{"value": inner["id"]}, {"value": "nobody"}]
    outer = fresh.post(
        "/Groups", {"schemas": [GROUP], "displayName": "Outer", "externalId": "O", "members": members}
    ).json()
    rows = read(service, "SELECT * FROM groups WHERE network = ? ORDER BY displayName", network)
    assert [(row["id"], row["displayName"], row["externalId"]) for row in rows] == [
        (inner["id"], "Inner", None), (outer["id"], "Outer", "O"),
    ]
    assert rows[0]["lastModified"] == inner["meta"]["lastModified"]
    assert "members" not in json.loads(rows[0]["document"])
    rows = read(service, "SELECT * FROM members WHERE network = ? ORDER BY groupName, memberType", network)
    assert [tuple(row.values())[1:] for row in rows] == [
        (inner["id"], "Inner", user["id"], "User", "jane@example.com"),
        (outer["id"], "Outer", "nobody", None, None),
        (outer["id"], "Outer", inner["id"], "Group", None),
    ]


def test_the_examples_of_the_document_run(service, fresh):
    for sql in re.findall(r"```sql\n(.*?)```", DOCUMENT.read_text(), flags=re.S):
        read(service, sql)
    network = fresh.url.rsplit("/", 1)[1]
    user = fresh.create_user("jane@example.com")
    inner = fresh.post("/Groups", {"schemas": [GROUP], "displayName": "Inner", "members": [{"value": user["id"]}]}).json()
    fresh.post("/Groups", {"schemas": [GROUP], "displayName": "Engineering", "members": [{"value": inner["id"]}]})
    [sql] = re.findall(r"```sql\n(WITH.*?)```", DOCUMENT.read_text(), flags=re.S)
    assert read(service, sql.replace("'acme'", f"'{network}'")) == [{"userName": "jane@example.com"}]


@pytest.mark.parametrize("view", ["users", "groups", "members"])
def test_nothing_is_written_through_a_view(service, view):
    """By nobody, also who has opened the file for writing."""
    connection = sqlite3.connect(service.database, timeout=30)
    try:
        for sql in (f"DELETE FROM {view}", f"UPDATE {view} SET network = 'x'", f"INSERT INTO {view} (network) VALUES ('x')"):
            with pytest.raises(sqlite3.OperationalError, match=f"cannot modify {view} because it is a view"):
                connection.execute(sql)
    finally:
        # Where one could, it must not have been others' resources.
        connection.rollback()
        connection.close()


def test_one_identifier_is_a_seek(service):
    plan = read(service, "EXPLAIN QUERY PLAN SELECT * FROM users WHERE network = 'acme' AND id = 'x'")
    told = " ".join(row["detail"] for row in plan)
    assert "resource_id (network=? AND id=?)" in told and "SCAN resource" not in told
