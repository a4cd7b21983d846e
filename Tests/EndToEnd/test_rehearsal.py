"""scim-rehearsal against the service: what a directory says is in the application, whatever happens on the way."""

import csv
import json
import os
import random
import signal
import subprocess
import threading
import time

import pytest

from service import ENTERPRISE, ROOT

REHEARSAL = ROOT / ".build" / "release" / "scim-rehearsal"
ATTRIBUTES = {
    "userName": "userPrincipalName",
    "displayName": "displayName",
    "title": "jobTitle",
    "preferredLanguage": "preferredLanguage",
    "externalId": "objectId",
}


def environment(client):
    return {**os.environ, "SCIM_TENANT_URL": client.url, "SCIM_TOKEN": client.token}


def rehearse(client, *arguments, check=True, timeout=300):
    done = subprocess.run(
        [REHEARSAL, *map(str, arguments)], env=environment(client), capture_output=True, text=True, timeout=timeout
    )
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


def provision_arguments(client, service, directory, state, *more):
    return [
        "provision", "--directory", directory, "--state", state, "--ca", service.ca, "--mapping", "entra-default",
        "--rate", 5000, "--concurrency", 16, *more,
    ]


def counts(output):
    """The numbers of the table, by the words of its first column."""
    numbers = {}
    for line in output.splitlines():
        name, _, number = line.rpartition(" ")
        if number.isdigit():
            numbers[name.strip()] = int(number)
    return numbers


def sample(path, number, seed):
    with open(path, "w") as file:
        subprocess.run([REHEARSAL, "sample", str(number), "--seed", str(seed)], stdout=file, check=True)
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def write(path, rows):
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


class Application:
    """What the application has to know after each cycle: the rules of the mapping, written a second time."""

    def __init__(self):
        self.users = {}
        self.groups = {}
        # A manager who was deleted stays one of whom nothing is told any more.
        self.names = {}

    def cycle(self, rows):
        ids = {row["userPrincipalName"].lower(): row["objectId"] for row in rows}
        for row in rows:
            self.tell(row)
        present = {row["objectId"] for row in rows}
        for source in [source for source in self.users if source not in present]:
            # Who left the scope before is not deleted any more.
            if self.users[source]["status"] != "unassigned":
                del self.users[source]
                for members in self.groups.values():
                    members.discard(source)
        for row in rows:
            user = self.users.get(row["objectId"])
            if user and user["status"] == "provisioned":
                manager = ids.get(row["manager"].lower())
                if manager is None or manager in self.users:
                    user["manager"] = manager
        self.join(rows)

    def tell(self, row):
        in_scope, enabled = row["assigned"] == "True", row["accountEnabled"] == "True"
        user = self.users.get(row["objectId"])
        if not (in_scope and enabled):
            if user:
                user["active"] = False
                user["status"] = "disabled" if in_scope else "unassigned"
            return
        if not user:
            user = self.users[row["objectId"]] = {"manager": None}
        user["active"], user["status"] = True, "provisioned"
        # What the directory empties is not told, so it stays.
        told = {name: row[column] for name, column in ATTRIBUTES.items()}
        told |= {
            "work email": row["mail"], "givenName": row["givenName"], "familyName": row["surname"],
            "formatted": " ".join(part for part in (row["givenName"], row["surname"]) if part),
            "country": row["country"], "organization": row["companyName"], "department": row["department"],
        }
        user.update({name: value for name, value in told.items() if value})

    def join(self, rows):
        wanted = {}
        for row in rows:
            for group in filter(None, row["groups"].split(";")):
                members = wanted.setdefault(group, set())
                user = self.users.get(row["objectId"])
                if user and (user["status"] != "unassigned" or row["objectId"] in self.groups.get(group, ())):
                    members.add(row["objectId"])
        present = {row["objectId"] for row in rows}
        for group, members in wanted.items():
            # Who was out of scope when the row went stays as they were, in their groups too.
            members |= {source for source in self.groups.get(group, ()) if source in self.users and source not in present}
        self.groups = wanted


def everything(client, path):
    resources, start = [], 1
    while True:
        page = client.get(path, params={"startIndex": start, "count": 1000}).json()
        resources += page["Resources"]
        start += len(page["Resources"])
        if start > page["totalResults"]:
            return resources


def known(client, names):
    """What the service knows, in the same form as `Application`; `names` are those of everybody seen so far."""
    users = {}
    for user in everything(client, "/Users"):
        names[user["id"]] = user["externalId"]
        enterprise = user.get(ENTERPRISE, {})
        flat = {name: user.get(name) for name in ATTRIBUTES} | {
            "active": user["active"],
            "work email": next((mail["value"] for mail in user.get("emails", []) if mail["type"] == "work"), None),
            "country": next((item["country"] for item in user.get("addresses", [])), None),
            "manager": enterprise.get("manager", {}).get("value"),
            **{name: user.get("name", {}).get(name) for name in ("givenName", "familyName", "formatted")},
            **{name: enterprise.get(name) for name in ("organization", "department")},
        }
        users[user["externalId"]] = flat
    for user in users.values():
        user["manager"] = names.get(user["manager"], user["manager"])
    groups = {
        group["displayName"]: {names[member["value"]] for member in group.get("members", [])}
        for group in everything(client, "/Groups")
    }
    return users, groups


def assert_equal(client, application):
    users, groups = known(client, application.names)
    assert users.keys() == application.users.keys()
    for source, user in application.users.items():
        wanted = {name: user.get(name) for name in users[source]}
        assert users[source] == wanted, source
    assert groups.keys() == application.groups.keys()
    for name, members in application.groups.items():
        assert groups[name] == members, name


def change(rows, chance, share=0.03):
    """A later directory: renames, disables, restores, deletions, moves of managers and groups, and newcomers."""
    people = [dict(row) for row in rows]
    number = int(len(people) * share)
    for row in chance.sample(people, number):
        kind = chance.randrange(7)
        if kind == 0:
            old = row["userPrincipalName"]
            row["surname"] = chance.choice(["O'Hara", "Núñez", "Ōe", "Smith-Jones"])
            row["displayName"] = f'{row["givenName"]} {row["surname"]}'
            row["userPrincipalName"] = row["mail"] = f"renamed.{chance.randrange(10**9)}@contoso.com"
            for other in people:
                if other["manager"] == old:
                    other["manager"] = row["userPrincipalName"]
        elif kind == 1:
            row["accountEnabled"] = "False" if row["accountEnabled"] == "True" else "True"
        elif kind == 2:
            row["assigned"] = "False" if row["assigned"] == "True" else "True"
        elif kind == 3:
            row["manager"] = chance.choice(people)["userPrincipalName"]
        elif kind == 4:
            row["groups"] = ";".join(chance.sample(["All Sales", "Office CH", "New group", "Überall"], 2))
        elif kind == 5:
            row["jobTitle"], row["department"] = chance.choice([("", "Legal"), ("Head of O&M", "")])
        else:
            row["gone"] = True
    away = [row for row in people if "False" in (row["accountEnabled"], row["assigned"])]
    for row in chance.sample(away, min(20, len(away))):
        row["accountEnabled"] = row["assigned"] = "True"
    gone = {row["userPrincipalName"] for row in people if row.pop("gone", False)}
    people = [row for row in people if row["userPrincipalName"] not in gone]
    for row in people:
        if row["manager"] in gone:
            row["manager"] = chance.choice(["", people[0]["userPrincipalName"]])
    for number in range(5):
        new = dict(chance.choice(people))
        new["objectId"] = f"{chance.randrange(16**32):032x}"
        new["userPrincipalName"] = new["mail"] = f"new.{new['objectId'][:12]}@contoso.com"
        people.append(new)
    return people


@pytest.mark.parametrize("dialect", ["default", "aadOptscim062020"])
def test_10000_people_over_six_cycles(service, fresh, tmp_path, dialect):
    directory, state = tmp_path / "people.csv", tmp_path / "state"
    rows = sample(directory, 10_000, seed=7)
    chance, application, total = random.Random(dialect), Application(), {}
    arguments = provision_arguments(fresh, service, directory, state, "--dialect", dialect)
    for cycle in range(6):
        done = counts(rehearse(fresh, *arguments).stdout)
        application.cycle(rows)
        if cycle == 0:
            assert done["created"] == len(application.users) + len(application.groups)
        for name, number in done.items():
            total[name] = total.get(name, 0) + number
        assert_equal(fresh, application)
        # Nothing changed in the directory, so nothing is sent.
        before = service.query("SELECT max(seq) FROM journal")
        unchanged = counts(rehearse(fresh, *arguments).stdout)
        assert service.query("SELECT max(seq) FROM journal") == before
        assert sum(unchanged.values()) == unchanged.get("skipped", 0)
        rows = change(rows, chance)
        write(directory, rows)
    kinds = ("created", "updated", "disabled", "restored", "deleted", "managers set", "member additions", "member removals")
    assert all(total[name] > 10 for name in kinds), total


def test_the_responder_may_die_at_any_time(own_service, tmp_path):
    service = own_service(state="dying")
    client = service.client()
    directory, state = tmp_path / "people.csv", tmp_path / "rehearsal"
    rows = sample(directory, 3_000, seed=11)
    application, chance = Application(), random.Random(5)
    arguments = provision_arguments(client, service, directory, state)
    arguments[arguments.index("--rate") + 1] = 400
    kills, over = [], threading.Event()

    def kill():
        while not over.wait(2):
            try:
                kills.append(service.signal_responder(signal.SIGKILL))
            except (ValueError, ProcessLookupError):
                pass  # It is just being started again.

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        for _ in range(2):
            rehearse(client, *arguments)
            application.cycle(rows)
            rows = change(rows, chance)
            write(directory, rows)
    finally:
        over.set()
        killer.join()
    service.wait_until_ready()
    assert len(kills) >= 5
    assert_equal(client, application)
    assert service.scimd("check").returncode == 0


def test_the_rehearsal_may_be_interrupted_at_any_time(service, fresh, tmp_path):
    directory, state = tmp_path / "people.csv", tmp_path / "rehearsal"
    rows = sample(directory, 2_000, seed=3)
    application, chance = Application(), random.Random(9)
    before = service.query("SELECT max(seq) FROM journal")[0][0]
    arguments = [str(argument) for argument in provision_arguments(fresh, service, directory, state)]
    for _ in range(2):
        for delay in (0.3, 0.6, 0.5, 0.4):
            process = subprocess.Popen(
                [REHEARSAL, *arguments], env=environment(fresh), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            time.sleep(delay)
            process.kill()
            process.wait()
        rehearse(fresh, *arguments)
        application.cycle(rows)
        assert_equal(fresh, application)
        rows = change(rows, chance)
        write(directory, rows)
    creations = service.query("SELECT count(*) FROM journal WHERE seq > ? AND operation = 'create'", before)[0][0]
    deleted = service.query("SELECT count(*) FROM journal WHERE seq > ? AND operation = 'delete'", before)[0][0]
    assert creations == len(application.users) + len(application.groups) + deleted, "nobody was created twice"
