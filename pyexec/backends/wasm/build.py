"""The files of a WebAssembly module: linked, wrapped in JavaScript, written at once.

    files = write_module(object_bytes, exports, errors, Path("square.wasm"), with_page=True)
    files["wasm"], files["js"], files["html"], files["types"]

The files are named after the module:

    square.wasm     the module
    square.js       classic script and CommonJS         square.d.ts     its types
    square.mjs      ES module                           square.d.mts    its types
    square.html     a page to try the functions on
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ...errors import OutputError
from ...interface import RaisedError
from ..output import staged
from . import declarations, javascript
from .exports import Export
from .link import link
from .page import page
from .trim import exported_names


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
        output: the module's path; `.wasm` is added where it is missing, and its folder
            is made where it is missing.
        with_page: whether to write the page.

    Returns:
        The paths by what they are: `wasm`, `js`, `types`, `module` (the ES module),
        `module_types`, and `html` with the page.

    Raises:
        OptionError: where a name cannot be had in JavaScript.
        OutputError: where a file cannot be written.
        ToolError: where the module cannot be linked.
    """
    if os.path.isdir(output):
        raise OutputError(
            f"{output} is a folder, not the name of a file",
            help=f"name a file in it: {str(output / 'module.wasm')!r}",
        )
    stem = output.name.removesuffix(".wasm")
    javascript.loader_name(stem)  # raises before the work is done
    module = link(object_bytes, exports)
    about = javascript.describe(exports, errors, exported_names(module), stem)
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
    with staged(list(paths.values())) as staging:
        for key, (_, content) in contents.items():
            (staging / paths[key].name).write_bytes(content)
    return paths
