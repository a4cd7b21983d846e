"""A web server's side of FastCGI (its specification, §3 to §5), for what nginx would not send or would blur."""

import socket
import struct

BEGIN_REQUEST, END_REQUEST, PARAMS, STDIN, STDOUT = 1, 3, 4, 5, 6
RESPONDER, KEEP_CONNECTION = 1, 1


def record(kind, content=b""):
    return struct.pack("!BBHHBB", 1, kind, 1, len(content), 0, 0) + content


def request(body=b"", **parameters):
    """All records of one request; the connection stays open after it."""
    if body:
        parameters["CONTENT_LENGTH"] = str(len(body))
    pairs = b"".join(
        struct.pack("!II", len(name) | 1 << 31, len(value) | 1 << 31) + name.encode() + value.encode()
        for name, value in parameters.items()
    )
    stream = record(STDIN, body) if body else b""
    begin = record(BEGIN_REQUEST, struct.pack("!HB5x", RESPONDER, KEEP_CONNECTION))
    return begin + record(PARAMS, pairs) + record(PARAMS) + stream + record(STDIN)


class Connection:
    """One connection to scimd's socket, which requests use in turn."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(path))

    def ask(self, records):
        """What scimd answers, in the form of CGI."""
        self.socket.sendall(records)
        received, answer, offset = b"", b"", 0
        while True:
            received += self.socket.recv(65_536)
            while len(received) - offset >= 8:
                kind, length, padding = struct.unpack_from("!xBxxHBx", received, offset)
                if len(received) - offset < 8 + length + padding:
                    break
                if kind == STDOUT:
                    answer += received[offset + 8 : offset + 8 + length]
                if kind == END_REQUEST:
                    return answer
                offset += 8 + length + padding
            assert received, "scimd closed the connection"
