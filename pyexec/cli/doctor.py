"""`pyexec doctor`: what is installed and works, what is missing, what for, and how to get it.

ok       LLVM        20.1.8, through llvmlite 0.50.0
missing  wasmtime    to run WebAssembly (`pyexec run --backend wasm`)
                     pip install wasmtime
"""

from __future__ import annotations

import json
from typing import Final

import click

from .examination import Finding, examine
from .failures import TOOL

# Raised when a field changes its meaning; new fields may come at any time.
SCHEMA_VERSION: Final = 1

_COLOURS: Final = {"ok": "green", "missing": "yellow", "broken": "red"}


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
def command(form: str) -> None:
    """Show what PyExec finds on this machine, and how to get what is missing.

    Linkers are tried on a small function; compilers and the like are asked for their version.

    \b
    Examples:
      pyexec doctor
      pyexec doctor --format json

    \b
    With --format json, one object is printed:
      version      1; it changes when a field changes its meaning
      healthy      whether all works that is required
      findings     a list of objects with
        name         what was looked for
        state        "ok", "missing" or "broken"
        detail       its version, its place, or what is wrong with it
        purpose      what it is for
        remedy       how to get it, or null
        required     whether PyExec can do without it

    \b
    Exit codes: 0, or 3 if something that is required is missing or broken.
    """
    findings = examine()
    healthy = all(f.state == "ok" for f in findings if f.required)
    click.echo(_json(findings, healthy) if form == "json" else _text(findings, healthy))
    if not healthy:
        click.get_current_context().exit(TOOL)


def _json(findings: list[Finding], healthy: bool) -> str:
    rows = [
        {
            "name": finding.name,
            "state": finding.state,
            "detail": finding.detail,
            "purpose": finding.purpose,
            "remedy": None if finding.state == "ok" else finding.remedy,
            "required": finding.required,
        }
        for finding in findings
    ]
    return json.dumps({"version": SCHEMA_VERSION, "healthy": healthy, "findings": rows}, indent=2)


def _text(findings: list[Finding], healthy: bool) -> str:
    lines: list[str] = []
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        state = click.style(finding.state.ljust(7), fg=_COLOURS[finding.state])
        lines.append(f"{state}  {finding.name.ljust(width)}  {finding.detail}".rstrip())
        if finding.state != "ok":
            margin = " " * (11 + width)
            lines += [f"{margin}needed {finding.purpose}", f"{margin}{finding.remedy}"]
    lacking = [f.name for f in findings if f.required and f.state != "ok"]
    lines.append("all that is required works" if healthy else f"broken: {', '.join(lacking)}")
    return "\n".join(lines)
