"""What operators see of a network: changes, refusals, cycles, and what they mean."""

import json
import re
import subprocess
import time

import pytest

from service import SCIMD, USER


def entries(service, network, *options):
    told = service.scimd("activity", network, "--json", *options).stdout
    return [json.loads(line) for line in told.splitlines()]


def refused(service, network, number):
    """The refusals of a network, once there are so many: they are written a moment after the answer."""
    end = time.monotonic() + 10
    while True:
        found = entries(service, network, "--failed")
        if len(found) >= number:
            return found
        assert time.monotonic() < end, found
        time.sleep(0.05)


def network_of(client):
    return client.url.rsplit("/", 1)[1]


def test_what_strangers_send_steers_no_terminal(service, fresh):
    network = network_of(fresh)
    fresh.create_user("ann\x1b[2J\u009b2J\n#9  forged", title="\u202eright to left")
    headers = {"User-Agent": b"\x1b]0;title\x07", "Authorization": "Bearer wrong"}
    assert fresh.get("/Users/%1b%5b31m", headers=headers).status_code == 401
    refused(service, network, 1)
    told = service.scimd("activity", network).stdout
    for text in (r"ann\u{1B}[2J\u{9B}2J\u{A}#9  forged", r"\u{202E}right to left", r"\u{1B}]0;title\u{7}", r"\u{1B}[31m"):
        assert text in told, told
    assert not any(ord(character) < 32 for character in told.replace("\n", "")) and "\x9b" not in told


def test_changes_are_told_from_what_to_what(service, fresh):
    user = fresh.create_user("jane@contoso.com", title="Engineer", name={"givenName": "Jane"}, password="secret-1")
    headers = {"User-Agent": "a client/1.0"}
    fresh.patch(f"/Users/{user['id']}", ("replace", "title", "Director"), ("add", "nickName", "JJ"), headers=headers)
    fresh.patch(f"/Users/{user['id']}", ("replace", "active", False), ("replace", "password", "secret-2"))
    fresh.delete(f"/Users/{user['id']}")
    created, updated, disabled, deleted = entries(service, network_of(fresh))
    assert [entry["operation"] for entry in (created, updated, disabled, deleted)] == [
        "create",
        "update",
        "disable",
        "delete",
    ]
    assert {"path": "title", "before": None, "after": "Engineer"} in created["changes"]
    assert updated["changes"] == [
        {"path": "title", "before": "Engineer", "after": "Director"},
        {"path": "nickName", "before": None, "after": "JJ"},
    ]
    assert updated["client"] == "a client/1.0"
    assert updated["token"]["id"] and re.fullmatch("[0-9a-f]{32}", updated["request"])
    assert disabled["changes"] == [{"path": "active", "before": None, "after": False}]
    assert {"path": "userName", "before": "jane@contoso.com", "after": None} in deleted["changes"]
    assert {entry["subject"] for entry in (created, updated, disabled, deleted)} == {"jane@contoso.com"}
    text = service.scimd("activity", network_of(fresh)).stdout
    assert 'title: "Engineer" → "Director"' in text and "disabled User jane@contoso.com" in text
    assert "secret-" not in text + json.dumps([created, updated, disabled, deleted])


def test_members_are_told(service, fresh):
    anna = fresh.create_user("anna")["id"]
    group = fresh.post("/Groups", {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "Staff"})
    fresh.patch(f"/Groups/{group.json()['id']}", ("add", "members", [{"value": anna}]))
    fresh.patch(f"/Groups/{group.json()['id']}", ("remove", "members", [{"value": anna}]))
    *_, added, removed = entries(service, network_of(fresh))
    assert added["members"] == {"added": [anna], "removed": []}
    assert removed["members"] == {"added": [], "removed": [anna]}


def test_refusals_are_told_with_their_reason(service, fresh):
    fresh.create_user("jane@contoso.com")
    assert fresh.post("/Users", {"schemas": [USER], "userName": "JANE@contoso.com"}).status_code == 409
    assert fresh.get("/Users", params={"filter": 'userName zz "x"'}).status_code == 400
    bulk = {
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
        "Operations": [
            {"method": "POST", "path": "/Users", "bulkId": "1", "data": {"schemas": [USER], "userName": "jane@contoso.com"}}
        ],
    }
    assert fresh.post("/Bulk", bulk).status_code == 200
    stranger = {"Authorization": "Bearer wrong"}
    assert fresh.get("/Users", params={"filter": 'userName eq "x"'}, headers=stranger).status_code == 401
    found = refused(service, network_of(fresh), 4)
    taken, filter, operation, token = sorted(found, key=lambda entry: entry["time"])
    assert (taken["status"], taken["scimType"], taken["subject"]) == (409, "uniqueness", "JANE@contoso.com")
    assert taken["target"].startswith("POST ") and "jane@contoso.com" not in taken["target"]
    assert (filter["status"], filter["scimType"], filter["subject"]) == (400, "invalidFilter", 'userName zz "x"')
    assert (operation["status"], operation["target"], operation["subject"]) == (409, "POST /Users", "jane@contoso.com")
    assert token["status"] == 401 and not token.keys() & {"token", "subject"}
    assert service.scimd("check").returncode == 0


def test_a_user_is_followed_through_changes_and_refusals(service, fresh):
    jane = fresh.create_user("jane@contoso.com", emails=[{"type": "work", "value": "j.doe@contoso.com"}])["id"]
    fresh.create_user("john@contoso.com")
    assert fresh.patch(f"/Users/{jane}", ("replace", "active", "perhaps")).status_code == 400
    refused(service, network_of(fresh), 1)
    for text in ("JANE@", "j.doe@contoso.com", jane):
        assert [entry["operation"] for entry in entries(service, network_of(fresh), "--user", text)] == ["create", "refuse"]
    assert len(entries(service, network_of(fresh), "--limit", "1")) == 1
    assert entries(service, network_of(fresh), "--since", "2030-01-01") == []
    assert len(entries(service, network_of(fresh), "--since", "1h")) == 3


def test_what_comes_is_followed(service, fresh):
    fresh.create_user("before")
    command = [SCIMD, "activity", network_of(fresh), "--follow", "--json"]
    command += ["--database", service.database]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert json.loads(process.stdout.readline())["subject"] == "before"
            fresh.create_user("after")
            assert json.loads(process.stdout.readline())["subject"] == "after"
            # More than --limit says of the beginning.
            names = [f"one of many {number}" for number in range(80)]
            operation = {"method": "POST", "path": "/Users"}
            bulk = [
                {**operation, "bulkId": name, "data": {"schemas": [USER], "userName": name}} for name in names
            ]
            schema = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"
            assert fresh.post("/Bulk", {"schemas": [schema], "Operations": bulk}).status_code == 200
            assert [json.loads(process.stdout.readline())["subject"] for _ in names] == names
        finally:
            process.kill()


# What a client does wrong, and the name of the explanation.
MISTAKES = {
    "wrong-token": lambda c: c.get("/Users", headers={"Authorization": "Bearer wrong"}),
    "no-token": lambda c: c.get("/Users", headers={"Authorization": ""}),
    "basic-authentication": lambda c: c.get("/Users", headers={"Authorization": "Basic YTpi"}),
    "wrong-tenant-url": lambda c: c.get("/Users/Users/Users"),
    "wrong-method": lambda c: c.request("PATCH", "/Users", {}),
    "wrong-media-type": lambda c: c.post("/Users", b"<user/>", headers={"Content-Type": "text/xml"}),
    "name-taken": lambda c: c.post("/Users", {"schemas": [USER], "userName": "taken"}),
    "attribute-missing": lambda c: c.post("/Users", {"schemas": [USER]}),
    "value-of-another-type": lambda c: c.post("/Users", {"schemas": [USER], "userName": "x", "active": "perhaps"}),
    "unknown-attribute": lambda c: c.patch(f"/Users/{c.taken}", ("replace", "shoeSize[", "42")),
    "nothing-to-change": lambda c: c.patch(f"/Users/{c.taken}", ("replace", 'emails[value eq "no"].display', "x")),
    "read-only-attribute": lambda c: c.patch(f"/Users/{c.taken}", ("replace", "meta.version", "2")),
    "filter-not-understood": lambda c: c.get("/Users", params={"filter": "userName"}),
    "not-json": lambda c: c.post("/Users", b"{"),
    "resource-gone": lambda c: c.patch("/Users/nobody", ("replace", "active", False)),
    "changed-meanwhile": lambda c: c.delete(f"/Users/{c.taken}", headers={"If-Match": 'W/"7"'}),
    "page-lost": lambda c: c.get("/Users", params={"cursor": "nonsense"}),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_explained(service, fresh, name):
    fresh.taken = fresh.create_user("taken")["id"]
    answer = MISTAKES[name](fresh)
    assert answer.status_code >= 400
    [entry] = refused(service, network_of(fresh), 1)
    told = service.scimd("explain", str(entry["number"])).stdout
    assert f"({name})" in told, told
    assert entry["reason"] == answer.json()["detail"] and entry["reason"] in told
    for seen in (answer.text, answer.json()["detail"]):
        assert f"({name})" in service.scimd("explain", "--text", seen).stdout


def test_every_explanation_can_be_asked_for(service):
    listed = [line.split(":")[0] for line in service.scimd("explain", "--list").stdout.splitlines()]
    assert len(listed) == len(set(listed)) > 30
    assert MISTAKES.keys() <= set(listed)
    for name in listed:
        assert f"({name})" in service.scimd("explain", name).stdout
    assert service.scimd("explain", "nonsense", check=False).returncode == 64
    assert service.scimd("explain", check=False).returncode == 64


def test_cycles_and_silence(own_service):
    service = own_service()
    client = service.client()
    jane = client.create_user("jane")["id"]
    client.patch(f"/Users/{jane}", ("replace", "title", "x"))
    client.patch(f"/Users/{jane}", ("replace", "active", False))
    client.post("/Users", {"schemas": [USER]})
    client.delete(f"/Users/{jane}")
    service.stop()
    [cycle] = [json.loads(line) for line in service.scimd("cycles", "acme", "--json").stdout.splitlines()]
    counts = {name: cycle[name] for name in ("created", "updated", "disabled", "deleted", "failed")}
    assert counts == {"created": 1, "updated": 1, "disabled": 1, "deleted": 1, "failed": 1}
    # The service asked once itself, without a token, which is no contact.
    assert cycle["requests"] == 5
    table = service.scimd("cycles", "acme")
    assert "START" in table.stdout and "last contact" in table.stdout and table.stderr == ""
    with service_database(service) as database:
        database.execute("UPDATE token SET lastUsed = lastUsed - 91 * 60 * 1000000")
    assert "silent for longer than two cycles" in service.scimd("cycles", "acme").stderr


def service_database(service):
    import sqlite3

    return sqlite3.connect(service.database, timeout=30)
