"""Mutants that are looked for by what they reach: coverage-guided, by atheris.

    python tests/guided.py --seconds 600 [--corpus FOLDER]

The bytes that atheris makes up are the chances by which `mutations.py` changes a function, so
that each input is a module that has a good part of its sense left.  Bytes that take the
frontend, the passes or the verifier of the IR somewhere new are kept and changed further.
A `CompileError` with advice in it is a good answer, and so is a program; all else is a fault
of PyExec, printed once for each place that it comes from.  atheris is installed by hand
(`pip install atheris`): it exists for few systems.
"""

from __future__ import annotations

import argparse
import importlib
import multiprocessing
import os
import random
import sys
import tempfile
import traceback
from typing import Any

try:
    atheris: Any = importlib.import_module("atheris")
except ImportError:
    sys.exit("atheris is not installed: pip install atheris")

INSTRUMENTED = ("pyexec.frontend", "pyexec.ir", "pyexec.passes")
with atheris.instrument_imports(include=list(INSTRUMENTED), enable_loader_override=False):
    import mutations

LIBFUZZER = ("-max_len=256", "-len_control=0", "-timeout=600", "-verbosity=0")


class Chances(random.Random):
    """Chances that bytes decide, and always the same ones once they are used up."""

    def __new__(cls, content: bytes) -> Chances:
        return super().__new__(cls)

    def __init__(self, content: bytes) -> None:
        super().__init__(0)
        self._content = content
        self._at = 0

    def getrandbits(self, count: int) -> int:
        size = -(-count // 8)
        if self._at >= len(self._content):
            return super().getrandbits(count)
        taken = self._content[self._at : self._at + size]
        self._at += size
        return int.from_bytes(taken, "little") & ((1 << count) - 1)

    def random(self) -> float:
        return self.getrandbits(16) / (1 << 16)


KINDS = (mutations.REFUSED, mutations.COMPILED, mutations.INVALID, "faults")


class Hunt:
    """What became of the inputs so far, in memory that processes share."""

    def __init__(self) -> None:
        self.counts = multiprocessing.Array("q", len(KINDS), lock=False)
        self.places: set[str] = set()

    def take(self, content: bytes) -> None:
        """Compile what some bytes make."""
        made = mutations.mutant_by(Chances(content))
        function = mutations.compiled_by_python(made)
        try:
            kind = mutations.INVALID if function is None else mutations.outcome_of(function)
        except Exception as error:
            kind = "faults"
            lines = traceback.format_exception(error)
            if lines[-2] not in self.places:
                self.places.add(lines[-2])
                print(f"--- {made.name}\n{made.changed}\n{''.join(lines[-5:])}", flush=True)
        self.counts[KINDS.index(kind)] += 1

    def report(self) -> int:
        """Print the counts; 1 where there were faults."""
        counts = dict(zip(KINDS, self.counts, strict=True))
        print(f"{sum(counts.values())} mutants: {counts}", flush=True)
        return int(counts["faults"] > 0)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", help="a folder where what reached something new is kept")
    options = parser.parse_args()
    hunt = Hunt()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.corpus or scratch
        os.makedirs(folder, exist_ok=True)
        child = os.fork()  # libFuzzer ends the process when its time is over
        if child == 0:
            limits = [f"-max_total_time={options.seconds}", f"-artifact_prefix={folder}/"]
            given = [*LIBFUZZER, *limits, folder]
            atheris.Setup([sys.argv[0], *given], hunt.take)
            atheris.Fuzz()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return hunt.report() or code


if __name__ == "__main__":
    sys.exit(main())
