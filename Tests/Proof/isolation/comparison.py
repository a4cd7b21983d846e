"""Whether two answers are the same but for the name that was asked for."""

import json
import re

UUID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
DATE = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
VERSION = re.compile(rb'W/\\?"\d+\\?"')
NEW_NAME = re.compile(rb"new[ -][0-9a-f]{16}")


def masked(answer, other, changes):
    """Status, headers and body with all that names the other, and with what is new each time, covered."""
    # The body is compared byte by byte, so its length need not be; a version of two digits makes it longer.
    headers = {name: value for name, value in answer.headers.items() if name != "content-length"}
    text = b"\n".join([str(answer.status).encode(), json.dumps(headers).encode(), answer.body])
    for name in sorted(words(other), key=len, reverse=True):
        text = text.replace(name.encode(), b"<the other>")
    text = NEW_NAME.sub(b"<new>", DATE.sub(b"<date>", UUID.sub(b"<identifier>", text)))
    return VERSION.sub(b"<version>", text) if changes else text


def words(other):
    return {
        other["id"], other["id"][:35], other["bulkId"], other["externalId"], other["name"], other["email"],
        other["type"][1:], other["cursor"][1], other.get("place", "beta"),
    }
