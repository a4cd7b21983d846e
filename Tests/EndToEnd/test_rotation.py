"""A secret token is exchanged while requests come, and none is refused."""

import threading
import time

from service import Client


def test_a_token_is_rotated_under_load_without_one_refused_request(own_service):
    service = own_service()
    # Six clients that never pause are more than a network may send for long.
    service.scimd("network", "set", "acme", "--request-rate", "0")
    url, first = service.tenants["acme"]
    current = {"token": first}
    statuses, used, stop = [], set(), threading.Event()

    def provision(number):
        client = Client(url, first, service.ca)
        count = 0
        while not stop.is_set():
            # An identity provider takes up the new token with its next request.
            token = current["token"]
            client.session.headers["Authorization"] = f"Bearer {token}"
            count += 1
            body = {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": f"user-{number}-{count}"}
            statuses.append(client.post("/Users", body).status_code)
            statuses.append(client.find(f'userName eq "user-{number}-{count}"')["totalResults"] + 199)
            used.add(token)

    threads = [threading.Thread(target=provision, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    old = first
    for rotation in range(3):
        new = service.scimd("token", "issue", "acme", "--label", f"rotation {rotation}").stdout.splitlines()[-1]
        current["token"] = new
        time.sleep(1)
        [identifier] = [id for id, label in service.query("SELECT id, label FROM token ORDER BY id DESC LIMIT 1 OFFSET 1")]
        service.scimd("token", "revoke", str(identifier))
        refused = Client(url, old, service.ca).get("/Users?count=1")
        assert refused.status_code == 401 and "revoked" in refused.json()["detail"]
        old = new
    stop.set()
    for thread in threads:
        thread.join()
    assert len(used) == 4, "each token was in use"
    assert len(statuses) > 200
    assert set(statuses) == {200, 201}
