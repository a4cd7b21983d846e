"""Networks of any size, made by `scimd import`, which writes as a POST does."""

import json
import os
import random
import sqlite3
import subprocess
import time

from behind_nginx import NETWORK, SCIMD

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
GIVEN = ["Anna", "Björn", "Chloé", "David", "Elena", "Farid", "Grace", "Hiroshi", "Ines", "Jonas"]
FAMILY = ["Andersson", "Brown", "Costa", "Dubois", "Eriksen", "Fischer", "García", "Haddad", "Ivanov", "Jansen"]
TITLES = ["Engineer", "Designer", "Accountant", "Sales Manager", "Director", "Analyst", "Technician"]
DEPARTMENTS = ["Research", "Sales", "Finance", "Support", "Legal", "Operations"]


def user(number):
    """A user as Entra ID creates one."""
    given, family = GIVEN[number % 10], FAMILY[number // 10 % 10]
    mail = f"user{number}@contoso.com"
    return {
        "schemas": [USER, ENTERPRISE],
        "externalId": f"external-{number}",
        "userName": mail,
        "active": number % 20 != 0,
        "displayName": f"{given} {family}",
        "title": TITLES[number % 7],
        "emails": [{"type": "work", "value": mail, "primary": True}],
        "name": {"formatted": f"{given} {family}", "givenName": given, "familyName": family},
        "phoneNumbers": [{"type": "mobile", "value": f"+41 79 {number:07}"}],
        "addresses": [{"type": "work", "locality": "Zürich", "country": "CH", "streetAddress": f"Seestrasse {number}"}],
        ENTERPRISE: {"department": DEPARTMENTS[number % 6], "organization": "Contoso", "employeeNumber": str(number)},
    }


class Seeded:
    """A database with a network of so many users, its secret token, and what a benchmark must know of it."""

    def __init__(self, folder, size):
        self.size = size
        self.database = folder / f"{size}.db"
        self.environment = {"SCIMD_DATABASE": str(self.database)}
        self._scimd("network", "create", NETWORK)
        self.token = self._scimd("token", "issue", NETWORK).splitlines()[-1]
        started = time.monotonic()
        # A benchmark asks for more than one customer may; the rate is kept all the same, as its cost counts too.
        self._scimd("network", "set", NETWORK, "--request-rate", "100000")
        self.load(user(number) for number in range(size))
        self.seconds = time.monotonic() - started
        self.bytes = self.database.stat().st_size

    def load(self, documents):
        """Imports documents by the rules of POST."""
        file = self.database.with_suffix(".ndjson")
        with open(file, "w") as lines:
            for document in documents:
                lines.write(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n")
        self._scimd("import", NETWORK, file)
        file.unlink()

    def ids(self, number):
        """The identifiers of some users, whichever."""
        with sqlite3.connect(self.database) as connection:
            first, last = connection.execute("SELECT min(key), max(key) FROM resource WHERE type = 'User'").fetchone()
            keys = [random.randint(first, last) for _ in range(number)]
            query = "SELECT id FROM resource WHERE key = ? AND type = 'User'"
            found = [connection.execute(query, [key]).fetchone() for key in keys]
        return [row[0] for row in found if row]

    def first_ids(self, number):
        with sqlite3.connect(self.database) as connection:
            query = "SELECT id FROM resource WHERE type = 'User' ORDER BY key LIMIT ?"
            return [id for (id,) in connection.execute(query, [number])]

    def _scimd(self, *arguments):
        command = [SCIMD, *arguments]
        environment = {**os.environ, **self.environment}
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
