"""nginx with the shipped files, over plain HTTP, and `scimd serve` behind it: started anew within milliseconds."""

import os
import shutil
import signal
import socket
import subprocess
import threading
import time

from service import ROOT, Client, free_port

SCIMD = ROOT / ".build" / "release" / "scimd"
NETWORK = "acme"


class Front:
    """One nginx, and the socket on which one responder after the other listens."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.listener = socket.socket(socket.AF_UNIX)
        path = folder / "scimd.sock"
        self.listener.bind(str(path))
        os.chmod(path, 0o666)
        self.listener.listen(64)
        for name in ("scimd-http.conf", "scimd-server.conf", "scimd_params"):
            shutil.copy(ROOT / "nginx" / name, folder)
        kinds = ("client_body", "fastcgi", "proxy", "uwsgi", "scgi")
        temporary = "\n".join(f"{kind}_temp_path {kind};" for kind in kinds)
        user = "user root;" if os.getuid() == 0 else ""
        (folder / "nginx.conf").write_text(
            f"""
            {user}
            worker_processes 1;
            pid nginx.pid;
            events {{}}
            http {{
                access_log off;
                {temporary}
                upstream scimd {{ server unix:{path}; keepalive 8; }}
                include scimd-http.conf;
                server {{ listen 127.0.0.1:{self.port}; include scimd-server.conf; }}
            }}
            """
        )
        command = ["nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log", "-g", "daemon off;"]
        self.nginx = subprocess.Popen(command)
        wait(lambda: socket.create_connection(("127.0.0.1", self.port)).close() is None, "nginx does not listen")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.nginx.terminate()
        self.nginx.wait(timeout=10)
        self.listener.close()

    def client(self, token):
        return Client(f"http://127.0.0.1:{self.port}/scim/v2/{NETWORK}", token, None)


class Responder:
    """`scimd serve` on the socket of a front; as nginx/respond does, it starts again what dies."""

    def __init__(self, front, database, log, environment=None):
        self.listener = front.listener
        self.command = [SCIMD, "serve", "--database", database, "--log-level", "warning"]
        self.log = log
        self.environment = {**os.environ, **(environment or {})}
        self.starts = 0
        self.is_ending = False
        self.start()
        self.supervisor = threading.Thread(target=self.supervise, daemon=True)
        self.supervisor.start()

    def start(self):
        self.starts += 1
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(self.command, stdin=self.listener, stderr=log, env=self.environment)

    def supervise(self):
        while True:
            status = self.process.wait()
            if self.is_ending:
                return
            # As little as keeps a responder that cannot start from taking all of a processor.
            time.sleep(0.05 if status else 0)
            self.start()

    def end(self, number=signal.SIGTERM):
        """Ends it for good; gives its status."""
        self.is_ending = True
        self.process.send_signal(number)
        status = self.process.wait(timeout=30)
        self.supervisor.join()
        return status


def scimd(database, *arguments, environment=None, check=True):
    return subprocess.run(
        [SCIMD, *arguments, "--database", database],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=check,
    )


def make_database(database):
    """A database with one network; gives its secret token."""
    scimd(database, "network", "create", NETWORK)
    scimd(database, "network", "set", NETWORK, "--request-rate", "0")
    return scimd(database, "token", "issue", NETWORK).stdout.splitlines()[-1]


def wait(condition, otherwise, seconds=20):
    """Waits until something is so; what cannot be connected to is not so yet."""
    end = time.monotonic() + seconds
    while True:
        try:
            if condition():
                return
        except OSError:
            pass
        assert time.monotonic() < end, otherwise
        time.sleep(0.02)
