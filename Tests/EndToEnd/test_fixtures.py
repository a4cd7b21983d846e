"""Requests that identity providers were seen to send, one file each: what is answered, and what is stored afterwards."""

from pathlib import Path

import pytest

from test_rehearsal import rehearse

FIXTURES = Path(__file__).parent / "Fixtures"
FILES = sorted(FIXTURES.rglob("*.json"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_exchange(service, acme, file):
    done = rehearse(
        acme, "validate", "--ca", service.ca, "--rate", 1000, "--conversations", file, check=False, timeout=30
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("1 passed, 0 failed\n")


def test_validator_and_gallery(service, fresh):
    done = rehearse(fresh, "validate", "--ca", service.ca, "--rate", 1000, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith("58 passed, 0 failed\n")
    # Nothing of it is left.
    assert fresh.get("/Users").json()["totalResults"] == fresh.get("/Groups").json()["totalResults"] == 0
