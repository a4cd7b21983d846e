"""What lies in a database, read past scimd."""

import json
import sqlite3
from contextlib import closing

from told import State


def states(connection):
    """What there is: states by names."""
    documents = {
        key: (id, version, json.loads(document))
        for key, id, version, document in connection.execute("SELECT key, id, version, document FROM resource")
    }
    names = {id: name(document) for id, _, document in documents.values()}
    members = {}
    for group, member in connection.execute("SELECT groupKey, memberID FROM member"):
        members.setdefault(group, set()).add(names.get(member, member))
    return {
        name(document): State(value(document), version, frozenset(members.get(key, ())))
        for key, (_, version, document) in documents.items()
    }


def name(document):
    return document.get("userName", document.get("displayName"))


def value(document):
    return document.get("title", document.get("externalId"))


def findings(connection):
    """What is wrong with a database: the file, the journal against the state, indexes against documents."""
    found = [text for (text,) in connection.execute("PRAGMA integrity_check") if text != "ok"]
    return found + journal_findings(connection) + index_findings(connection)


def journal_findings(connection):
    """The changes of each resource count its versions from 1, name each other, and end at what there is."""
    found = []
    last = {}
    rows = connection.execute(
        "SELECT seq, resource, operation, version, previous FROM journal "
        "WHERE operation IN ('create', 'update', 'delete') ORDER BY seq"
    )
    for seq, resource, operation, version, previous in rows:
        if resource not in last:
            if (operation, version, previous) != ("create", 1, None):
                found.append(f"{resource} begins with {operation} {version}")
        else:
            before, earlier, number = last[resource]
            if operation == "create" or before == "delete" or previous != number:
                found.append(f"{resource}: {operation} {version} follows {before} {earlier}")
            if operation == "update" and version != earlier + 1:
                found.append(f"{resource}: version {version} follows {earlier}")
        last[resource] = (operation, version, seq)
    there = dict(connection.execute("SELECT id, version FROM resource"))
    told = {resource: version for resource, (operation, version, _) in last.items() if operation != "delete"}
    found += [f"{id} is there, or the journal says so, but not both" for id in told.keys() ^ there.keys()]
    found += [
        f"{id}: version {version}, in the journal {told[id]}"
        for id, version in there.items()
        if told.get(id, version) != version
    ]
    deleted = {resource for resource, (operation, _, _) in last.items() if operation == "delete"}
    graves = {id for (id,) in connection.execute("SELECT resource FROM tombstone")}
    found += [f"{id} is deleted and has no tombstone, or the other way round" for id in deleted ^ graves]
    return found


def index_findings(connection):
    """Each user is found by its names, and nothing else is; memberships are of what there is, and counts are right."""
    found = []
    for path in ("userName", "externalId"):
        indexed = set(
            connection.execute(
                "SELECT value.resource, value.value FROM value JOIN attribute ON attribute.key = value.attribute "
                "WHERE attribute.type = 'User' AND attribute.path = ?",
                [path],
            )
        )
        documents = connection.execute("SELECT key, document FROM resource WHERE type = 'User'")
        written = {(key, json.loads(document)[path]) for key, document in documents}
        found += [f"{path} {value} of {key} is in the index or the document only" for key, value in indexed ^ written]
    loose = (
        "SELECT memberID FROM member WHERE memberID NOT IN (SELECT id FROM resource) "
        "OR groupKey NOT IN (SELECT key FROM resource)"
    )
    found += [f"{id} is a member where there is none" for (id,) in connection.execute(loose)]
    counted = dict(connection.execute("SELECT type, sum(count) FROM tally GROUP BY type HAVING sum(count)"))
    there = dict(connection.execute("SELECT type, count(*) FROM resource GROUP BY type"))
    if counted != there:
        found.append(f"{counted} resources are counted, {there} are there")
    return found


def look(database, told=None, served=None):
    """All that is wrong with a database, by itself, by what clients were told, and by what the service says."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as connection:
        connection.execute("BEGIN")
        there = states(connection)
        wrong = findings(connection) + (told.differences(there) if told else [])
    if served is not None and served != there:
        names = [name for name in served.keys() | there.keys() if served.get(name) != there.get(name)]
        wrong += [f"{name}: served {served.get(name)}, stored {there.get(name)}" for name in names]
    return wrong
