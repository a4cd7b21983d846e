"""What nginx alone decides: TLS, layouts of Tenant URLs, and its own errors."""

import re
import signal
import socket
import ssl
import subprocess
import time

import pytest
import requests
from requests.adapters import HTTPAdapter

from service import ERROR, MEDIA_TYPE

ENTRA_SUITES = [
    "ECDHE-ECDSA-AES128-GCM-SHA256",
    "ECDHE-ECDSA-AES256-GCM-SHA384",
    "ECDHE-ECDSA-AES128-SHA256",
    "ECDHE-ECDSA-AES256-SHA384",
]


def handshake(service, *options):
    """What openssl says of a handshake; the certificate is an ECDSA one, so only those suites can be chosen."""
    command = ["openssl", "s_client", "-connect", f"localhost:{service.port}", "-CAfile", service.ca, *options]
    return subprocess.run(command, input="", capture_output=True, text=True).stdout


@pytest.mark.parametrize("suite", ENTRA_SUITES)
def test_suite_of_entra_is_offered(service, suite):
    said = handshake(service, "-tls1_2", "-cipher", suite)
    assert f"Cipher is {suite}" in said
    assert "Verify return code: 0" in said


def test_tls_versions(service):
    assert "TLSv1.3" in handshake(service, "-tls1_3")
    for old in ("-tls1", "-tls1_1"):
        assert "Cipher is (NONE)" in handshake(service, old, "-cipher", "ALL:@SECLEVEL=0")


def check(answer, status, says):
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    error = answer.json()
    assert (error["schemas"], error["status"]) == ([ERROR], str(status))
    assert says in error["detail"]


def test_path_outside_tells_what_a_tenant_url_is(service, acme):
    check(acme.session.get(f"https://localhost:{service.port}/scim"), 404, "/scim/v2/NETWORK")


def test_plain_http_on_the_tls_port(service):
    check(requests.get(f"http://localhost:{service.port}/scim/v2/acme/Users", timeout=10), 400, "TLS")


class ResolvedAdapter(HTTPAdapter):
    """Connects to this machine whatever the host of the URL."""

    def send(self, request, **options):
        request.headers["Host"] = re.match(r"https://([^/]+)", request.url)[1]
        request.url = re.sub(r"https://[^:/]+", "https://localhost", request.url)
        return super().send(request, **options)


def test_network_as_subdomain(service, acme):
    session = requests.Session()
    session.trust_env = False
    session.mount("https://", ResolvedAdapter())
    session.verify = service.ca
    session.headers = dict(acme.session.headers)
    base = f"https://acme.example.com:{service.port}/accounts/api/v1/scim"
    body = {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "subdomain"}
    created = session.post(base + "/Users", json=body).json()
    assert created["meta"]["location"] == f"{base}/Users/{created['id']}"
    assert session.delete(base + "/Users/" + created["id"]).status_code == 204
    other = session.get(f"https://beta.example.com:{service.port}/accounts/api/v1/scim/Users")
    assert other.status_code == 401


@pytest.mark.parametrize("path", ["/Users/", "//Users", "/Users/?startIndex=1", "/Users?aadOptscim062020"])
def test_slashes_and_flags_do_not_matter(acme, path):
    assert acme.get(path).status_code == 200


def test_network_in_any_letter_case(service, acme):
    assert acme.session.get(acme.url.replace("acme", "ACME") + "/Users").status_code == 200


def test_a_header_is_no_parameter(service, acme):
    for name in ("SCIM-Network", "Scim-Base-Url", "Proxy"):
        answer = acme.get("/ServiceProviderConfig", headers={name: "https://evil.example"})
        assert "evil" not in answer.text


def test_responder_that_dies_in_a_request_is_a_scim_error(own_service):
    service = own_service()
    client = service.client()
    pid = service.signal_responder(signal.SIGSTOP)
    with socket.create_connection(("localhost", service.port)) as plain:
        context = ssl.create_default_context(cafile=service.ca)
        with context.wrap_socket(plain, server_hostname="localhost") as connection:
            request = f"GET /scim/v2/acme/Users HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {client.token}\r\n\r\n"
            connection.sendall(request.encode())
            time.sleep(0.5)
            subprocess.run(["kill", "-KILL", str(pid)], check=True)
            answer = connection.recv(65536).decode()
    # The connection waited in the socket's queue, so the next responder may have answered it.
    assert answer.startswith(("HTTP/1.1 502", "HTTP/1.1 200"))
    assert MEDIA_TYPE in answer
    if answer.startswith("HTTP/1.1 502"):
        assert ERROR in answer and "Retry-After" in answer
