"""nginx/serve is started once more, after what an operator does in between, and after what went wrong."""

import os
import subprocess

import pytest

from service import ROOT, free_port


def serve(*arguments, **options):
    return subprocess.run([ROOT / "nginx" / "serve", *arguments], capture_output=True, text=True, timeout=60, **options)


@pytest.mark.parametrize("arguments", [["--database", "other.db"], ["--socket=other.sock"]], ids=" ".join)
def test_what_is_its_own_cannot_be_another(tmp_path, arguments):
    """The networks and tokens it makes would not be those that are served, or nobody would answer nginx."""
    ended = serve("--state", tmp_path / "state", "--", *arguments)
    assert ended.returncode == 64 and "cannot stand behind '--'" in ended.stderr
    assert not (tmp_path / "state").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's nginx answers as another user")
def test_a_place_that_is_closed_to_nginx_is_told(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    options = ["--state", tmp_path / "state", "--port", str(free_port())]
    ended = serve(*options, env={**os.environ, "TMPDIR": str(closed)})
    assert ended.returncode == 1 and f"www-data cannot come to '{closed}'" in ended.stderr
    assert list(closed.iterdir()) == []


def test_second_start_keeps_data_and_token(own_service):
    first = own_service(["acme", "beta"])
    made = first.client().create_user("kept")
    token = first.client().token
    assert "never" in first.scimd("token", "list", "beta").stdout.splitlines()[1]
    assert first.stop() == 0
    [line] = first.scimd("token", "list", "acme").stdout.splitlines()[1:]
    assert line.split()[-1].startswith(made["meta"]["created"][:10]), "the last use of the token is stored"
    second = own_service([])
    assert set(second.tenants) == {"acme", "beta"}
    assert second.client().token == token
    read = second.client().get(f"/Users/{made['id']}").json()
    assert (read["userName"], read["meta"]["version"]) == ("kept", made["meta"]["version"])


def test_second_start_after_a_deletion_and_a_revocation(own_service):
    """A network that was deleted stays so; for a token that was revoked there is another one."""
    first = own_service(["acme", "beta"])
    token = first.client("beta").token
    first.scimd("network", "delete", "acme")
    first.scimd("token", "revoke", first.scimd("token", "list", "beta").stdout.splitlines()[1].split()[0])
    assert first.stop() == 0
    second = own_service([])
    assert set(second.tenants) == {"beta"}
    assert second.client("beta").token != token
    assert second.client("beta").get("/Users").status_code == 200


def test_start_after_an_interruption_on_a_machine_with_a_long_name(own_service, tmp_path, monkeypatch):
    # What an operator calls builds too.
    monkeypatch.delenv("SCIMD_PROGRAMS", raising=False)
    monkeypatch.setenv("HOSTNAME", "a-pod-with-a-name-that-is-longer-than-x509-allows-in-a-common-name")
    (tmp_path / "state" / "tls").mkdir(parents=True)
    (tmp_path / "state" / "tls" / "ca.key").write_text("the beginning of a k")
    assert own_service().client().get("/Users").status_code == 200
