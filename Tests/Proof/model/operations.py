"""Operations as they are generated, shrunk and printed: what they refer to is named by the operation that made it.

    {"method": "PATCH", "path": "/Users/{17}", "query": {…}, "body": {…}, "ifMatch": "{17@0}", "via": 1}

{17} is the identifier of what operation 17 made, {17.2} of what operation 2 of the Bulk request 17 made; {17@1} is the
entity tag of its next version. Where nothing is, as after shrinking, they stand for something that does not exist.
A filter is {"filter": tree}, a path with one {"path": [name, tree, sub-attribute]}, a cursor {"cursor": [17, "next"]}.
"""

import json
import re
from urllib.parse import urlencode

from model import filters

REFERENCE = re.compile(r"\{(\d+)(?:\.(\d+))?(?:@(\d+))?\}")


class References:
    def __init__(self, network):
        self.network = network
        self.ids = {}
        self.cursors = {}

    def note(self, number, id, part=None):
        self.ids[number, part] = id

    def resolved(self, value):
        """The value as the model reads it: with identifiers and tags, filters still as trees."""
        if isinstance(value, str):
            return REFERENCE.sub(self.replacement, value) if "{" in value else value
        if isinstance(value, list):
            return [self.resolved(inner) for inner in value]
        if isinstance(value, dict):
            if "cursor" in value and isinstance(value["cursor"], list):
                return self.cursors.get(tuple(value["cursor"]), "nothing")
            return {name: self.resolved(inner) for name, inner in value.items()}
        return value

    def replacement(self, match):
        number, part, later = [int(group) if group else None for group in match.groups()]
        id = self.ids.get((number, part), f"00000000-0000-7000-8000-{number:08d}{part or 0:04d}")
        if later is None:
            return id
        resource = self.network.resources.get(id)
        return f'W/"{(resource.version if resource else 1) + later}"'


def written(value):
    """The value as it is sent: filters and paths as text."""
    if isinstance(value, dict):
        if value.keys() == {"filter"} and isinstance(value["filter"], list):
            return filters.text(value["filter"])
        if value.keys() == {"path"} and isinstance(value["path"], list):
            name, tree, sub = value["path"]
            return f"{name}[{filters.text(tree)}]" + (f".{sub}" if sub else "")
        return {name: written(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [written(inner) for inner in value]
    return value


def sent(request):
    """The arguments of a connection for a request whose references are resolved."""
    body = request.get("body")
    headers = {}
    if request.get("ifMatch"):
        headers["HTTP_IF_MATCH"] = request["ifMatch"]
    if request.get("ifNoneMatch"):
        headers["HTTP_IF_NONE_MATCH"] = request["ifNoneMatch"]
    query = {name: value for name, value in written(request.get("query") or {}).items()}
    return {
        "method": request["method"],
        "path": request["path"],
        "query": urlencode(query),
        "body": None if body is None else json.dumps(written(body)).encode(),
        "headers": headers,
    }


def line(number, operation):
    """One operation as one line of a file that can be played again."""
    return json.dumps({"number": number, **operation}, ensure_ascii=False)


def read_lines(text):
    operations = []
    for each in text.splitlines():
        if each.strip():
            operation = json.loads(each)
            operations.append((operation.pop("number"), operation))
    return operations
