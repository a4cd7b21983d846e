"""nginx, and the responders behind it: scimd, and the ceilings."""

import atexit
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCIMD = ROOT / ".build" / "release" / "scimd"
NETWORK = "benchmark"
# What nginx has an upstream for: scimd, a C responder of constant bytes, and one that reads or writes rows of SQLite.
RESPONDERS = ("scimd", "ceiling", "database")


def free_ports(number):
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


class Responder:
    """Processes on one listening socket."""

    def __init__(self, path, command, processes=1, environment=None):
        path.unlink(missing_ok=True)
        self.resources = path.with_suffix(".resources")
        self.resources.unlink(missing_ok=True)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(path))
        os.chmod(path, 0o666)
        self.listener.listen(1024)
        timed = ["/usr/bin/time", "-a", "-o", self.resources, "-f", "%M"]
        self.processes = [
            subprocess.Popen(
                [*timed, *command],
                stdin=self.listener,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **(environment or {})},
            )
            for _ in range(processes)
        ]
        # Also when something fails.
        atexit.register(self._end)

    def stop(self):
        """Ends the processes; gives the most memory that one had, in MiB."""
        self._end()
        atexit.unregister(self._end)
        self.listener.close()
        peaks = re.findall(r"^\d+$", self.resources.read_text(), re.MULTILINE)
        return max(map(int, peaks)) / 1024

    def _end(self):
        for process in self.processes:
            # /usr/bin/time tells nothing when it is ended itself.
            for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
                os.kill(int(child), signal.SIGTERM)
        for process in self.processes:
            process.wait(timeout=30)


class Nginx:
    """One nginx with the shipped configuration, over plain HTTP and over TLS, for scimd and for the ceilings."""

    def __init__(self, folder):
        self.folder = folder
        self.sockets = {name: folder / f"{name}.sock" for name in RESPONDERS}
        ports = iter(free_ports(2 * len(RESPONDERS)))
        self.ports = {(name, scheme): next(ports) for name in self.sockets for scheme in ("http", "https")}
        self._write()
        self.process = subprocess.Popen(
            ["nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log", "-g", "daemon off;"]
        )
        # Also when something fails.
        atexit.register(self.process.terminate)
        self._wait()

    def url(self, responder, scheme="http"):
        return f"{scheme}://127.0.0.1:{self.ports[responder, scheme]}/scim/v2/{NETWORK}"

    def stop(self):
        atexit.unregister(self.process.terminate)
        self.process.terminate()
        self.process.wait(timeout=30)

    def _write(self):
        shipped = ROOT / "nginx"
        key, certificate = self.folder / "server.key", self.folder / "server.crt"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
            + ["-subj", "/CN=localhost", "-keyout", key, "-out", certificate],
            check=True,
            capture_output=True,
        )
        shutil.copy(shipped / "scimd-http.conf", self.folder)
        servers = []
        for name in self.sockets:
            # The same files for both: only the upstream is another one.
            parameters = (shipped / "scimd_params").read_text().replace("fastcgi_pass scimd;", f"fastcgi_pass {name};")
            (self.folder / f"{name}_params").write_text(parameters)
            server = (shipped / "scimd-server.conf").read_text().replace("scimd_params", f"{name}_params")
            (self.folder / f"{name}-server.conf").write_text(server)
            servers.append(
                f"""
                upstream {name} {{ server "unix:{self.sockets[name]}"; keepalive 32; }}
                server {{
                    listen 127.0.0.1:{self.ports[name, "http"]};
                    listen 127.0.0.1:{self.ports[name, "https"]} ssl;
                    ssl_certificate "{certificate}";
                    ssl_certificate_key "{key}";
                    keepalive_requests 1000000000;
                    include {name}-server.conf;
                }}
                """
            )
        temporary = "\n".join(
            f'{kind}_temp_path "{self.folder}/{kind}";' for kind in ("client_body", "fastcgi", "proxy", "uwsgi", "scgi")
        )
        user = "user root;" if os.getuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(
            f"""
            {user}
            worker_processes 2;
            pid "{self.folder}/nginx.pid";
            events {{ worker_connections 1024; }}
            http {{
                access_log off;
                {temporary}
                include scimd-http.conf;
                {"".join(servers)}
            }}
            """
        )

    def _wait(self):
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.ports["scimd", "http"])).close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError((self.folder / "error.log").read_text())
