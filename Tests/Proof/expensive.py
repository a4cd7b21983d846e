"""Requests that are built to take long: deep, wide, or repeated as often as a body or a URL has room for."""

import json
import uuid

from growth import lookalikes
from service import GROUP, PATCH, USER

SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"
BULK = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"
# A little less than the 4 MiB that a body may have.
SIZE = 4_000_000


def user(**attributes):
    return {"schemas": [USER], "userName": uuid.uuid4().hex, **attributes}


def emails(number):
    return [{"value": f"{each}@x.org", "type": f"t{each}"} for each in range(number)]


def raw_user(members):
    return f'{{"schemas":["{USER}"],"userName":"{uuid.uuid4().hex}",{members}}}'


def documents():
    """Bodies of creations."""
    return {
        "an array in an array, and so on": raw_user('"x":' + "[" * SIZE),
        "an object in an object, and so on": raw_user('"x":' + '{"a":' * (SIZE // 5)),
        "many names": raw_user(",".join(f'"a{number}":1' for number in range(300_000))),
        "one name many times": raw_user('"a":1,' * 600_000 + '"b":1'),
        "names that differ in letter case alone": raw_user(",".join(f'"{"aA"[n & 1]}{n // 2}":1' for n in range(200_000))),
        "a number of many digits": raw_user('"x":' + "9" * SIZE),
        "an exponent of many digits": raw_user('"x":1e' + "9" * SIZE),
        "escapes": raw_user('"title":"' + "\\u00e9" * (SIZE // 6) + '"'),
        "a text that does not end": raw_user('"title":"' + "x" * SIZE)[:-1],
        "white space": raw_user(" " * SIZE + '"x":1'),
        "many emails": json.dumps(user(emails=emails(60_000))),
        "the same email many times": json.dumps(user(emails=[{"value": "a@x.org"}] * 150_000)),
        "emails that look alike": json.dumps(user(emails=[{"value": text} for text in lookalikes(25_000)]), ensure_ascii=False),
        "names that look alike": raw_user(",".join(f'"{text}":1' for text in lookalikes(100_000))),
        "many schemas": json.dumps({**user(), "schemas": [f"urn:x:{number}" for number in range(200_000)]}),
        "a long user name": json.dumps({**user(), "userName": "x" * SIZE}),
    }


def patches():
    """Bodies of changes of a user with many emails."""
    def body(*operations):
        return json.dumps({"schemas": [PATCH], "Operations": list(operations)})

    def addresses(number):
        names = ["formatted", "streetAddress", "locality", "region", "postalCode", "country"]
        return {"type": f"{number}", **{name: f"{number}" for place, name in enumerate(names) if number >> place & 1}}

    wide = " or ".join(f'value eq "{number}"' for number in range(2_000))
    legal = " or ".join(f'value co "{number}"' for number in range(400))
    return {
        "operations that each add an email": body(
            *[{"op": "add", "path": "emails", "value": [{"value": f"n{each}@x.org"}]} for each in range(5_000)]
        ),
        "operations that each add a primary email": body(
            *[{"op": "add", "path": "emails", "value": [{"value": f"p{each}@x.org", "primary": True}]} for each in range(5_000)]
        ),
        "operations that each add another choice of sub-attributes": body(
            *[{"op": "add", "path": "addresses", "value": [addresses(each)]} for each in range(5_000)]
        ),
        "operations that each add an email by a filter": body(
            *[{"op": "add", "path": f'emails[type eq "f{each}"].value', "value": f"f{each}@x.org"} for each in range(5_000)]
        ),
        "operations that each change an email": body(
            *[{"op": "replace", "path": f'emails[value eq "{each}@x.org"].display', "value": "d"} for each in range(5_000)]
        ),
        "operations that each change all emails": body(
            *[{"op": "replace", "path": "emails.display", "value": f"{each}"} for each in range(5_000)]
        ),
        "operations that each hold all emails against hundreds of values": body(
            *[{"op": "remove", "path": f"emails[{legal}]"}] * 500
        ),
        "operations that each look through all emails": body(
            *[{"op": "replace", "path": f'emails[value eq "{number}@x.org"].display', "value": "d"} for number in range(500)]
        ),
        "a wide filter on all emails": body({"op": "remove", "path": f"emails[{wide}]"}),
        "a deep filter": body({"op": "remove", "path": "emails[" + "(" * 500_000 + "value pr"}),
        "emails that look alike": body(
            {"op": "replace", "path": "emails", "value": [{"value": text} for text in lookalikes(25_000)]}
        ),
        "operations that each remove an email by a filter": body(
            *[{"op": "remove", "path": f'emails[value eq "n{each}@x.org"]'} for each in range(5_000)]
        ),
        "operations that each remove an email": body(
            *[{"op": "remove", "path": "emails", "value": [{"value": f"p{each}@x.org"}]} for each in range(5_000)]
        ),
        "operations without end": body(*[{"op": "add", "path": "title", "value": "t"}] * 50_000),
    }


def searches():
    """Bodies of searches among many users."""
    def body(**members):
        return json.dumps({"schemas": [SEARCH], **members})

    return {
        "a wide filter": body(filter=" or ".join(f'title co "n{number}"' for number in range(1_000))),
        "a filter as wide as may be": body(filter=" or ".join(f'title co "n{number}"' for number in range(400))),
        "a filter of ends": body(filter=" or ".join(f'title ew "n{number}"' for number in range(400))),
        "a filter of equal values": body(filter=" or ".join(f'title eq "n{number}"' for number in range(400))),
        "a filter of an order": body(filter=" or ".join(f'title gt "n{number}"' for number in range(400))),
        "a filter on values": body(filter=" or ".join(f'emails[value co "n{number}"]' for number in range(300))),
        "a filter of many nots": body(filter=" and ".join(f'not (title co "n{number}")' for number in range(300))),
        "a very wide filter": body(filter=" or ".join(f'userName eq "n{number}"' for number in range(100_000))),
        "a deep filter": body(filter="(" * 1_000_000 + "userName pr" + ")" * 1_000_000),
        "a filter of nots": body(filter="not (" * 400_000 + "userName pr" + ")" * 400_000),
        "a long text": body(filter=f'title co "{"x" * SIZE}"'),
        "all users in another order": body(sortBy="title", count=1_000_000),
        "all users from behind": body(sortBy="displayName", sortOrder="descending", startIndex=9_999, count=1_000_000),
        "many attributes": body(attributes=[f"a{number}" for number in range(200_000)]),
        "one attribute many times": body(attributes=["emails.value"] * 200_000, count=100),
    }


def bulks():
    """Bodies of Bulk requests."""
    def body(operations):
        return json.dumps({"schemas": [BULK], "Operations": operations})

    def creation(number):
        return {"method": "POST", "path": "/Users", "bulkId": f"b{number}", "data": user()}

    def chained(number):
        return {**creation(number), "data": user(title=f"bulkId:b{(number + 1) % 1_000}")}

    def renewing(number):
        """Members that look alike, read and written inside of the transaction."""
        members = [{"value": text} for text in lookalikes(50_000)]
        data = {"schemas": [GROUP], "displayName": uuid.uuid4().hex, "members": members}
        return {"method": "POST", "path": "/Groups", "bulkId": f"g{number}", "data": data}

    def changing(endpoint, path):
        """What is made first, and looked through by all operations behind it."""
        patch = {"schemas": [PATCH], "Operations": [{"op": "remove", "path": path}]}
        return {"method": "PATCH", "path": f"/{endpoint}/bulkId:b0", "data": patch}

    emails = [{"value": f"{number}@example.com"} for number in range(20_000)]
    members = [{"value": f"{number}"} for number in range(20_000)]
    crowd = {"schemas": [GROUP], "displayName": uuid.uuid4().hex, "members": members}

    return {
        "many changes of one large user": body(
            [{**creation(0), "data": user(emails=emails)}, *[changing("Users", 'emails[value eq "x"]')] * 999]
        ),
        "many changes of one large group": body(
            [
                {"method": "POST", "path": "/Groups", "bulkId": "b0", "data": crowd},
                *[changing("Groups", 'members[display eq "x"]')] * 999,
            ]
        ),
        "more operations than there may be": body([creation(number) for number in range(1_001)]),
        "members that look alike": json.dumps(
            {"schemas": [BULK], "Operations": [renewing(0)]}, ensure_ascii=False
        ),
        "as many creations as there may be": body([creation(number) for number in range(1_000)]),
        "references in a circle": body([chained(number) for number in range(1_000)]),
        "operations that are none": body([{}] * 1_000_000),
    }


def urls():
    """What follows /Users in a URL of at most 16 KiB."""
    return {
        "a deep filter in the URL": "?filter=" + "(" * 12_000,
        "attributes in the URL": "?attributes=" + ",".join(["name.formatted"] * 900),
        "a cursor that is none": "?cursor=" + "A" * 12_000,
        "numbers that are too large": "?count=99999999999999999999&startIndex=99999999999999999999",
        "parameters": "?" + "&".join(f"p{number}=1" for number in range(2_000)),
        "percent signs": "?filter=" + "%25" * 4_000,
    }
