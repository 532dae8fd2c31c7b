"""Compiled in-process code on disk, by a hash of all that it depends on.

    key = cache_key(text)
    found = load(key)          # (facts, object file); None where there is none
    store(key, facts, object_bytes)

An entry is written to another name and moved into place, so that no reader sees half
of one.  It carries a checksum, of its key as well: an entry that is damaged, or stands
in the place of another, is compiled anew.

    [ magic: 8 bytes ][ BLAKE2b of key and payload: 32 bytes ][ marshalled (facts, object) ]
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from functools import cache

try:
    from _blake2 import blake2b  # `hashlib` would load OpenSSL beside it, which takes 2 ms
except ImportError:
    from hashlib import blake2b

from .errors import OutputError
from .interface import Entry, Parameter, Signature
from .types import MEMORY, by_name, names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

    from .types import Type

_MAGIC: Final = b"PYEXEC2\n"


def folder() -> str:
    """Where the entries are: `PYEXEC_CACHE_DIR`, or the platform's place for caches."""
    chosen = os.environ.get("PYEXEC_CACHE_DIR")
    if chosen:
        return chosen
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "pyexec")


def is_writable() -> bool:
    """Whether entries can be kept."""
    with suppress(OSError):
        os.makedirs(folder(), exist_ok=True)
    return os.access(folder(), os.W_OK | os.X_OK)


@cache
def _compiler() -> str:
    """What stands for this very compiler: the names, sizes and times of its files."""
    facts: list[str] = []
    places = [os.path.dirname(__file__)]
    while places:
        with os.scandir(places.pop()) as found:
            for file in found:
                if file.name.endswith(".py"):
                    status = file.stat()
                    facts.append(f"{file.name} {status.st_size} {status.st_mtime_ns}")
                elif "." not in file.name and file.name != "__pycache__" and file.is_dir():
                    places.append(file.path)
    return "\n".join([sys.version, *sorted(facts)])


def cache_key(*texts: str) -> str:
    """The name of the entry for code that depends on `texts`, and on this compiler."""
    digest = blake2b(_compiler().encode(), digest_size=32)
    for text in texts:
        # A text is preceded by its length, so that no two lists of texts run together.
        encoded = text.encode("utf-8", "surrogatepass")
        digest.update(f"\n{len(encoded)}:".encode())
        digest.update(encoded)
    return digest.hexdigest()


def _checksum(key: str, payload: bytes) -> bytes:
    return blake2b(key.encode() + payload, digest_size=32).digest()


def _path(key: str) -> str:
    return os.path.join(folder(), key[:2], key[2:])


def load(key: str) -> tuple[Any, bytes] | None:
    """The facts and the object file kept under a key."""
    try:
        with open(_path(key), "rb") as file:
            content = file.read()
    except OSError:
        return None
    head, checksum, payload = content[:8], content[8:40], content[40:]
    if head != _MAGIC or _checksum(key, payload) != checksum:
        return None
    facts, object_bytes = marshal.loads(payload)
    return facts, object_bytes


def store(key: str, facts: Any, object_bytes: bytes) -> None:
    """Keep an object file, and facts about it that `marshal` knows.

    A cache that cannot be written is a cache without the entry.
    """
    payload = marshal.dumps((facts, object_bytes))
    content = _MAGIC + _checksum(key, payload) + payload
    path = _path(key)
    temporary = f"{path}.{os.getpid()}.{os.urandom(4).hex()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "xb") as file:
            file.write(content)
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)


def entries() -> list[str]:
    """The paths of all entries, and of what a process that was killed left of one."""
    found: list[str] = []
    for place in _listed(folder()):
        if len(place) == 2 and _is_hexadecimal(place):
            inside = os.path.join(folder(), place)
            found += [os.path.join(inside, name) for name in _listed(inside) if _is_entry(name)]
    return [path for path in found if _begins_as_entry(path)]


def clear() -> tuple[int, int]:
    """Delete all entries, and nothing else that lies in the folder: their number, their bytes.

    Raises:
        OutputError: if an entry cannot be deleted.
    """
    count = size = 0
    for path in entries():
        try:
            length = os.path.getsize(path)
            os.unlink(path)
        except FileNotFoundError:  # another process was faster
            continue
        except OSError as error:
            raise OutputError(
                f"the cache entry {path} cannot be deleted: {error.strerror or error}",
                help="check the permissions of the cache's folder",
            ) from error
        count, size = count + 1, size + length
        with suppress(OSError):  # it is not empty yet
            os.rmdir(os.path.dirname(path))
    return count, size


def _listed(place: str) -> list[str]:
    try:
        return sorted(os.listdir(place))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise OutputError(
            f"the cache folder {place} cannot be read: {error.strerror or error}",
            help="check its permissions, or name another by PYEXEC_CACHE_DIR",
        ) from error


def _is_hexadecimal(text: str) -> bool:
    return all(character in "0123456789abcdef" for character in text)


def _is_entry(name: str) -> bool:
    """Whether a file's name is one that `store` gives, in the end or on the way."""
    key, *rest = name.split(".")
    on_the_way = len(rest) == 2 and rest[0].isdecimal() and _is_hexadecimal(rest[1])
    return len(key) == 62 and _is_hexadecimal(key) and (not rest or on_the_way)


def _begins_as_entry(path: str) -> bool:
    """Whether a file begins as entries do, those of other versions too, or is empty."""
    try:
        with open(path, "rb") as file:
            head = file.read(len(_MAGIC))
    except OSError:
        return False
    return head[:6] == _MAGIC[:6] or not head


def facts_of(entry: Entry) -> tuple[Any, ...]:
    """An entry as plain data."""
    signature = entry.signature
    parameters = tuple(
        (p.name, _type_facts(p.type), p.default, p.has_default, p.keyword_only, p.positional_only)
        for p in signature.parameters
    )
    named = (signature.name, parameters, _type_facts(signature.result), signature.doc)
    return (named, entry.symbol, entry.raises, entry.recursive, entry.uses_heap)


def _type_facts(t: Type) -> Any:
    if not t.is_object:
        return t.name
    from .object_types import type_facts

    return type_facts(t)


def _type_of_facts(facts: Any) -> Type:
    if isinstance(facts, str) and (facts in names() or facts == MEMORY.name):
        return by_name(facts)
    from .object_types import type_of_facts

    return type_of_facts(facts)


def entry_of(facts: tuple[Any, ...]) -> Entry:
    """The entry of `facts_of`."""
    (name, parameters, result, doc), symbol, *properties = facts
    signature = Signature(
        name,
        tuple(Parameter(p, _type_of_facts(t), *rest) for p, t, *rest in parameters),
        _type_of_facts(result),
        doc,
    )
    return Entry(signature, symbol, *properties)
