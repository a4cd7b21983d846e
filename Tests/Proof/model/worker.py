"""One process of the comparison: several clients at a time, whose requests are on their way together."""

import traceback
from pathlib import Path

from model.lane import Lane
from model.operations import line
from model.shrinking import Shrinking

# Clients with a network each, and clients that share one.
OWN, SHARING = 5, 3


class Worker:
    def __init__(self, responder, name, seed, folder):
        self.responder = responder
        self.name = name
        self.seed = seed
        self.folder = Path(folder)
        self.rounds = 0
        self.asked = 0
        self.networks = 0
        self.failures = []

    def run(self, count, length):
        """Compares at least so many answers, in sequences of a length."""
        while self.asked < count and not self.failures:
            self.round(length)
            self.rounds += 1

    def round(self, length):
        lanes = self.lanes(length)
        names = {lane.player.name for lane in lanes}
        open_lanes = list(lanes)
        while open_lanes:
            open_lanes = [lane for lane in open_lanes if self.guarded(lane, lane.start)]
            open_lanes = [lane for lane in open_lanes if self.guarded(lane, lane.player.finish) is not False]
        for lane in lanes:
            self.asked += lane.player.asked
            lane.close()
        self.networks += len(names)
        if not self.failures:
            for name in names:
                self.responder.command("network", "delete", name)

    def lanes(self, length):
        base = self.seed + self.rounds * (OWN + SHARING)
        start = f"{self.name}-{self.rounds}"
        made = []
        for number in range(OWN):
            name = f"{start}-{number}"
            made.append(Lane(self.responder, name, self.responder.network(name), base + number, length))
        name = f"{start}-shared"
        token = self.responder.network(name)
        for number in range(OWN, OWN + SHARING):
            made.append(Lane(self.responder, name, token, base + number, length, territory=f"t{number}-"))
        return made

    def guarded(self, lane, step):
        try:
            return step()
        except Exception as error:
            told = str(error) if isinstance(error, AssertionError) else traceback.format_exc()
            self.failures.append((lane, told))
            return False

    def reports(self):
        """What went wrong, each with its seed and the shortest sequence that shows it."""
        reports = []
        for lane, told in self.failures[:3]:
            shrinking = Shrinking(self.responder, f"{self.name}-again-{lane.seed}")
            shorter = shrinking.run(lane.played)
            lines = "\n".join(line(number, operation) for number, operation in shorter or lane.played)
            file = self.folder / f"model-{lane.seed}.jsonl"
            file.write_text(lines + "\n")
            if shorter is None:
                reports.append(f"seed {lane.seed}: {told}\nnot again when played alone; all of it is in {file}")
            else:
                reports.append(
                    f"seed {lane.seed}: {shrinking.told}\n{len(shorter)} of {len(lane.played)} operations are enough; "
                    f"PYTHONPATH=Tests/Proof:Tests/EndToEnd .build/venv/bin/python -m model.replay {file} plays them:\n{lines}"
                )
        return reports
