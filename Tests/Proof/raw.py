"""Connections on which anything can be sent: to nginx over TLS, and to scimd's own socket."""

import functools
import re
import select
import socket
import ssl
import struct
from pathlib import Path


def connect(service, tls=True, timeout=30, room=None):
    """A connection to nginx, over TLS unless its bytes are to be others; `room` is for how many bytes that nobody reads."""
    plain = socket.socket()
    plain.settimeout(timeout)
    if room:
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        # The other side's kernel keeps so many segments, which on a machine's own network are of 64 KiB each.
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
    plain.connect(("127.0.0.1", service.port))
    if not tls:
        return plain
    return ssl.create_default_context(cafile=service.ca).wrap_socket(plain, server_hostname="localhost")


def head(client, method, path, *fields):
    """The beginning of a request."""
    lines = [f"{method} /{client.url.split('/', 3)[3]}{path} HTTP/1.1"]
    lines += ["Host: localhost", f"Authorization: Bearer {client.token}", "Content-Type: application/scim+json", *fields]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def status(connection):
    """The status of the answer, or `None` where the connection is closed without one."""
    try:
        line = connection.recv(65_536)
    except ConnectionError:
        return None
    return int(line.split()[1]) if line else None


def is_closed(connection, seconds):
    """Whether the peer closes the connection within so many seconds."""
    connection.settimeout(seconds)
    try:
        while connection.recv(65_536):
            pass
    except TimeoutError:
        return False
    except OSError:
        pass
    return True


def is_hung_up(connection, seconds):
    """Whether the peer resets the connection within so many seconds, of which nothing is read meanwhile."""
    events = select.poll()
    events.register(connection, select.POLLRDHUP)
    return bool(events.poll(int(seconds * 1000)))


@functools.cache
def responder_socket(service):
    """Where scimd listens: in the folder of the configuration of nginx."""
    [master] = service.processes("nginx: master")
    folder = re.search(r"-p (\S+)", Path(f"/proc/{master}/cmdline").read_text().replace("\0", " "))[1]
    return f"{folder}/scimd.sock"


def connect_responder(service, timeout=30):
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(timeout)
    connection.connect(responder_socket(service))
    return connection


def record(kind, content=b"", version=1, length=None, padding=0, request=1):
    """A FastCGI record (§3.3), whose head may say what is not so."""
    return struct.pack("!BBHHBB", version, kind, request, len(content) if length is None else length, padding, 0) + content


BEGIN = record(1, struct.pack("!HB5x", 1, 0))
END = record(4) + record(5)


def parameter(name, value):
    return struct.pack("!II", len(name) | 0x80000000, len(value) | 0x80000000) + name + value
