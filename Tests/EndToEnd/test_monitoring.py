"""Logs, metrics and health, as those who watch the service read them."""

import json
import os
import sqlite3
import time
import uuid

import requests
from prometheus_client.parser import text_string_to_metric_families

from service import USER
from test_monitoring_files import documented


def monitoring(service, name):
    url = f"https://localhost:{service.port}/scimd/{name}"
    session = requests.Session()
    session.trust_env = False
    return session.get(url, verify=service.ca, timeout=30)


def metrics(service):
    answer = monitoring(service, "metrics")
    assert answer.status_code == 200, answer.text
    samples = {}
    for family in text_string_to_metric_families(answer.text):
        for sample in family.samples:
            samples[sample.name, tuple(sorted(sample.labels.items()))] = sample.value
    return samples


def value(samples, name, **labels):
    return samples.get((name, tuple(sorted(labels.items()))), 0)


class FromAnotherAddress(requests.adapters.HTTPAdapter):
    def init_poolmanager(self, *arguments, **options):
        super().init_poolmanager(*arguments, source_address=("127.0.0.2", 0), **options)


def test_requests_are_counted(own_service):
    service = own_service()
    client = service.client()
    before = metrics(service)
    for number in range(3):
        client.create_user(f"user{number}")
    client.post("/Users", {"schemas": [USER], "userName": "user1"})
    client.get("/Users", headers={"Authorization": "Bearer wrong"})
    after = metrics(service)

    def grown(name, **labels):
        return value(after, name, **labels) - value(before, name, **labels)

    assert grown("scimd_requests_total", network="acme", route="POST /Users", status="201") == 3
    assert grown("scimd_requests_total", network="acme", route="POST /Users", status="409") == 1
    assert grown("scimd_requests_total", network="", route="other", status="401") == 1
    assert grown("scimd_request_duration_seconds_count", route="POST /Users") == 4
    assert value(after, "scimd_request_duration_seconds_bucket", route="POST /Users", le="+Inf") == 4
    assert grown("scimd_commit_writes_sum") >= 4
    assert value(after, "scimd_network_resources", network="acme", type="User") == 3
    assert value(after, "scimd_database_bytes") > 0 and value(after, "scimd_log_bytes") > 0
    assert abs(value(after, "process_start_time_seconds") - time.time()) < 60


def test_metrics_are_those_of_the_guide(service):
    service.client("beta").create_user(f"measured-{uuid.uuid4().hex}")
    service.scimd("token", "issue", "beta", "--label", 'a "label"', "--expires", "2030-01-01")
    told = {}
    for name, labels in metrics(service):
        told[name] = told.get(name, set()) | {label for label, _ in labels}
    known = documented()
    for name, labels in told.items():
        assert name in known, f"{name} is not in the guide"
        assert labels <= known[name], name
    assert "scimd_token_expiry_timestamp_seconds" in told
    # An hour has not passed, so the service may not have stored when it was used.
    assert set(known) - set(told) <= {"up", "scimd_network_last_contact_timestamp_seconds"}


def test_health_really_writes(own_service):
    service = own_service()
    assert monitoring(service, "health").json() == {"status": "pass"}
    with sqlite3.connect(service.database, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = monitoring(service, "health")
        other.execute("ROLLBACK")
    assert answer.status_code == 503 and answer.json()["status"] == "fail", answer.text
    assert monitoring(service, "health").status_code == 200


def test_monitoring_is_closed_to_others(service):
    session = requests.Session()
    session.trust_env = False
    # Another address of this machine is not the one that is allowed.
    session.mount("https://127.", FromAnotherAddress())
    for name in ("metrics", "health"):
        refused = session.get(f"https://127.0.0.1:{service.port}/scimd/{name}", verify=service.ca, timeout=30)
        assert refused.status_code == 403
        told = session.get(
            f"https://localhost:{service.port}/scim/v2/acme/{name}",
            headers={"SCIMD-ENDPOINT": name, "SCIMD_ENDPOINT": name},
            verify=service.ca,
            timeout=30,
        )
        assert told.status_code == 401


def test_each_request_is_one_line(own_service):
    service = own_service(arguments=["--log-level", "info"])
    client = service.client()
    secrets = ["geheim-4711", client.token, "searched-for@contoso.com", "Bearer", "body-words", "no-truth"]
    client.create_user("jane", password="geheim-4711", nickName="body-words")
    client.get("/Users", params={"filter": 'userName eq "searched-for@contoso.com"'})
    client.post("/Users", {"schemas": [USER], "userName": "body-words", "active": "no-truth"})
    service.stop()
    log = (service.state / "log" / "scimd.log").read_text()
    lines = [json.loads(line) for line in log.splitlines()]
    asked = [line for line in lines if line["message"] == "request" and line.get("token")]
    # A line is written when the answer is on its way, by another thread each time.
    asked.sort(key=lambda line: line["status"])
    assert [(line["route"], line["status"], line["rows"]) for line in asked] == [
        ("GET /Users", 200, 0),
        ("POST /Users", 201, 1),
        ("POST /Users", 400, 0),
    ]
    assert asked[2]["scimType"] == "invalidValue"
    assert all(line["network"] == "acme" and line["microseconds"] > 0 and len(line["request"]) == 32 for line in asked)
    known = {request for (request,) in service.query("SELECT request FROM journal")}
    assert {asked[1]["request"], asked[2]["request"]} <= known
    for secret in secrets:
        assert secret not in log


def test_the_log_can_tell_more_or_less(own_service):
    loud = own_service(arguments=["--log-level", "debug"])
    loud.client().get("/Users", params={"filter": 'userName eq "x"'})
    loud.stop()
    lines = [json.loads(line) for line in (loud.state / "log" / "scimd.log").read_text().splitlines()]
    assert any("userName" in line.get("query", "") for line in lines)
    quiet = own_service(state="quiet", arguments=["--log-level", "warning"])
    quiet.client().get("/Users")
    quiet.stop()
    assert (quiet.state / "log" / "scimd.log").read_text() == ""


def test_a_flood_of_wrong_tokens_does_not_fill_the_journal(own_service):
    service = own_service()
    client = service.client()
    for _ in range(150):
        assert client.get("/Users", headers={"Authorization": "Bearer wrong"}).status_code == 401
    service.stop()
    [(count,)] = service.query("SELECT count(*) FROM journal WHERE operation = 'refuse'")
    assert 0 < count <= 120
    assert os.path.getsize(service.database) < 10 << 20
