"""Shows the stages of a long build on standard error, with the time that each takes.

    with progress("greeter", shown=True) as on_stage:
        on_stage("compiling C")

On a terminal the stage at work has a running clock; elsewhere each stage is a line.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(name: str, shown: bool) -> Iterator[Callable[[str], None]]:
    """What is to be called when a stage begins; it does nothing where nothing is shown."""
    if not shown:
        yield lambda stage: None
    elif sys.stderr is not None and sys.stderr.isatty():
        with _on_terminal(name) as on_stage:
            yield on_stage
    else:
        with _as_lines(name) as on_stage:
            yield on_stage


@contextmanager
def _on_terminal(name: str) -> Iterator[Callable[[str], None]]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(finished_text="[green]✓[/green]"),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as display:
        whole = display.add_task(f"[bold]{name}[/bold]", total=1)
        tasks = [whole]

        def on_stage(stage: str) -> None:
            if len(tasks) > 1:
                display.update(tasks[-1], completed=1)
            tasks.append(display.add_task(f"  {stage}", total=1))

        yield on_stage
        for task in tasks:
            display.update(task, completed=1)


@contextmanager
def _as_lines(name: str) -> Iterator[Callable[[str], None]]:
    start = time.monotonic()

    def say(text: str) -> None:
        print(f"{name}: {text} ({time.monotonic() - start:.0f} s)", file=sys.stderr, flush=True)

    yield say
    say("done")
