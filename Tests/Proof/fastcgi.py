"""FastCGI as nginx speaks it to scimd, without nginx: as many requests a second as possible."""

import secrets
import socket
import struct

HEAD = struct.Struct("!BBHHBB")
BEGIN = HEAD.pack(1, 1, 1, 8, 0, 0) + struct.pack("!HB5x", 1, 1)
PARAMETERS, INPUT, OUTPUT, END = 4, 5, 6, 3


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body


class Connection:
    """A kept connection to a responder; one request at a time is on its way."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(path))
        self.socket.settimeout(60)
        self.rest = b""

    def close(self):
        self.socket.close()

    def send(self, *arguments, **options):
        self.socket.sendall(request(*arguments, **options))

    def receive(self):
        output = []
        while True:
            head = self.take(8)
            _, kind, _, length, padding, _ = HEAD.unpack(head)
            content = self.take(length)
            if padding:
                self.take(padding)
            if kind == OUTPUT:
                output.append(content)
            elif kind == END:
                return answer(b"".join(output))

    def ask(self, *arguments, **options):
        return self.exchange(request(*arguments, **options))

    def exchange(self, records):
        """The answer to a request that was made before."""
        self.socket.sendall(records)
        return self.receive()

    def take(self, count):
        while len(self.rest) < count:
            more = self.socket.recv(1 << 16)
            if not more:
                raise ConnectionError("the responder closed the connection in the middle of an answer")
            self.rest += more
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken


def request(network, token, method, path, query="", body=None, headers=None):
    """All records of a request; the connection stays open after it.

    headers are the FastCGI parameters that nginx makes of a client's headers, such as HTTP_IF_MATCH.
    """
    parameters = {
        "SCIM_NETWORK": network,
        "SCIM_BASE_URL": base_url(network),
        "SCIM_PATH": path,
        "SCIM_REQUEST_ID": secrets.token_hex(16),
        "REQUEST_METHOD": method,
        "QUERY_STRING": query,
        "HTTP_AUTHORIZATION": f"Bearer {token}",
    }
    if body is not None:
        parameters["CONTENT_TYPE"] = "application/scim+json"
        parameters["CONTENT_LENGTH"] = str(len(body))
    if headers:
        parameters.update(headers)
    return BEGIN + stream(PARAMETERS, encoded(parameters)) + stream(INPUT, body or b"")


def base_url(network):
    return f"https://host.example/scim/v2/{network}"


def encoded(parameters):
    written = []
    for name, value in parameters.items():
        name, value = name.encode(), value.encode()
        for part in (name, value):
            written.append(struct.pack("!I", len(part) | 1 << 31) if len(part) > 127 else bytes((len(part),)))
        written += (name, value)
    return b"".join(written)


def stream(kind, content):
    records = []
    for start in range(0, len(content), 65528):
        part = content[start : start + 65528]
        records.append(HEAD.pack(1, kind, 1, len(part), 0, 0) + part)
    records.append(HEAD.pack(1, kind, 1, 0, 0, 0))
    return b"".join(records)


def answer(output):
    """An answer in the form of CGI (RFC 3875 §6)."""
    head, _, body = output.partition(b"\r\n\r\n")
    headers = {}
    for line in head.decode().split("\r\n"):
        name, _, value = line.partition(": ")
        headers[name.lower()] = value
    return Answer(int(headers.pop("status").split()[0]), headers, body)
