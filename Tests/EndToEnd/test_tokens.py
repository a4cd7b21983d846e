"""Secret tokens: who is let in, and what is told to who is not."""

import hashlib
import re
import subprocess
import uuid

import pytest
import requests

from offline import Database
from service import Client, ERROR


def authorization(client, header):
    headers = {} if header is None else {"Authorization": header}
    return requests.get(client.url + "/Users", headers=headers, verify=client.session.verify, timeout=10)


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer a b", "Basic dTpw", "Bearer wrong", "bearer-token"])
def test_refused(acme, header):
    answer = authorization(acme, header)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    error = answer.json()
    assert (error["schemas"], error["status"]) == ([ERROR], "401")
    assert "secret token" in error["detail"]


def test_scheme_in_any_letter_case(acme):
    assert authorization(acme, f"bearer {acme.token}").status_code == 200


def test_token_of_another_network_is_as_if_unknown(service, acme, beta):
    foreign = authorization(beta, f"Bearer {acme.token}")
    unknown = authorization(beta, f"Bearer scimd_{uuid.uuid4().hex}")
    nowhere = Client(acme.url.replace("/acme", "/nowhere"), acme.token, service.ca).get("/Users")
    assert foreign.status_code == unknown.status_code == nowhere.status_code == 401
    assert foreign.content == unknown.content == nowhere.content


def test_networks_do_not_see_each_other(acme, beta):
    name = uuid.uuid4().hex
    mine = acme.create_user(name)
    assert beta.get(f"/Users/{mine['id']}").status_code == 404
    assert beta.find(f'userName eq "{name}"')["totalResults"] == 0
    assert beta.patch(f"/Users/{mine['id']}", ("replace", "title", "x")).status_code == 404
    assert beta.delete(f"/Users/{mine['id']}").status_code == 404
    assert beta.create_user(name)["id"] != mine["id"]


def test_discovery_of_the_service_needs_no_token(acme):
    answer = requests.get(acme.url + "/ServiceProviderConfig", verify=acme.session.verify, timeout=10)
    assert answer.status_code == 200
    for path in ("/Schemas", "/ResourceTypes", "/Users"):
        assert requests.get(acme.url + path, verify=acme.session.verify, timeout=10).status_code == 401


def test_a_token_that_nobody_sees_is_revoked(tmp_path):
    database = Database(tmp_path / "scimd.db").create("acme")
    with open("/dev/full", "w") as full:
        process = database.start("token", "issue", "acme", stdout=full, stderr=subprocess.PIPE)
        assert "cannot be written: No space left on device" in process.communicate()[1] and process.returncode == 1
    [line] = database.scimd("token", "list", "acme").stdout.splitlines()[1:]
    assert line.split()[1] == "revoked"


def test_a_label_is_a_line_of_text(tmp_path):
    database = Database(tmp_path / "scimd.db").create("acme")
    ended = database.scimd("token", "issue", "acme", "--label", "a\n7  valid  b\x1b[2J", check=False)
    assert ended.returncode == 64 and r"a\u{A}7  valid  b\u{1B}[2J" in ended.stderr


def test_revoked_from_the_next_request_on(service, acme):
    issued = service.scimd("token", "issue", "acme", "--label", "second").stdout
    token = issued.splitlines()[-1]
    assert authorization(acme, f"Bearer {token}").status_code == 200
    listed = service.scimd("token", "list", "acme").stdout
    identifier = re.search(r"^(\d+) .*second", listed, re.MULTILINE)[1]
    service.scimd("token", "revoke", identifier)
    answer = authorization(acme, f"Bearer {token}")
    assert (answer.status_code, "revoked" in answer.json()["detail"]) == (401, True)
    assert authorization(acme, f"Bearer {acme.token}").status_code == 200


def test_expired(service, acme):
    token = service.scimd("token", "issue", "acme", "--expires", "2099-01-01").stdout.splitlines()[-1]
    assert authorization(acme, f"Bearer {token}").status_code == 200
    service.query("UPDATE token SET expires = 1000000 WHERE hash = ?", hashlib.sha256(token.encode()).digest())
    answer = authorization(acme, f"Bearer {token}")
    assert (answer.status_code, "expired on 1970-01-01" in answer.json()["detail"]) == (401, True)
    past = service.scimd("token", "issue", "acme", "--expires", "2001-01-01", check=False)
    assert (past.returncode, "in the past" in past.stderr) == (64, True)


def test_only_the_hash_is_stored(service, acme):
    content = b"".join(path.read_bytes() for path in service.state.glob("scimd.db*"))
    assert acme.token.encode() not in content
    assert hashlib.sha256(acme.token.encode()).digest() in content
    assert {oct(path.stat().st_mode & 0o777) for path in service.state.glob("scimd.db*")} == {"0o600"}


def test_wrong_calls_say_what_to_type(service):
    for arguments, status, says in [
        (["network", "create", "Not A Name"], 1, "small letters"),
        (["network", "create", "acme"], 1, "already"),
        (["network", "show", "none"], 1, "acme, beta"),
        (["token", "issue", "none"], 1, "there are acme, beta"),
        (["token", "revoke", "999999"], 1, "scimd token list"),
        (["token", "issue"], 64, "<network>"),
        (["bogus"], 64, "bogus"),
    ]:
        ended = service.scimd(*arguments, check=False)
        assert (ended.returncode, says in ended.stderr) == (status, True), (arguments, ended)
