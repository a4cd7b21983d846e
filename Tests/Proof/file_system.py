"""A small file system of its own, which can be full or read-only."""

import subprocess


class FileSystem:
    def __init__(self, folder, size="24m"):
        self.folder = folder
        folder.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", self.folder], check=True)

    def fill(self, left):
        """Leaves so many bytes, all others are taken."""
        with open(self.filler, "wb", buffering=0) as filler:
            try:
                while filler.write(bytes(4096)):
                    pass
            except OSError:
                pass
            filler.truncate(max(0, filler.tell() - left))

    def free(self):
        self.filler.unlink()

    def remount(self, option):
        subprocess.run(["mount", "-o", f"remount,{option}", self.folder], check=True)

    @property
    def filler(self):
        return self.folder / "filler"
