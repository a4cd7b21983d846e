"""What callgrind writes down of a run: which instructions were executed, where they lie, and how often."""

import re
from collections import defaultdict
from pathlib import Path

PAGE = 4_096
NAME = re.compile(r"(fn|cfn|ob|cob)=\((\d+)\)(?: (.*))?")
COST = re.compile(r"(0x[0-9a-f]+|\+\d+|-\d+|\*) \S+ (\d+)")


class Profile:
    """A file of callgrind, written with --dump-instr=yes."""

    def __init__(self, file):
        text = Path(file).read_text()
        self.total = int(re.search(r"^(?:totals|summary): (\d+)", text, re.MULTILINE)[1])
        # How often each instruction was executed: object, function, address.
        self.executions = defaultdict(int)
        self._read(text)

    def functions(self, program, executions):
        """The functions of a program of which an instruction was executed so often, and how often."""
        counts = defaultdict(int)
        for (file, function, _), count in self.executions.items():
            # A function that calls itself has a number behind its name.
            function = re.sub(r"'\d+$", "", function)
            if file == program.name:
                counts[function] = max(counts[function], count)
        return {function: count for function, count in counts.items() if count >= executions}

    def pages(self, program, executions, without=()):
        """How many pages of 4 KiB of a program have instructions that were executed so often; not in functions of some prefixes."""
        return len({
            address // PAGE
            for (file, function, address), count in self.executions.items()
            if file == program.name and count >= executions and not function.startswith(without)
        })

    def _read(self, text):
        # A name is told with its number once.
        objects, functions = {}, {}
        file = function = None
        address = 0
        is_call = False
        for line in text.splitlines():
            if name := NAME.fullmatch(line):
                kind, number, told = name.groups()
                known = objects if kind in ("ob", "cob") else functions
                if told:
                    known[number] = Path(told).name if known is objects else told
                if kind == "ob":
                    file = known[number]
                if kind == "fn":
                    function = known[number]
            elif line.startswith("calls="):
                is_call = True
            elif cost := COST.match(line):
                position, count = cost.groups()
                if position.startswith("0x"):
                    address = int(position, 16)
                elif position != "*":
                    address += int(position)
                # What a call costs stands at the called function, too.
                if not is_call:
                    self.executions[file, function, address] += int(count)
                is_call = False
