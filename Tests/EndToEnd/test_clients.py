"""Conformity as the field measures it: with clients from PyPI."""

import os
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent


def run(command, service, **environment):
    return subprocess.run(
        command,
        env={**os.environ, "REQUESTS_CA_BUNDLE": service.ca, "SSL_CERT_FILE": service.ca, **environment},
        capture_output=True,
        text=True,
    )


def test_scim2_tester(service, fresh):
    ended = run(
        [BIN / "scim2", "--url", fresh.url, "test", "--verbose"],
        service,
        SCIM_CLI_HEADERS=f"Authorization: Bearer {fresh.token}",
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.count("SUCCESS") > 100


def test_scim_sanity(service, fresh):
    ended = run(
        [BIN / "scim-sanity", "probe", fresh.url, "--token", fresh.token, "--ca-bundle", service.ca, "--strict",
         "--i-accept-side-effects"],
        service,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "All tests passed" in ended.stdout
    assert "[WARN]" not in ended.stdout
