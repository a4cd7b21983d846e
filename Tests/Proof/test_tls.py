"""Has testssl.sh rate the TLS of nginx/serve, and looks at the headers that nginx adds."""

import json
import subprocess

import pytest
import requests

from peer import Peer
from service import Client, Service

# What Entra ID lists; a certificate has one kind of key, so one half can be chosen and the other is configured.
ENTRA = [
    "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES128-GCM-SHA256",
    "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-SHA384", "ECDHE-RSA-AES128-SHA256",
    "ECDHE-RSA-AES256-SHA384",
]
RATED = {"MEDIUM", "HIGH", "CRITICAL", "WARN"}
# What is so by nature of a certificate for localhost, or of this machine.
EXCUSED = {
    "cert_revocation": "an authority of a state directory publishes no list of revoked certificates",
    "engine_problem": "testssl.sh says that this openssl has no GOST",
    "HTTP_status_code": "testssl.sh expects a page to be moved, and is told the truth",
}
# Without the simulation of browsers and the trying of every cipher there is, which take half of the time.
SHORT = ["--protocols", "--std", "--server-preference", "--server-defaults", "--header", "--pfs", "--vulnerable"]


def rate(service, directory, options):
    """The findings of testssl.sh by their names; anew when it could not look at something.

    Its openssl may hang up before the session ticket of TLS 1.3 has come, and then says that it could not connect.
    """
    for attempt in range(3):
        findings = run_testssl(service, directory / f"{attempt}.json", options)
        if not [name for name, each in findings.items() if each["severity"] == "WARN" and name not in EXCUSED]:
            break
    return findings


def run_testssl(service, report, options):
    command = ["testssl", "--quiet", "--color", "0", "--warnings", "off", "--nodns", "none", "--ip", "127.0.0.1"]
    command += ["--add-ca", service.ca, "--jsonfile", report, *options, f"{service.client().url}/ServiceProviderConfig"]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600)
    assert report.exists(), ended.stdout + ended.stderr
    findings = json.loads(report.read_text())
    assert not [each for each in findings if each["severity"] == "FATAL"], findings
    return {each["id"]: each for each in findings}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    service = Service(tmp_path_factory.mktemp("tls") / "state", ["acme"])
    yield service
    assert service.stop() == 0


def test_no_finding_of_testssl_is_medium_or_above(served, extent, tmp_path, tried):
    findings = rate(served, tmp_path, extent(short=SHORT, long=[]))
    bad = {name: each["finding"] for name, each in findings.items() if each["severity"] in RATED and name not in EXCUSED}
    tried("tls", "findings of testssl.sh, of medium or above as failures", len(findings), len(bad))
    assert bad == {}
    # It came to the end, and saw what it should see.
    assert {"TLS1_3", "cipherlist_NULL", "cert_chain_of_trust", "HSTS_time", "heartbleed", "LUCKY13"} <= findings.keys()
    assert findings["cert_chain_of_trust"]["finding"] == "passed."
    for name, status in [("SSLv2", "not offered"), ("SSLv3", "not offered"), ("TLS1", "not offered"),
                         ("TLS1_1", "not offered"), ("TLS1_2", "offered"), ("TLS1_3", "offered with final")]:
        assert findings[name]["finding"] == status
    assert findings["cipher_order"]["severity"] == "OK"


def certificate(folder, kind):
    options = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"] if kind == "ECDSA" else ["rsa:2048"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", *options, "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-keyout", folder / f"{kind}.key", "-out", folder / f"{kind}.crt"],
        check=True, capture_output=True,
    )
    return folder / f"{kind}.crt", folder / f"{kind}.key"


def test_all_suites_of_entra_are_offered_with_keys_of_either_kind(tmp_path, tried):
    """The shipped files, with both kinds of certificates at once."""
    pairs = [certificate(tmp_path, kind) for kind in ("ECDSA", "RSA")]
    lines = "".join(f"ssl_certificate {public}; ssl_certificate_key {private};\n" for public, private in pairs)
    with Peer(tls=lines) as peer:
        missing = []
        for suite in ENTRA:
            command = ["openssl", "s_client", "-connect", f"127.0.0.1:{peer.tls_port}", "-tls1_2", "-cipher", suite]
            said = subprocess.run(command, input="", capture_output=True, text=True).stdout
            if f"Cipher is {suite}" not in said:
                missing.append(suite)
        # Nothing else is: a client with all of them but these finds none.
        others = ":".join(["ALL", "COMPLEMENTOFALL", "@SECLEVEL=0", *(f"!{suite}" for suite in ENTRA)])
        command = ["openssl", "s_client", "-connect", f"127.0.0.1:{peer.tls_port}", "-tls1_2", "-cipher", others]
        other = subprocess.run(command, input="", capture_output=True, text=True).stdout
    tried("tls", "cipher suites of Entra ID", len(ENTRA), len(missing))
    assert missing == []
    assert "Cipher is (NONE)" in other


HEADERS = {
    "Strict-Transport-Security": "max-age=31536000",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Server": "nginx",
}
UNWANTED = {"Set-Cookie", "X-Powered-By", "Via", "Access-Control-Allow-Origin"}


def test_every_answer_has_the_headers_once(served, tried):
    client = served.client()
    stranger = Client(client.url, "wrong", served.ca)
    outside = f"https://localhost:{served.port}"
    user = client.create_user("headers")
    # Answers of scimd: found, made, changed, not changed since, refused; of nginx: too large, no such address, a method.
    answers = [
        client.get("/Users"), client.get(f"/Users/{user['id']}"),
        client.get(f"/Users/{user['id']}", headers={"If-None-Match": user["meta"]["version"]}),
        client.patch(f"/Users/{user['id']}", ("replace", "title", "x")), client.post("/Users", "{"), client.get("/nothing"),
        stranger.get("/Users"), client.post("/Users", "x" * (5 << 20)), client.session.get(outside + "/scim"),
        client.session.get(outside + "/other"), client.session.get(outside + "/scimd/metrics"),
        client.session.get(outside + "/scimd/health"), client.delete(f"/Users/{user['id']}"),
        requests.get(outside.replace("https", "http") + "/scim/v2/acme", timeout=10),
    ]
    assert {200, 204, 304, 400, 401, 404, 413} <= {answer.status_code for answer in answers}
    wrong = [(answer.url, answer.status_code, name, value) for answer in answers for name, value in HEADERS.items()
             if answer.raw.headers.getlist(name) != [value]]
    wrong += [(answer.url, answer.status_code, name) for answer in answers for name in UNWANTED & answer.headers.keys()]
    tried("tls", "answers whose headers were looked at", len(answers), len({each[:2] for each in wrong}))
    assert wrong == []
