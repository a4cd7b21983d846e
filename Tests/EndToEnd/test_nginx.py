"""What nginx alone decides: TLS, layouts of Tenant URLs, and its own errors."""

import os
import re
import signal
import subprocess

import pytest
import requests
from requests.adapters import HTTPAdapter

from peer import Peer
from service import ERROR, MEDIA_TYPE, ROOT

PARAMETERS = ROOT / "Sources" / "scimd" / "Serving" / "RequestParameter.swift"

ENTRA_SUITES = [
    "ECDHE-ECDSA-AES128-GCM-SHA256",
    "ECDHE-ECDSA-AES256-GCM-SHA384",
    "ECDHE-ECDSA-AES128-SHA256",
    "ECDHE-ECDSA-AES256-SHA384",
]


@pytest.fixture
def peer():
    with Peer() as peer:
        yield peer


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


def test_a_path_with_a_zero_byte(acme):
    """nginx refuses it before it has a path, and so before it can go to a named location."""
    check(acme.get("/Users/%00"), 400, "could not read the request")


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


def test_responder_that_is_gone_is_a_scim_error_and_comes_back(own_service):
    service = own_service()
    client = service.client()
    # nginx/serve may not have come to its own watch yet: it must notice all the same.
    [responder] = service.responders()
    loop = int(subprocess.check_output(["ps", "-o", "ppid=", "-p", str(responder)]))
    # Without the loop nobody holds the socket, so nginx finds it closed until nginx/serve starts another one.
    os.kill(loop, signal.SIGKILL)
    os.kill(responder, signal.SIGKILL)
    answer = client.get("/Users")
    check(answer, 502, "starts scimd")
    assert int(answer.headers["Retry-After"]) > 0
    service.wait_until_ready()
    assert client.get("/Users").status_code == 200
    assert service.responders() != [responder]


@pytest.mark.parametrize("status", [413, 414, 429, 500, 502, 503, 504])
def test_every_error_of_nginx_is_a_scim_error(peer, status):
    answer = requests.get(f"{peer.url}/fail/{status}", timeout=10)
    check(answer, status, " ")
    assert ("Retry-After" in answer.headers) == (status in (429, 502, 503, 504))
    assert "the web server could not answer" not in answer.json()["detail"], "the status has no text of its own"


def test_parameters_are_those_the_program_reads_and_no_others(peer):
    """Against the shipped files, with a responder that tells what it was sent."""
    answer = requests.post(
        f"{peer.url}/scim/v2/acme//Users/?filter=a+b",
        data="{}",
        headers={
            "Content-Type": MEDIA_TYPE, "Authorization": "Bearer x", "Accept": "a/b", "If-Match": "m", "If-None-Match": "n",
            "User-Agent": "u/1", "Content-Encoding": "gzip",
            "Proxy": "http://evil.example", "SCIM-Network": "evil", "X-Other": "evil", "Cookie": "evil",
        },
        timeout=10,
    )
    sent = dict(line.split("=", 1) for line in answer.text.splitlines())
    assert len(sent.pop("SCIM_REQUEST_ID")) == 32
    assert sent == {
        "SCIM_NETWORK": "acme",
        "SCIM_BASE_URL": f"{peer.url}/scim/v2/acme",
        "SCIM_PATH": "/v2/Users/",
        "REQUEST_METHOD": "POST",
        "QUERY_STRING": "filter=a+b",
        "CONTENT_TYPE": MEDIA_TYPE,
        "HTTP_CONTENT_ENCODING": "gzip",
        "CONTENT_LENGTH": "2",
        "HTTP_AUTHORIZATION": "Bearer x",
        "HTTP_ACCEPT": "a/b",
        "HTTP_IF_MATCH": "m",
        "HTTP_IF_NONE_MATCH": "n",
        "HTTP_USER_AGENT": "u/1",
    }
    read = set(re.findall(r'case \.\w+: "(\w+)"', PARAMETERS.read_text()))
    # The endpoint is named by the locations for monitoring alone.
    assert read == sent.keys() | {"SCIM_REQUEST_ID", "SCIMD_ENDPOINT"}


# What an nginx in front of PHP may have in http { }.
SITE = """
    fastcgi_intercept_errors on;
    fastcgi_cache_path {run}/cache keys_zone=site:1m;
    fastcgi_cache site;
    fastcgi_cache_key $uri;
    fastcgi_cache_valid any 1m;
    fastcgi_request_buffering off;
    fastcgi_max_temp_file_size 0;
    fastcgi_temp_file_write_size 32k;
"""


def test_what_a_site_has_set_for_others_changes_nothing():
    with Peer(site=SITE) as peer:
        users = f"{peer.url}/scim/v2/acme/Users"
        # A body of no known length comes with one.
        assert "CONTENT_LENGTH=6\n" in requests.post(users, data=iter([b"abc", b"def"]), timeout=10).text
        for token in ("Bearer one", "Bearer two"):
            assert f"HTTP_AUTHORIZATION={token}\n" in requests.get(users, headers={"Authorization": token}, timeout=10).text
        refused = requests.get(f"{users}?status=400", timeout=10)
        assert refused.status_code == 400 and "SCIM_NETWORK=acme\n" in refused.text


def test_paths_that_only_look_like_ours_are_left_to_the_site(peer):
    for path in ("/scimitars/", "/scimd"):
        assert requests.get(peer.url + path, timeout=10).headers["Content-Type"] == "text/html"
    for path in ("/scim", "/scim/", "/scim/v2"):
        check(requests.get(peer.url + path, timeout=10), 404, "/scim/v2/NETWORK")
