"""PyExec from a fresh checkout, with Python 3.11 or later and nothing else.

    python3 start.py demo            # installs PyExec; one function, three ways to run it
    python3 start.py test            # installs what the tests need too, and runs them all
    python3 start.py test -k wasm    # arguments after `test` are pytest's
    python3 start.py install         # installs what the tests need, and stops there
    python3 start.py guide           # the user guide, in build/guide

Everything from the package index goes into `.venv` beside this file.  The tests also
run programs of the system (a C compiler, Node, Chromium): on Debian and its relatives,
as root, those that are missing are installed with apt-get.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
OLDEST = (3, 11)

# Program: (Debian package, whether tests are merely skipped without it).
PROGRAMS = {
    "gcc": ("gcc", False),
    "g++": ("g++", False),
    "node": ("nodejs", False),
    "npm": ("npm", True),
    "valgrind": ("valgrind", True),
    "wasm-validate": ("wabt", True),
    "chromium": ("chromium", True),
}


# Extras of pyproject.toml: what is installed, in words.
EXTRAS = {
    "": "PyExec",
    "docs": "PyExec and what its guide is built with",
    "test,docs": "PyExec and what its tests need",
}


def main(arguments: list[str]) -> int:
    """Carry out a command; its exit code."""
    if sys.version_info < OLDEST:
        return fail(f"PyExec needs Python {OLDEST[0]}.{OLDEST[1]} or later; this is {sys.version}")
    if arguments == ["demo"]:
        return run([str(environment("")), "-m", "pyexec.demo"])
    if arguments == ["guide"]:
        return build_guide(environment("docs"))
    if arguments[:1] == ["test"] or arguments == ["install"]:
        missing = install_programs()
        if missing:
            return fail(f"the tests need {', '.join(missing)}: install that first")
        python = str(environment("test,docs"))
        if arguments == ["install"]:
            return 0
        return run([python, "-m", "pytest", "-n", "auto", "-rs", *arguments[1:]])
    return fail(__doc__.strip())


def build_guide(python: Path) -> int:
    """Build `docs/` as a web site; a warning is an error."""
    made = ROOT / "build" / "guide"
    command = [str(python), "-m", "sphinx", "-W", "-n", "-q", str(ROOT / "docs"), str(made)]
    if run(command) != 0:
        return fail("the guide could not be built; what is wrong is above")
    say(f"the guide is {made / 'index.html'}")
    return 0


def environment(extras: str) -> Path:
    """The virtual environment's Python, with PyExec and the packages of extras in it.

    What was installed is noted in the environment, so that a second run starts at once.
    """
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    note = ENVIRONMENT / f"installed-{extras or 'pyexec'}"
    if note.exists() and note.read_text() == wanted:
        return python
    if not python.exists():
        say(f"making a virtual environment in {ENVIRONMENT.name}")
        make_environment()
    requirement = f"{ROOT}[{extras}]" if extras else str(ROOT)
    say(f"installing {EXTRAS[extras]}: a minute or so")
    quiet = ["-qq", "--disable-pip-version-check"]
    install = [str(python), "-m", "pip", "install", *quiet, "--editable", requirement]
    if run(install) != 0:
        raise SystemExit(fail("pip could not install the packages; its message is above"))
    note.write_text(wanted)
    return python


def make_environment() -> None:
    """Make `.venv`; Debian keeps what that takes in a package of its own."""
    try:
        import ensurepip  # noqa: F401 - is it there?
    except ImportError:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not apt_install([package]):
            raise SystemExit(
                fail(f"this Python cannot make virtual environments: install {package} first")
            ) from None
    if run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]) != 0:
        raise SystemExit(fail("python -m venv failed; its message is above"))


def install_programs() -> list[str]:
    """Install what is missing of `PROGRAMS`; those that the tests cannot do without."""
    missing = {name for name in PROGRAMS if shutil.which(name) is None}
    packages = [PROGRAMS[name][0] for name in sorted(missing)]
    if not Path(sysconfig.get_path("include"), "Python.h").exists():  # what Nuitka compiles with
        packages.append(f"python{sys.version_info.major}.{sys.version_info.minor}-dev")
    if packages and apt_install(packages):
        missing = {name for name in missing if shutil.which(name) is None}
    for name in sorted(missing):
        if PROGRAMS[name][1]:
            say(f"there is no {name}: the tests that need it are skipped")
    return sorted(name for name in missing if not PROGRAMS[name][1])


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages, if this is root on such a system."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    say(f"installing {', '.join(packages)} with apt-get")
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(command, stdout=subprocess.DEVNULL, env=settings, check=False)
        if done.returncode != 0:
            return False
    return True


def run(command: list[str]) -> int:
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def say(text: str) -> None:
    print(f"start.py: {text}", flush=True)


def fail(text: str) -> int:
    print(text, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
