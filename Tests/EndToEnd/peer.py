"""nginx with the shipped files in front of a responder that answers with the parameters it was sent."""

import re
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from service import ROOT, free_port

CONFIGURATION = """
daemon off;
pid {run}/nginx.pid;
error_log {run}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {run}/body;
    fastcgi_temp_path {run}/fastcgi;
    proxy_temp_path {run}/proxy;
    uwsgi_temp_path {run}/uwsgi;
    scgi_temp_path {run}/scgi;
    {site}
    upstream scimd {{ server 127.0.0.1:{responder}; keepalive 4; }}
    include scimd-http.conf;
    server {{
        listen 127.0.0.1:{port};
        {tls}
        include scimd-server.conf;
        {failures}
    }}
}}
"""


class Peer:
    def __init__(self, tls=None, site=""):
        """With the lines of certificates it speaks TLS, too; `site` is what an nginx may have set for all its sites."""
        self.run = Path(tempfile.mkdtemp(prefix="scimd-peer."))
        self.listener = socket.create_server(("127.0.0.1", 0))
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        for name in ("scimd-http.conf", "scimd-server.conf", "scimd_params"):
            shutil.copy(ROOT / "nginx" / name, self.run)
        failures = "\n".join(
            f"location /fail/{status} {{ error_page {status} @scimd_error; return {status}; }}"
            for status in (413, 414, 429, 500, 502, 503, 504)
        )
        self.tls_port = free_port()
        listen = f"listen 127.0.0.1:{self.tls_port} ssl;\n{tls}" if tls else ""
        configuration = CONFIGURATION.format(
            run=self.run, responder=self.listener.getsockname()[1], port=port, failures=failures, tls=listen,
            site=site.format(run=self.run),
        )
        (self.run / "nginx.conf").write_text(configuration)
        self.nginx = subprocess.Popen(["nginx", "-p", self.run, "-c", self.run / "nginx.conf", "-e", self.run / "error.log"])
        self.answering = threading.Thread(target=self.answer_all, daemon=True)
        self.answering.start()

    def __enter__(self):
        port = int(self.url.rsplit(":", 1)[1])
        end = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return self
            except OSError:
                assert time.monotonic() < end, (self.run / "error.log").read_text()
                time.sleep(0.05)

    def __exit__(self, *_):
        self.nginx.terminate()
        self.nginx.wait(timeout=10)
        # Closed under a thread that is about to accept, its number would be another socket's, whose clients would be
        # answered here.
        self.listener.shutdown(socket.SHUT_RDWR)
        self.answering.join(timeout=10)
        assert not self.answering.is_alive()
        self.listener.close()
        shutil.rmtree(self.run)

    def answer_all(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as records:
                self.answer(connection, records)

    def answer(self, connection, records):
        """One request by the FastCGI specification, §3.3 to §5.1."""
        parameters = b""
        while True:
            head = records.read(8)
            if len(head) < 8:
                return
            _, kind, _, length, padding, _ = struct.unpack("!BBHHBB", head)
            content = records.read(length)
            records.read(padding)
            if kind == 4:
                parameters += content
            if kind == 5 and not content:
                break
        body = "".join(f"{name}={value}\n" for name, value in pairs(parameters))
        status = re.search("status=([0-9]+)", body)
        head = f"Status: {status[1] if status else 200}\r\nContent-Type: text/plain\r\n\r\n"
        output = (head + body).encode()
        connection.sendall(record(6, output) + record(6, b"") + record(3, bytes(8)))


def record(kind, content):
    return struct.pack("!BBHHBB", 1, kind, 1, len(content), 0, 0) + content


def pairs(content):
    """The names and values of FastCGI parameters, §3.4."""
    offset = 0
    while offset < len(content):
        lengths = []
        for _ in range(2):
            size = content[offset]
            if size & 0x80:
                size = struct.unpack("!I", content[offset : offset + 4])[0] & 0x7FFFFFFF
                offset += 3
            offset += 1
            lengths.append(size)
        name, value = (
            content[offset : offset + lengths[0]],
            content[offset + lengths[0] : offset + sum(lengths)],
        )
        offset += sum(lengths)
        yield name.decode(), value.decode()
