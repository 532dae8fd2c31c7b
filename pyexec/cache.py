"""Compiled in-process code on disk, by a hash of all that it depends on.

    key = cache_key(text)
    entry = load(key)          # None where there is none, or it is damaged
    store(key, entry)

An entry is written to another name and moved into place, so that no reader sees half
of one.  It carries a checksum: one that does not match is compiled anew.

    [ magic: 8 bytes ][ SHA-256 of what follows: 32 bytes ][ marshalled (facts, object) ]
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

from .interface import Entry, Parameter, Signature
from .types import by_name

_MAGIC: Final = b"PYEXEC1\n"


def folder() -> Path:
    """Where the entries are: `PYEXEC_CACHE_DIR`, or the platform's place for caches."""
    chosen = os.environ.get("PYEXEC_CACHE_DIR")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "pyexec"


@cache
def _compiler() -> str:
    """What stands for this very compiler: the names, sizes and times of its files."""
    root = Path(__file__).parent
    facts = [sys.version]
    for place, _, names in sorted(os.walk(root)):
        for name in sorted(names):
            if name.endswith(".py"):
                status = os.stat(os.path.join(place, name))
                facts.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(facts)


def cache_key(*texts: str) -> str:
    """The name of the entry for code that depends on `texts`, and on this compiler."""
    digest = hashlib.sha256(_compiler().encode())
    for text in texts:
        # A text is preceded by its length, so that no two lists of texts run together.
        encoded = text.encode("utf-8", "surrogatepass")
        digest.update(f"\n{len(encoded)}:".encode())
        digest.update(encoded)
    return digest.hexdigest()


def _path(key: str) -> Path:
    return folder() / key[:2] / key[2:]


def load(key: str) -> tuple[Entry, bytes] | None:
    """The entry of a key: how its function is called, and the object file."""
    try:
        content = _path(key).read_bytes()
    except OSError:
        return None
    head, checksum, payload = content[:8], content[8:40], content[40:]
    if head != _MAGIC or hashlib.sha256(payload).digest() != checksum:
        return None
    facts, object_bytes = marshal.loads(payload)
    return _entry(facts), object_bytes


def store(key: str, entry: Entry, object_bytes: bytes) -> None:
    """Keep an entry.  A cache that cannot be written is a cache without the entry."""
    payload = marshal.dumps((_facts(entry), object_bytes))
    content = _MAGIC + hashlib.sha256(payload).digest() + payload
    path = _path(key)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _facts(entry: Entry) -> tuple[Any, ...]:
    signature = entry.signature
    parameters = tuple(
        (p.name, p.type.name, p.default, p.has_default, p.keyword_only, p.positional_only)
        for p in signature.parameters
    )
    named = (signature.name, parameters, signature.result.name, signature.doc)
    return (named, entry.symbol, entry.raises, entry.recursive)


def _entry(facts: tuple[Any, ...]) -> Entry:
    (name, parameters, result, doc), symbol, raises, recursive = facts
    signature = Signature(
        name,
        tuple(Parameter(p, by_name(t), *rest) for p, t, *rest in parameters),
        by_name(result),
        doc,
    )
    return Entry(signature, symbol, raises, recursive)
