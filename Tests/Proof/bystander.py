"""A good client that asks on while others misbehave, and the memory and the life of the service meanwhile."""

import re
import threading
import time
from pathlib import Path


class Bystander:
    """Asks every 20 ms; at the end, every answer must have come in time, and the responder be small and the same."""

    def __init__(self, service, seconds, mebibytes):
        self.service = service
        self.client = service.client("beta")
        self.seconds = seconds
        self.mebibytes = mebibytes
        self.times = []
        self.failures = []
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self.ask)

    def __enter__(self):
        [self.responder] = self.service.responders()
        # From here on the highest resident memory counts anew (proc(5)).
        Path(f"/proc/{self.responder}/clear_refs").write_text("5")
        self.client.get("/Users?count=1")
        self.thread.start()
        return self

    def ask(self):
        while not self.times or not self.is_over.wait(0.02):
            begun = time.monotonic()
            try:
                answer = self.client.get("/Users?count=1")
                if answer.status_code != 200:
                    self.failures.append(answer.text)
            except OSError as error:
                self.failures.append(repr(error))
            self.times.append(time.monotonic() - begun)

    def __exit__(self, kind, *_):
        self.is_over.set()
        self.thread.join()
        if kind:
            return
        assert self.service.responders() == [self.responder], "the responder ended"
        peak = int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{self.responder}/status").read_text())[1]) / 1024
        print(f"{len(self.times)} answers beside it, the last after {max(self.times) * 1000:.0f} ms; {peak:.0f} MiB")
        assert not self.failures, self.failures[:3]
        assert max(self.times) < self.seconds, f"a good client waited for {max(self.times):.2f} s"
        assert peak < self.mebibytes, f"scimd had {peak:.0f} MiB"
