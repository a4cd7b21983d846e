"""Two networks of one service: acme, whose client is curious, and beta, about which it must learn nothing."""

import base64
import json
import random
import secrets
import string
from pathlib import Path

from model.attributes import ENTERPRISE, GROUP, USER
from fastcgi import base_url

ROOT = Path(__file__).resolve().parents[3]
BULK = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"


class Neighbours:
    def __init__(self, responder, users=300, groups=30):
        self.responder = responder
        self.tokens = {name: responder.network(name) for name in ("acme", "beta")}
        # beta has a resource type that acme has not.
        responder.command("network", "schemas", "beta", str(ROOT / "Tests" / "Schemas"))
        responder.command("network", "set", "beta", "--default-page-size", "55", "--max-page-size", "77")
        self.connection = responder.connect()
        self.own = self.fill("acme", users // 3, groups)
        self.others = self.fill("beta", users, groups)
        self.cursors = self.pages("beta")
        # What a question changes of acme's own is put back.
        self.originals = {
            f"{endpoint}/{each['id']}": each["data"] for endpoint in ("/Users", "/Groups")
            for each in self.own[endpoint[1:]]
        }

    def ask(self, network, method, path, query="", body=None, headers=None, token=None):
        token = token or self.tokens[network]
        body = None if body is None else json.dumps(body).encode()
        return self.connection.ask(network, token, method, path, query, body, headers)

    def fill(self, network, users, groups):
        """Makes people with managers, and groups of them; all that the other network could ask for."""
        made = {"Users": [], "Groups": []}
        for start in range(0, users, 100):
            operations = [
                {
                    "method": "POST", "path": "/Users", "bulkId": f"{network}-{number}",
                    "data": self.user(network, number, made),
                }
                for number in range(start, min(start + 100, users))
            ]
            made["Users"] += self.bulk(network, operations)
        operations = [
            {"method": "POST", "path": "/Groups", "bulkId": f"{network}-g{number}", "data": {
                "schemas": [GROUP], "displayName": f"{network}-team-{number:04}",
                "externalId": f"{network}-g-{number:04}",
                "members": [{"value": random.choice(made["Users"])["id"]} for _ in range(3)],
            }}
            for number in range(groups)
        ]
        made["Groups"] = self.bulk(network, operations)
        return made

    def user(self, network, number, made):
        user = {
            "schemas": [USER], "userName": f"{network}-user-{number:06}", "externalId": f"{network}-e-{number:06}",
            "emails": [{"value": f"{network}-{number:06}@example.org", "type": "work"}], "title": "T",
        }
        if made["Users"]:
            user[ENTERPRISE] = {"manager": {"value": made["Users"][0]["id"]}}
        return user

    def bulk(self, network, operations):
        answer = json.loads(self.ask(network, "POST", "/Bulk", body={"schemas": [BULK], "Operations": operations}).body)
        made = []
        for operation, told in zip(operations, answer["Operations"]):
            assert told["status"] == "201", told
            data = operation["data"]
            made.append({
                "data": data, "id": told["location"].rsplit("/", 1)[1], "bulkId": operation["bulkId"],
                "externalId": data["externalId"], "name": data.get("userName") or data["displayName"],
                "email": data.get("emails", [{"value": f"{data['externalId']}@example.org"}])[0]["value"],
                "network": network, "version": told["version"],
            })
            # As often asked for as what exists: what repeats itself is answered a little faster.
            made[-1]["nothing"] = made_up(made[-1])
        return made

    def pages(self, network):
        """Cursors of several queries, each with the query that it belongs to, and with noise of the same length."""
        cursors = []
        for query in ("count=2", "count=3&sortBy=userName", "count=2&filter=title%20pr") * 50:
            page = json.loads(self.ask(network, "GET", "/Users", f"cursor=&{query}").body)
            cursor = page["nextCursor"]
            size = len(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
            noise = base64.urlsafe_b64encode(secrets.token_bytes(size)).decode().rstrip("=")
            cursors.append((query, cursor, noise))
        return cursors


def made_up(other):
    """Something like a resource of the other network that does not exist; its names have the same form and length."""
    hexadecimal = "0123456789abcdef"
    names = {
        name: renumbered(other[name].replace("beta", "bete")) for name in ("bulkId", "externalId", "name", "email")
    }
    id = other["id"][:20] + "".join("-" if c == "-" else random.choice(hexadecimal) for c in other["id"][20:])
    return {**names, "id": id, "network": other["network"], "version": other["version"]}


def renumbered(text):
    """The text with other digits."""
    return "".join(random.choice(string.digits) if c.isdigit() else c for c in text)


def location(other, endpoint):
    return f"{base_url(other['network'])}{endpoint}/{other['id']}"
