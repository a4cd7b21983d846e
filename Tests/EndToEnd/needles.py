"""Tokens and passwords of all tests, which must be found in nothing that a service leaves, in whatever form they are."""

import base64
import json
import re
import subprocess
import urllib.parse
from pathlib import Path

import pytest

TOKEN = re.compile(r"scimd_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")
PASSWORD = re.compile(r'"password"\s*:\s*("(?:[^"\\]|\\.)*")', re.IGNORECASE)
PATCHED = re.compile(r'"path"\s*:\s*"[^"]*\bpassword"\s*,\s*"value"\s*:\s*("(?:[^"\\]|\\.)*")', re.IGNORECASE)
# Shorter ones are in other texts by chance.
SHORTEST = 8
# Where nginx/serve keeps its tokens, to print them again: on purpose.
TOKEN_FILES = "tokens"

known = set()
directories = set()


def note(text):
    """Notes the tokens and passwords of a request's body, or of what a command printed."""
    if isinstance(text, bytes):
        text = text.decode(errors="replace")
    known.update(TOKEN.findall(text))
    for written in PASSWORD.findall(text) + PATCHED.findall(text):
        try:
            secret = json.loads(written)
        except ValueError:
            continue
        if len(secret) >= SHORTEST:
            known.add(secret)


def forms(secret):
    """How a text may be written down: itself, escaped, percent-encoded, in hexadecimal, and as base64 from any byte on."""
    content = secret.encode(errors="surrogatepass")
    written = {content, json.dumps(secret)[1:-1].encode(), urllib.parse.quote(secret, safe="", errors="replace").encode()}
    written.add("".join(f"%{byte:02x}" for byte in content).encode())
    written.add("".join(f"%{byte:02X}" for byte in content).encode())
    written |= {content.hex().encode(), content.hex().upper().encode()}
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        for skipped in range(3):
            # What the bytes before and behind it have a part in is left out.
            whole = encode(bytes(skipped) + content)
            start = (skipped * 8 + 5) // 6
            written.add(whole[start : (skipped + len(content)) * 8 // 6])
    return {form for form in written if b"\n" not in form}


def found(paths, secrets=None):
    """The files under paths in which a secret is, each with the first secret."""
    secrets = known if secrets is None else secrets
    paths = [path for path in map(Path, paths) if path.exists()]
    if not secrets or not paths:
        return []
    patterns = b"\n".join(sorted(set().union(*map(forms, secrets)))) + b"\n"
    command = ["grep", "-ralF", "-D", "skip", f"--exclude-dir={TOKEN_FILES}", "-f", "-", *paths]
    ended = subprocess.run(command, input=patterns, capture_output=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    # 1 is that nothing was found, 2 that something could not be read, in which anything may be. Sockets and pipes are none.
    assert ended.returncode in (0, 1), ended.stderr.decode(errors="replace")
    return [(file, name(Path(file).read_bytes(), secrets)) for file in ended.stdout.decode().splitlines()]


def name(content, secrets):
    return next((secret for secret in secrets if any(form in content for form in forms(secret))), None)


@pytest.fixture(scope="session", autouse=True)
def nothing_secret_is_left():
    """Looks through the states of all services at the end, and through what they logged."""
    yield
    left = found(directories)
    # Each directory of tests has this fixture; once is enough.
    directories.clear()
    assert not left, f"of {len(known)} tokens and passwords, some are in files: {left}"
