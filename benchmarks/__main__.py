"""`python -m benchmarks [peers] [web] [latency] [calls] [kernels] [memory] [sizes]`.

PyExec beside its peers.  Without a name, all seven.  `--write` puts the tables into
docs/benchmarks.md, and lets the rest of that report be.  `--rounds` sets
how often each contender has its turn (9 by default; the medians are shown).
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from . import calls, comparison, kernels, latency, memory, sizes
from .c import compilers
from .table import Row, markdown

REPORT = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def table(measure: Callable[[int], list[Row]]) -> Callable[[int], str]:
    """What gives rows as what gives the text of their table."""
    return lambda rounds: markdown(measure(rounds))


# By name: the title, and what measures and gives the text below it.
GROUPS: dict[str, tuple[str, Callable[[int], str]]] = {
    "peers": ("Kernels beside their peers", comparison.measure),
    "web": ("Kernels as WebAssembly", comparison.measure_web),
    "latency": ("Until the code is there", table(latency.measure)),
    "calls": ("A call from Python", table(calls.measure)),
    "kernels": ("Loops and recursion", table(kernels.measure)),
    "memory": ("The heap", table(memory.measure)),
    "sizes": ("What it weighs", table(lambda rounds: sizes.measure())),
}

INTRODUCTION = """\
# Benchmarks

Measured by `python -m benchmarks --write`, side by side in one run: medians of {rounds}
alternating rounds, so the ratios hold where the times do not.  Times are processor time,
that of the linker and other processes included.  A ratio is PyExec's figure
divided by the other's; below 1 is better.  The goal is for the ratio where there is one,
else for the figure.  In the first two tables, every ratio is to the faster C compiler.

C is compiled for this processor (`-O3 -march=native`), by gcc and by clang as `zig cc`; the
faster one stands in the table.  It computes floats as Python does, without fused
multiply-add.  "Checked int" is compared with C that has the checks Python's answers take
(`__builtin_add_overflow` and its like, a divisor of zero, rounding down); "int64" with
plain C.

{machine}
"""


def main() -> int:
    """Measure what was asked for, print it, and write it where that was asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="group", help=", ".join(GROUPS))
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--write", action="store_true", help=f"write docs/{REPORT.name}")
    chosen = parser.parse_args()
    unknown = set(chosen.groups) - GROUPS.keys()
    if unknown:
        parser.error(f"there is no group {', '.join(sorted(unknown))}")
    introduction = INTRODUCTION.format(rounds=chosen.rounds, machine=machine())
    print(introduction)
    sections = {}
    for name in chosen.groups or GROUPS:
        title, measure = GROUPS[name]
        print(f"{title} ...", file=sys.stderr)
        sections[title] = f"{measure(chosen.rounds)}\n"
        print(f"## {title}\n\n{sections[title]}")
    if chosen.write:
        old = REPORT.read_text() if REPORT.exists() else introduction
        REPORT.write_text(merged(old, sections, None if chosen.groups else introduction))
    return 0


def merged(report: str, sections: dict[str, str], introduction: str | None = None) -> str:
    """A report with new sections in the place of those with the same titles."""
    before, *parts = report.split("\n## ")
    bodies = {title: body for title, _, body in (part.partition("\n\n") for part in parts)}
    bodies |= {title: body.rstrip("\n") + "\n" for title, body in sections.items()}
    order = [title for title, _ in GROUPS.values() if title in bodies]
    order += [title for title in bodies if title not in order]
    return (before if introduction is None else introduction) + "".join(
        f"\n## {title}\n\n{bodies[title]}" for title in order
    )


def machine() -> str:
    """The processor, and the versions of what is compared."""
    facts = [processor(), f"{platform.system()} {platform.machine()}"]
    facts.append(f"CPython {platform.python_version()}")
    for package in ("llvmlite", "ziglang", "numba", "wasmtime"):
        try:
            facts.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    if "gcc" in compilers():
        command = ["gcc", "-dumpfullversion"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        facts.append(f"gcc {done.stdout.strip()}")
    return ", ".join(facts) + "."


def processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


if __name__ == "__main__":
    sys.exit(main())
