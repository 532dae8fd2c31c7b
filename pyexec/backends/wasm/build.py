"""The files of a WebAssembly module: linked, wrapped in JavaScript, written at once.

    files = write_module(object_bytes, exports, errors, Path("square.wasm"), with_page=True)
    files["wasm"], files["js"], files["html"], files["types"]

    square.wasm     the module
    square.js       classic script and CommonJS         square.d.ts     its types
    square.mjs      ES module                           square.d.mts    its types
    square.html     a page to try the functions on

A failure before the last step, moving them into place, leaves all as it was.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from ...errors import OutputError
from ...interface import RaisedError
from . import declarations, javascript
from .exports import Export
from .link import link
from .page import page
from .trim import exported_globals


def write_module(
    object_bytes: bytes,
    exports: Sequence[Export],
    errors: Sequence[RaisedError],
    output: Path,
    with_page: bool,
) -> dict[str, Path]:
    """Link a module and write its files beside one another.

    Args:
        object_bytes: the object file of the bodies and of `exports.text(exports)`.
        exports: what `exports.plan` answered.
        errors: what the bodies raise; the one with code i + 1 stands at i.
        output: the module's path; `.wasm` is added where it is missing.
        with_page: whether to write the page.

    Returns:
        The paths by what they are: `wasm`, `js`, `types`, `module` (the ES module),
        `module_types`, and `html` with the page.

    Raises:
        OptionError: where a name cannot be had in JavaScript.
        OutputError: where a file cannot be written.
        ToolError: where the module cannot be linked.
    """
    stem = output.name.removesuffix(".wasm")
    javascript.loader_name(stem)  # raises before the work is done
    module = link(object_bytes, exports)
    about = javascript.describe(exports, errors, exported_globals(module), stem)
    contents = {
        "wasm": (".wasm", module),
        "js": (".js", javascript.classic(about).encode()),
        "module": (".mjs", javascript.es_module(about).encode()),
        "types": (".d.ts", declarations.classic(about).encode()),
        "module_types": (".d.mts", declarations.es_module(about).encode()),
    }
    if with_page:
        contents["html"] = (".html", page(about, module).encode())
    paths = {key: output.with_name(stem + suffix) for key, (suffix, _) in contents.items()}
    _write({paths[key]: content for key, (_, content) in contents.items()})
    return paths


def _write(contents: Mapping[Path, bytes]) -> None:
    """Write each file under another name first, then move all into place.

    Raises:
        OutputError: where that fails; the message names the file and the reason.
    """
    mark = os.urandom(4).hex()
    written: dict[Path, Path] = {}
    path = Path()
    try:
        for path, content in contents.items():
            if path.is_dir():
                raise IsADirectoryError(f"{path} is a folder")
            written[path] = path.with_name(f".{path.name}.{mark}")
            written[path].write_bytes(content)
        for path, temporary in written.items():
            os.replace(temporary, path)
    except OSError as error:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)
        raise OutputError(
            f"cannot write {path}: {error.strerror or error}",
            help="name a file in a folder that exists and can be written to",
        ) from error
