"""Inputs that can be made longer and longer, of every kind that a careless reader takes too long for."""

import itertools
import json

from service import ENTERPRISE, PATCH


def operations(count, operation):
    return json.dumps({"schemas": [PATCH], "Operations": [operation(index) for index in range(count)]})


def email(index):
    return {"value": f"{index}@example.com", "type": "home"}


def emails(count):
    return [email(index) for index in range(count)]


def lookalikes(number):
    """Texts of other bytes each that look the same: marks on a letter, in every order."""
    marks = "\u05b0\u05b1\u05b2\u05b3\u05b4\u05b5\u05b6\u05b7\u05b8"
    return ["\u05d0" + "".join(order) for order in itertools.islice(itertools.permutations(marks), number)]


def on_many(count, *more):
    """Adds many values, and then does something with them."""
    return operations(1 + len(more), lambda index: ({"op": "add", "path": "emails", "value": emails(count)}, *more)[index])


def parameters(*lines, body=b""):
    return b"\xff" + "".join(line + "\n" for line in lines).encode() + b"\n" + body


# The fuzzer, what the input is, how to make it, and the size of the smaller one.
FAMILIES = [
    ("json", "members", lambda n: json.dumps({f"member{index}": 0 for index in range(n)}), 4_000),
    ("json", "members of a common prefix", lambda n: json.dumps({"x" * 60 + str(index): 0 for index in range(n)}), 4_000),
    ("json", "members that look alike", lambda n: json.dumps({text: 0 for text in lookalikes(n)}, ensure_ascii=False), 4_000),
    ("json", "objects", lambda n: json.dumps([{"a": 1, "b": [2]}] * n), 10_000),
    ("json", "arrays as deep as may be", lambda n: "[" + ",".join(["[" * 31 + "]" * 31] * n) + "]", 1_000),
    ("json", "arrays deeper than may be", lambda n: "[" * n, 100_000),
    ("json", "escapes", lambda n: '"' + "\\u00e9\\n" * n + '"', 10_000),
    ("json", "surrogates", lambda n: '"' + "\\ud83c\\udf89" * n + '"', 10_000),
    ("json", "a text that does not end", lambda n: '"' + "x" * n, 100_000),
    ("json", "letters of other scripts", lambda n: json.dumps("日本e\u0301" * n, ensure_ascii=False), 10_000),
    ("json", "digits", lambda n: "9" * n, 20_000),
    ("json", "digits of a fraction", lambda n: "0." + "3" * n + "e-5", 20_000),
    ("json", "white space", lambda n: " \n" * n + "1", 100_000),
    ("json", "lines before a mistake", lambda n: "[1,\n" + "1,\n" * n + "}", 20_000),
    ("filter", "or", lambda n: " or ".join(['title eq "x"'] * n), 50),
    ("filter", "and", lambda n: " and ".join(["title pr"] * n), 70),
    ("filter", "or in brackets", lambda n: "emails[" + " or ".join(['type eq "x"'] * n) + "]", 50),
    ("filter", "not", lambda n: " and ".join(["not (not (title pr))"] * n), 40),
    ("filter", "groups in parentheses", lambda n: " or ".join(["(" * 20 + "title pr" + ")" * 20] * n), 15),
    ("filter", "a long literal", lambda n: 'userName co "' + "ab" * n + '"', 500),
    ("filter", "escapes in a literal", lambda n: 'userName co "' + "\\u00e9" * n + '"', 150),
    ("filter", "a long number", lambda n: "meta.version eq " + "1" * n, 1_000),
    ("filter", "a long name", lambda n: "a." * n + " pr", 500),
    ("filter", "longer than may be", lambda n: 'title eq "' + "x" * n + '"', 20_000),
    ("path", "or", lambda n: "emails[" + " or ".join(['type eq "x"'] * n) + "].value", 50),
    ("path", "names", lambda n: ",".join(["userName", "emails.value", "nobodyHasThis"] * n), 1_000),
    ("path", "names of extensions", lambda n: ",".join([f"{ENTERPRISE}:manager.value"] * n), 1_000),
    ("path", "a long name", lambda n: "urn:" * n, 2_000),
    ("patch", "operations", lambda n: operations(n, lambda index: {"op": "add", "path": "title", "value": "x"}), 500),
    ("patch", "names of one operation", lambda n: operations(1, lambda _: {"op": "add", "value": {f"n{i}": 1 for i in range(n)}}), 4_000),
    ("patch", "values of one operation", lambda n: on_many(n), 500),
    ("patch", "values that look alike", lambda n: operations(1, lambda _: {"op": "add", "path": "emails", "value": [{"value": text} for text in lookalikes(n)]}), 500),
    ("patch", "operations on many values", lambda n: on_many(200, *[{"op": "add", "path": "emails", "value": email(7)}] * n), 100),
    ("patch", "filters on many values", lambda n: on_many(200, *[{"op": "replace", "path": 'emails[value co "9"].type', "value": "x"}] * n), 50),
    ("patch", "values added twice", lambda n: on_many(n, {"op": "add", "path": "emails", "value": emails(n)}), 500),
    ("patch", "values removed one by one", lambda n: on_many(n, {"op": "remove", "path": "emails", "value": emails(n)}), 500),
    ("patch", "parts of values removed", lambda n: on_many(n, {"op": "remove", "path": "emails", "value": [{"type": str(i)} for i in range(n)]}), 500),
    ("patch", "values found by a filter", lambda n: on_many(n, {"op": "replace", "path": 'emails[value co "9"].type', "value": "x"}), 500),
    ("patch", "values removed by a filter", lambda n: on_many(n, {"op": "remove", "path": 'emails[value co "9"].type'}, {"op": "remove", "path": 'emails[value co "9"]'}), 500),
    ("patch", "members", lambda n: operations(n, lambda index: {"op": "add", "path": "members", "value": [{"value": str(index)}]}), 500),
    ("patch", "members removed by a filter", lambda n: operations(1, lambda _: {"op": "remove", "path": "members[" + " or ".join(f'value eq "{i}"' for i in range(n)) + "]"}), 50),
    ("cursor", "a long cursor", lambda n: "A" * n, 50_000),
    ("parameters", "parameters", lambda n: parameters(*(f"HTTP_{index}=x" for index in range(n))), 500),
    ("parameters", "a long query", lambda n: parameters("QUERY_STRING=" + "&".join(["a=%41+b"] * n)), 500),
    ("parameters", "a long path", lambda n: parameters("SCIM_PATH=" + "/Users" * n), 500),
    ("parameters", "a long list of versions", lambda n: parameters("HTTP_IF_MATCH=" + 'W/"1",' * n), 500),
]
