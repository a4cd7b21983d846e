"""Plays a file of operations on a service of its own.

PYTHONPATH=Tests/Proof:Tests/EndToEnd .build/venv/bin/python -m model.replay FILE
"""

import json
import sys
import tempfile
from pathlib import Path

from model.operations import read_lines, sent
from model.player import Mismatch, Player
from model.responder import Responder


def main():
    operations = read_lines(Path(sys.argv[1]).read_text())
    with tempfile.TemporaryDirectory() as folder:
        responder = Responder(folder)
        try:
            play(responder, operations)
        finally:
            responder.stop()


def play(responder, operations):
    player = Player(responder, "replay", responder.network("replay"))
    for number, operation in operations:
        request = sent({"query": {}, **player.references.resolved(operation)})
        body = request["body"]
        print(number, request["method"], request["path"], request["query"], json.dumps(request["headers"]))
        print("   ", "" if body is None else body.decode())
        try:
            player.play(number, operation)
        except Mismatch as mismatch:
            sys.exit(str(mismatch))
    print("every answer is the one the model expects")


if __name__ == "__main__":
    main()
