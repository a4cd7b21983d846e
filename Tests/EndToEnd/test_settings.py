"""What an operator decides for one network (`scimd network set`), through nginx and while the service runs."""

import json
import re
import sqlite3
import uuid
from datetime import datetime, timedelta, timezone

import pytest

from service import ENTERPRISE, GROUP, ROOT, USER, Client

STARMIND = 'name.givenName, name.familyName, emails[type eq "work"].value'
ARTICLE = ROOT / "Sources" / "SCIM" / "SCIM.docc" / "Guides" / "NetworkSettings.md"


def name_of(client):
    return client.url.rsplit("/", 1)[1]


@pytest.fixture
def configure(service, fresh):
    """Sets settings of the fresh network."""

    def run(*arguments, check=True):
        return service.scimd("network", "set", name_of(fresh), *arguments, check=check)

    return run


def jane(**changes):
    name = f"Jane.{uuid.uuid4().hex[:8]}@contoso.com"
    user = {
        "schemas": [USER, ENTERPRISE],
        "userName": name,
        "active": True,
        "emails": [{"primary": True, "type": "work", "value": name}],
        "name": {"givenName": "Jane", "familyName": "O'Neill"},
        ENTERPRISE: {"department": "R&D"},
    }
    user.update(changes)
    return user


def test_flags_take_the_value_that_is_written(configure):
    assert configure("--unique-work-emails=yes").stdout == "unique-work-emails: yes\n"
    for value in ("no", "default"):
        assert configure(f"--unique-work-emails={value}").stdout == "unique-work-emails: no\n"
    assert configure("--unique-group-names=default").stdout == "unique-group-names: yes\n"


@pytest.mark.parametrize(
    "arguments, says",
    [
        (["--unique-work-emails=maybe"], "--unique-work-emails cannot be 'maybe'"),
        (["--no-unique-work-emails=no"], "there is no setting '--no-unique-work-emails=no'"),
        (["--required-attributes="], "--required-attributes needs a value"),
        (["--required-attributes", "--deletion", "disable"], "--required-attributes needs a value"),
        (["-x"], "there is no setting '-x'"),
        (["--unique-work-emails", "yes"], "name one network, not 2"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_a_setting_that_cannot_be_is_told(configure, arguments, says):
    ended = configure(*arguments, check=False)
    assert ended.returncode == 64 and says in ended.stderr, ended.stderr


def test_help_show_and_article_tell_every_setting(service, fresh, configure):
    documented = re.findall(r"^\| `--([a-z-]+)` \|.*\| (.+?) \|$", ARTICLE.read_text(), re.MULTILINE)
    assert len(documented) == 9
    told = " ".join(service.scimd("network", "set", "--help").stdout.split())
    shown = service.scimd("network", "show", name_of(fresh)).stdout
    for option, sentence in documented:
        assert f"--{option}" in told and sentence in told, option
        assert re.search(rf"^--{option}: .* \(default\)$", shown, re.MULTILINE), shown
    settings = json.loads(service.scimd("network", "show", name_of(fresh), "--json").stdout)["settings"]
    assert len(settings) == len(documented)
    assert settings["uniqueGroupNames"] is True and settings["maxPageSize"] == 1000
    configure("--max-page-size", "50", "--default-page-size=20", "--no-unique-group-names")
    shown = service.scimd("network", "show", name_of(fresh)).stdout
    assert re.search(r"^--max-page-size: +50$", shown, re.MULTILINE), shown
    assert service.query("SELECT settings FROM network WHERE name = ?", name_of(fresh)) == [
        ('{"uniqueGroupNames":false,"defaultPageSize":20,"maxPageSize":50}',)
    ]


@pytest.mark.parametrize(
    "arguments, status, says",
    [
        ([], 64, "nothing to set"),
        (["--colour", "red"], 64, "there is no setting '--colour'"),
        (["--deletion"], 64, "'delete' or 'disable'"),
        (["--deletion", "archive"], 64, "'delete' or 'disable'"),
        (["other", "--deletion", "disable"], 64, "name one network"),
        (["--no-deletion"], 64, "there is no setting"),
        (["--required-attributes", "name.shoeSize"], 1, "name.shoeSize"),
        (["--resource-types", "Planet"], 1, "there are User, Group"),
    ],
)
def test_a_wrong_call_says_what_to_type(configure, arguments, status, says):
    ended = configure(*arguments, check=False)
    assert (ended.returncode, says in ended.stderr) == (status, True), ended.stderr


def test_starmind_demands_names_and_a_work_address(fresh, configure):
    before = fresh.post("/Users", {"schemas": [USER], "userName": "before"}).json()
    told = configure("--required-attributes", STARMIND).stdout
    assert told == f"required-attributes: {STARMIND}\n"
    created = fresh.post("/Users", jane())
    assert created.status_code == 201, created.text
    home = [{"type": "home", "value": "jane@example.com"}]
    for changes, path in [
        ({"name": {"familyName": "O'Neill"}}, "name.givenName"),
        ({"name": {"givenName": "Jane"}}, "name.familyName"),
        ({"emails": home}, 'emails[type eq "work"].value'),
    ]:
        refused = fresh.post("/Users", jane(**changes))
        assert (refused.status_code, refused.json()["scimType"]) == (400, "invalidValue")
        assert f"'{path}'" in refused.json()["detail"] and "Mappings" in refused.json()["detail"]
    url = f"/Users/{created.json()['id']}"
    # Both dialects of Entra.
    for operation in [("Replace", "name.givenName", ""), ("remove", "name.givenName", None)]:
        assert fresh.patch(url, operation).status_code == 400
    disabled = fresh.patch(url, ("Replace", "name.givenName", ""), ("Replace", "active", "False"))
    assert (disabled.status_code, disabled.json()["active"]) == (200, False)
    # Who was there before without a name can be changed and disabled.
    old = f"/Users/{before['id']}"
    assert fresh.patch(old, ("Add", "title", "T")).status_code == 200
    assert fresh.patch(old, ("Replace", "active", "False")).status_code == 200
    user = next(schema for schema in fresh.get("/Schemas").json()["Resources"] if schema["id"] == USER)
    required = {attribute["name"] for attribute in user["attributes"] if attribute["required"]}
    assert required == {"userName", "name", "emails"}
    configure("--required-attributes", "none")
    assert fresh.post("/Users", jane(name={})).status_code == 201


def test_work_addresses_are_unique(fresh, configure):
    address = f"{uuid.uuid4().hex}@contoso.com"
    emails = [{"type": "work", "value": address}]
    fresh.create_user("one", emails=emails)
    two = fresh.create_user("two", emails=[{"type": "work", "value": address.upper()}])
    refused = configure("--unique-work-emails", check=False)
    assert (refused.returncode, address in refused.stderr) == (1, True), refused.stderr
    fresh.delete(f"/Users/{two['id']}")
    assert configure("--unique-work-emails").stdout == "unique-work-emails: yes\n"
    taken = fresh.post("/Users", {"schemas": [USER], "userName": "two", "emails": emails})
    assert (taken.status_code, taken.json()["scimType"]) == (409, "uniqueness")
    assert 'emails[type eq "work"].value' in taken.json()["detail"] and address in taken.json()["detail"]
    fresh.create_user("three", emails=[{"type": "home", "value": address}])
    configure("--no-unique-work-emails")
    fresh.create_user("four", emails=emails)


def test_pages_are_as_announced(fresh, configure):
    for number in range(5):
        fresh.create_user(f"user{number}")
    configure("--default-page-size", "2", "--max-page-size", "3")
    announced = fresh.get("/ServiceProviderConfig").json()
    assert announced["filter"]["maxResults"] == announced["pagination"]["maxPageSize"] == 3
    assert announced["pagination"]["defaultPageSize"] == 2
    assert fresh.get("/Users").json()["itemsPerPage"] == 2
    assert fresh.get("/Users?count=100").json()["itemsPerPage"] == 3
    stranger = Client(fresh.url, "scimd_nobody", fresh.session.verify).get("/ServiceProviderConfig").json()
    assert stranger["filter"]["maxResults"] == 1000
    configure("--default-page-size", "default", "--max-page-size", "default")
    assert fresh.get("/Users?count=100").json()["itemsPerPage"] == 5


def test_a_deleted_person_comes_back_as_themselves(service, fresh, configure):
    configure("--deletion", "disable")
    user = jane(externalId=uuid.uuid4().hex)
    created = fresh.post("/Users", user).json()
    url = f"/Users/{created['id']}"
    group = fresh.post("/Groups", {"schemas": [GROUP], "displayName": "G", "members": [{"value": created["id"]}]}).json()
    assert fresh.delete(url).status_code == 204
    assert fresh.get(url).status_code == fresh.delete(url).status_code == 404
    assert fresh.find(f'userName eq "{user["userName"]}"')["totalResults"] == 0
    assert fresh.get("/Users").json()["totalResults"] == 0
    assert "members" not in fresh.get(f"/Groups/{group['id']}").json()
    # The application that reads the database sees that the person is disabled.
    kept = service.query("SELECT type, document ->> '$.active' FROM resource WHERE id = ?", created["id"])
    assert kept == [("User (deleted)", 0)]
    assert "User (deleted): 1" in service.scimd("network", "show", name_of(fresh)).stdout
    again = fresh.post("/Users", user)
    assert (again.status_code, again.json()["id"]) == (201, created["id"])
    assert again.headers["Location"] == f"{fresh.url}{url}"
    assert fresh.get(url).json() == again.json()
    assert (again.json()["active"], again.json()["meta"]["version"]) == (True, 'W/"3"')
    # Entra matches by userName where nothing else is mapped.
    nameless = fresh.create_user("someone")
    fresh.delete(f"/Users/{nameless['id']}")
    assert fresh.create_user("SomeOne")["id"] == nameless["id"]
    assert service.scimd("check").returncode == 0


def test_types_that_are_not_served_do_not_exist(fresh, configure):
    group = fresh.post("/Groups", {"schemas": [GROUP], "displayName": "G"}).json()
    configure("--resource-types", "User")
    for path in ("/Groups", f"/Groups/{group['id']}", "/ResourceTypes/Group", f"/Schemas/{GROUP}"):
        assert fresh.get(path).status_code == 404, path
    assert [kind["id"] for kind in fresh.get("/ResourceTypes").json()["Resources"]] == ["User"]
    assert GROUP not in {schema["id"] for schema in fresh.get("/Schemas").json()["Resources"]}
    assert fresh.post("/Groups", {"schemas": [GROUP], "displayName": "H"}).status_code == 404
    assert fresh.create_user("ann")
    configure("--resource-types", "all")
    assert fresh.get(f"/Groups/{group['id']}").status_code == 200


def test_a_group_that_is_not_served_changes_as_well(service, fresh, configure):
    user = fresh.create_user("ann")
    body = {"schemas": [GROUP], "displayName": "G", "members": [{"value": user["id"]}]}
    group = fresh.post("/Groups", body).json()
    configure("--resource-types", "User")
    fresh.delete(f"/Users/{user['id']}")
    configure("--resource-types", "all")
    now = fresh.get(f"/Groups/{group['id']}").json()
    assert "members" not in now and now["meta"]["version"] == 'W/"2"'
    changes = [json.loads(line) for line in service.scimd("changes", name_of(fresh)).stdout.splitlines()]
    assert {"removed": [user["id"]]}.items() <= changes[-2]["members"].items() and changes[-2]["id"] == group["id"]
    assert service.scimd("check").returncode == 0


def test_new_tokens_end_when_the_network_says(service, fresh, configure):
    def expiry(*arguments):
        issued = service.scimd("token", "issue", name_of(fresh), *arguments)
        token = issued.stdout.splitlines()[-1]
        assert Client(fresh.url, token, service.ca).get("/Users").status_code == 200
        return re.search(r", good until (\S+);", issued.stderr)

    assert expiry() is None
    configure("--token-lifetime", "30")
    end = datetime.fromisoformat(expiry()[1].replace("Z", "+00:00"))
    assert abs(end - datetime.now(timezone.utc) - timedelta(days=30)) < timedelta(minutes=5)
    assert expiry("--expires", "2099-01-01")[1].startswith("2099-01-01")


def test_settings_of_a_later_version_are_kept(service, fresh, configure):
    with sqlite3.connect(service.database, timeout=30) as connection:
        connection.execute("UPDATE network SET settings = '{\"colour\":\"red\"}' WHERE name = ?", [name_of(fresh)])
    connection.close()
    assert fresh.get("/Users").status_code == 200
    configure("--deletion", "disable")
    assert service.query("SELECT settings FROM network WHERE name = ?", name_of(fresh)) == [
        ('{"colour":"red","deletion":"disable"}',)
    ]


def test_what_takes_the_processor_long_counts_as_several_requests(configure, fresh):
    """To hash a password takes some 40 ms, as much as 80 requests may; the bucket of the lowest rate has room for 100."""
    configure("--request-rate", "50")
    statuses = [fresh.post("/Users", jane()).status_code for _ in range(4)]
    assert statuses == [201] * 4
    statuses = [fresh.post("/Users", jane(password=uuid.uuid4().hex)).status_code for _ in range(4)]
    assert statuses[0] == 201 and 429 in statuses, statuses
