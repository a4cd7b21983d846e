"""A clean Debian 12 in a directory: as a chroot, and booted with systemd in namespaces of its own."""

import os
import shutil
import signal
import subprocess
import time
import uuid
from pathlib import Path

import needles
from service import ROOT

# What an operator's machine has before scimd comes, and what scimd depends on, so that apt needs no network.
PACKAGES = [
    "adduser", "bash-completion", "dbus", "libfcgi0ldbl", "libsqlite3-0", "libstdc++6", "man-db", "nginx", "systemd-sysv",
]
CACHE = ROOT / ".build" / "debian-12"
ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}


def clean_root():
    """The directory that machines are copied from; it takes minutes to make, so it stays."""
    if not (CACHE / "complete").exists() or (CACHE / "complete").read_text().split() != PACKAGES:
        shutil.rmtree(CACHE, ignore_errors=True)
        CACHE.mkdir(parents=True)
        command = ["debootstrap", "--variant=minbase", f"--include={','.join(PACKAGES)}", "bookworm", CACHE / "root"]
        result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert result.returncode == 0, result.stdout[-2_000:]
        (CACHE / "complete").write_text("\n".join(PACKAGES))
    return CACHE / "root"


class Machine:
    def __init__(self, directory):
        self.root = Path(directory) / "root"
        self.log = Path(directory) / "console.log"
        self.container = None
        # Swift's programs find their arguments in /proc.
        proc = self.root / "proc"
        self.prefix = ["unshare", "--mount", "--pid", "--fork", f"--mount-proc={proc}", "chroot", self.root]
        subprocess.run(["cp", "-a", "--reflink=auto", clean_root(), self.root], check=True)
        (self.root / "etc" / "machine-id").write_text(uuid.uuid4().hex + "\n")
        # It would listen on a port of this machine, whose network the booted one shares.
        (self.root / "etc/nginx/sites-enabled/default").unlink()

    def boot(self):
        # The machine around it may run no systemd. What is booted ends with the tests, however they end.
        command = [
            "setpriv", "--pdeathsig", "TERM", "systemd-nspawn", "--quiet", "--boot", "--register=no", "--keep-unit",
            "--console=pipe", "-D", self.root,
        ]
        with open(self.log, "w") as log:
            self.container = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        leader = self.wait_for(self.leader, "a first process")
        self.prefix = ["nsenter", "-t", leader, "-m", "-u", "-i", "-p", "-r", "-w", "--"]
        try:
            self.wait_for(lambda: self.says("systemctl", "is-system-running") in ("running", "degraded"), "systemd")
        except AssertionError as error:
            jobs = self.says("systemctl", "list-jobs", "--no-pager")
            raise AssertionError(f"systemd is {self.says('systemctl', 'is-system-running')}, with\n{jobs}") from error

    def leader(self):
        assert self.container.poll() is None, self.log.read_text()
        return Path(f"/proc/{self.container.pid}/task/{self.container.pid}/children").read_text().strip()

    def wait_for(self, look, what, timeout=180):
        end = time.monotonic() + timeout
        while not (found := look()):
            assert time.monotonic() < end, f"{what} does not come:\n{self.log.read_text()}"
            time.sleep(0.1)
        return found

    def run(self, *command, check=True, **options):
        """Runs a command there, as root; what it says is in the answer."""
        result = subprocess.run(
            [*self.prefix, *command], env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, timeout=120, **options,
        )
        if "issue" in command:
            needles.note(result.stdout)
        assert result.returncode == 0 or not check, f"{command}: {result.returncode}\n{result.stdout}{result.stderr}"
        return result

    def says(self, *command):
        return self.run(*command, check=False).stdout.strip()

    def apt(self, *arguments):
        return self.run("apt-get", "-y", "-qq", "--no-install-recommends", "--allow-downgrades", *arguments)

    def put(self, file):
        """Copies a file there, and gives its path there."""
        shutil.copy(file, self.root / "root")
        return f"/root/{Path(file).name}"

    def journal(self):
        return self.says("journalctl", "--no-pager", "-u", "scimd.service", "-u", "scimd.socket")

    def remove(self):
        """Ends what runs there, and takes the directory away: pytest would keep it for three runs."""
        if self.container is not None:
            self.stop()
        found = needles.found(self.root / place for place in ("etc", "root", "run", "tmp", "var/lib/scimd", "var/log"))
        shutil.rmtree(self.root)
        assert found == []

    def stop(self):
        # nspawn makes of it an orderly end of the system in it.
        self.container.send_signal(signal.SIGTERM)
        try:
            self.container.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.kill(int(self.leader()), signal.SIGKILL)
            self.container.wait(timeout=20)
