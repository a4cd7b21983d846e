"""A disk of which chosen calls fail, for the program that is started with its environment."""

import mmap
import struct
import subprocess
from pathlib import Path

# `struct control` of failing_disk.c.
CONTROL = struct.Struct("<qqqqi")
CALLS = 65536
NEVER = (1 << 62, 1 << 62)
NAMES = {"o": "open", "w": "write", "t": "truncate", "a": "allocate", "s": "sync", "m": "map"}
FILES = {"d": "database", "l": "log", "i": "index of the log", "j": "journal", "t": "temporary file", "f": "folder"}


def compile(folder):
    library = folder / "failing_disk.so"
    source = Path(__file__).with_suffix(".c")
    subprocess.run(["cc", "-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-o", library, source], check=True)
    return library


class FailingDisk:
    """Counts the calls that programs make on the files of a database, and lets some fail."""

    def __init__(self, library, folder, database):
        file = folder / "control"
        file.write_bytes(bytes(CONTROL.size + 2 * CALLS))
        with open(file, "r+b") as control:
            self.control = mmap.mmap(control.fileno(), 0)
        self.environment = {
            "LD_PRELOAD": str(library),
            "FAILING_DISK": str(file),
            "FAILING_DISK_DATABASE": str(database),
        }
        self.start_anew()

    def start_anew(self):
        """Counts from the beginning; nothing fails."""
        CONTROL.pack_into(self.control, 0, 0, *NEVER, 0, 0)

    def fails(self, error, first=0, last=NEVER[1]):
        """Lets all calls fail, or those from one number to another."""
        struct.pack_into("<i", self.control, 32, error)
        struct.pack_into("<qq", self.control, 8, first, last)

    def works(self):
        """No call fails any more."""
        struct.pack_into("<qq", self.control, 8, *NEVER)

    def read(self):
        return CONTROL.unpack_from(self.control)

    @property
    def made(self):
        return self.read()[0]

    @property
    def failed(self):
        return self.read()[3]

    def call(self, number):
        """What the call of a number was: "sync of the log"."""
        start = CONTROL.size + 2 * (number - 1)
        call, file = self.control[start : start + 2].decode()
        return f"{NAMES[call]} of the {FILES[file]}"

    def calls(self):
        return [self.call(number) for number in range(1, min(self.made, CALLS) + 1)]
