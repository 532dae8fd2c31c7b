"""The JavaScript of a module: a classic script that is CommonJS as well, and an ES module.

    about = describe(exports, errors, ["square", "$error"], stem="square")
    classic(about)       # square.js: globalThis.loadSquare, exports.loadSquare
    es_module(about)     # square.mjs: import { square, loadSquare } from './square.mjs'

Both are made of the same code, in this order: the loader, `compile` (from a URL, a
response or bytes to a module), `bind` (from an instance to an object with a method for
each function, see `methods`), and the parts of `runtime` that those methods call.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from ...errors import OptionError
from ...interface import RaisedError
from ...record import value
from ...rt.layout import GRAINS, HEAP, STATE, TABLE
from . import runtime
from .converters import PLACES, Converters
from .exports import ERROR, PRINTED, STACK, Export
from .methods import method, quoted
from .object_texts import PRINTED as PRINTED_TEXT

_TOO_DEEP = "maximum recursion depth exceeded"


@value
class Surface:
    """All that the files for JavaScript say about a module."""

    exports: tuple[Export, ...]
    errors: tuple[RaisedError, ...]  # the one with code i + 1 stands at i
    stem: str  # of the module's file
    loader: str  # the function that loads it
    interface: str  # TypeScript's name of what the loader gives
    raises: bool  # whether the module has the global $error
    has_stack: bool  # whether it has the global $stack
    prints: bool  # whether it has text that was printed

    @property
    def uses_heap(self) -> bool:
        """Whether the module has a heap."""
        return any(export.entry.needs_heap for export in self.exports)

    @property
    def takes_objects(self) -> bool:
        """Whether a function takes an object, for which there may be no room."""
        return any(p.type.is_object for e in self.exports for p in e.signature.parameters)

    @property
    def has_objects(self) -> bool:
        """Whether objects cross over."""
        return any(export.signature.has_objects for export in self.exports)

    @property
    def computes_messages(self) -> bool:
        """Whether an error's message may stand in the heap."""
        return self.raises and any(error.message is None for error in self.errors)

    @property
    def recursive(self) -> bool:
        """Whether a call can exhaust the engine's stack by itself."""
        return any(export.entry.recursive for export in self.exports)

    @property
    def error_names(self) -> tuple[str, ...]:
        """The Python classes of all errors that can come out, each once."""
        names = [error.exception for error in self.errors] if self.raises else []
        if self.takes_objects:
            names.append("MemoryError")
        if self.recursive:
            names.append("RecursionError")
        return tuple(dict.fromkeys(names))

    def can_trap(self, export: Export) -> bool:
        raises = export.entry.raises and self.raises
        return raises or export.entry.recursive or export.entry.needs_heap


def describe(
    exports: Sequence[Export],
    errors: Sequence[RaisedError],
    exported: Sequence[str],
    stem: str,
) -> Surface:
    """What there is to say about a module.

    Args:
        exports: its functions.
        errors: what they raise, by error code less 1.
        exported: the names of all that the finished module exports.
        stem: the name of the module's file without `.wasm`.

    Raises:
        OptionError: where the stem or a function's name cannot be had in JavaScript.
    """
    loader = loader_name(stem)
    interface = "Loaded" + camel_case(stem)
    for export in exports:
        _check_name(export.name, loader, interface)
    return Surface(
        tuple(exports),
        tuple(errors),
        stem,
        loader,
        interface,
        ERROR in exported,
        STACK in exported,
        PRINTED in exported,
    )


def camel_case(stem: str) -> str:
    """A file's stem as one word: `my-mod.2` is `MyMod2`.

    Raises:
        OptionError: where no letter or digit is in it, or a character that cannot be shown.
    """
    words = re.findall(r"[^\W_]+", stem)
    result = "".join(word[0].upper() + word[1:] for word in words)
    if not (result and f"_{result}".isidentifier() and stem.isprintable()):
        raise OptionError(
            f"the output's name {stem!r} cannot be made into the name of a JavaScript function",
            help="use letters and digits in it, as in 'square.wasm'",
        )
    return result


def loader_name(stem: str) -> str:
    """The function that loads the module: `square` is loaded by `loadSquare`."""
    return "load" + camel_case(stem)


def _check_name(name: str, loader: str, interface: str) -> None:
    reasons = {
        "then": "`await` takes an object with such a function for a promise",
        "PythonError": "the module exports the class of its errors by that name",
        loader: "the module exports its loader by that name",
        interface: "the declarations export the module's type by that name",
    }
    if name in reasons:
        raise OptionError(
            f"a function cannot be exported to JavaScript as {name!r}: {reasons[name]}",
            help="give it another name",
        )


def classic(surface: Surface) -> str:
    """`NAME.js`, for a script tag and for CommonJS."""
    exported = [surface.loader, *(["PythonError"] if surface.error_names else [])]
    file = quoted(f"{surface.stem}.wasm")
    url = quoted(quote(f"{surface.stem}.wasm"))
    return (
        f"{_title(surface, '.js', 'a script tag or require()')}"
        "(() => {\n"
        "'use strict';\n\n"
        "const script = globalThis.document?.currentScript?.src;\n"
        "const folder = typeof __dirname === 'string' ? `${__dirname}/` : '';\n\n"
        f"async function {surface.loader}(source) {{\n"
        f"  source ??= script ? new URL({url}, script) : folder + {file};\n"
        "  const module = await compile(source);\n"
        "  return bind((await WebAssembly.instantiate(module)).exports);\n"
        "}\n\n"
        f"{_common(surface)}\n"
        f"globalThis.{surface.loader} = {surface.loader};\n"
        + ("" if len(exported) == 1 else f"{surface.loader}.PythonError = PythonError;\n")
        + "if (typeof exports === 'object') {\n"
        + "".join(f"  exports.{name} = {name};\n" for name in exported)
        + "}\n})();\n"
    )


def es_module(surface: Surface) -> str:
    """`NAME.mjs`, for browsers, Node, Deno, Bun and bundlers."""
    exported = [surface.loader, *(["PythonError"] if surface.error_names else [])]
    file = quoted("./" + quote(f"{surface.stem}.wasm"))
    # A name that starts with `$` is free, even for a function called `delete`.
    functions = "".join(
        f"const ${e.name} = $$.{e.name};\nexport {{ ${e.name} as {e.name} }};\n"
        for e in surface.exports
    )
    return (
        f"{_title(surface, '.mjs', 'import')}"
        "// Bundlers know this expression and carry the file along.\n"
        f"async function {surface.loader}(source = new URL({file}, import.meta.url)) {{\n"
        "  const module = await compile(source);\n"
        "  return bind((await WebAssembly.instantiate(module)).exports);\n"
        "}\n\n"
        f"{_common(surface)}\n"
        f"export {{ {', '.join(exported)} }};\n\n"
        f"const $$ = await {surface.loader}();\n"
        f"{functions}"
    )


def _title(surface: Surface, suffix: str, way: str) -> str:
    signatures = "".join(f"//     {export.signature}\n" for export in surface.exports)
    return (
        f"// {surface.stem}{suffix}: functions compiled from Python, for {way}.\n"
        f"//\n{signatures}//\n"
        f"//     const wasm = await {surface.loader}();\n\n"
    )


def _common(surface: Surface) -> str:
    """The code that both forms share: from source to module, from instance to functions."""
    converters = Converters([export.signature for export in surface.exports])
    methods = "".join(
        method(export, surface.can_trap(export), surface.prints, converters)
        for export in surface.exports
    )
    made = converters.lines()
    if made:
        made.insert(0, "const $memory = new Memory(raw, failure);")
    types = "".join(f"  {line}\n" for line in made) + ("\n" if made else "")
    body = f"{_state(surface)}{types}  return Object.freeze({{\n    raw,\n{methods}  }});\n"
    comment = "/** The functions of an instance; `raw` has its exports as they are. */"
    bind = f"{comment}\nfunction bind(raw) {{\n{body}}}\n"
    return "\n".join([runtime.COMPILE, bind, *_pieces(surface, types + methods)])


def _pieces(surface: Surface, code: str) -> list[str]:
    """The parts of the runtime that the code of `bind` calls."""
    pieces = []
    if surface.error_names:
        classes = "".join(
            f"  {name}: class extends PythonError {{}},\n" for name in surface.error_names
        )
        pieces.append(runtime.ERRORS.replace("<classes>", classes))
    if surface.raises:
        rows = "".join(
            f"  [{quoted(error.exception)}, {_message(error)}],\n" for error in surface.errors
        )
        pieces.append(
            f"/** The errors by their code, which counts from 1. */\nconst raised = [\n{rows}];\n"
        )
    if surface.computes_messages:
        pieces.append(_placed(runtime.COMPUTED))
    if surface.uses_heap:
        pieces.append(_placed(runtime.RENEWAL))
    if surface.prints:
        pieces.append(_placed(PRINTED_TEXT))
    code += "".join(pieces)
    for name, piece in runtime.CALLED.items():
        # A piece stands behind those that call it.
        if re.search(rf"(?<!\.)\b{name}\(", code):
            pieces.append(_placed(piece))
            code += piece
    return pieces


def _message(error: RaisedError) -> str:
    """An error's message; that of a KeyError is the key as Python shows it."""
    if error.message is None:
        return "null"
    is_key = error.exception == "KeyError" and error.message
    return quoted(repr(error.message) if is_key else error.message)


def _placed(piece: str) -> str:
    """A piece that reads the memory, with the addresses filled in."""
    places = PLACES | {"heap": HEAP, "end": HEAP + STATE}
    places |= {"table": HEAP + TABLE, "grains": HEAP + GRAINS}
    return re.sub("<([a-z ]+)>", lambda match: str(places[match[1]]), piece)


def _state(surface: Surface) -> str:
    """The part of `bind` that turns a trap into an exception."""
    if not (surface.error_names or surface.uses_heap):
        return ""
    head, lines = [], ["function failure(trap) {"]
    if surface.has_stack:
        # A trap leaves the stack pointer where it was.
        head.append(f"const top = raw.{STACK}.value;")
        lines.append(f"  raw.{STACK}.value = top;")
    if surface.raises:
        text = "message ?? computed(raw)" if surface.computes_messages else "message"
        lines += [
            f"  const code = raw.{ERROR}.value;",
            f"  raw.{ERROR}.value = 0;",
            "  if (code) {",
            "    const [name, message] = raised[code - 1];",
            f"    return new errors[name]({text});",
            "  }",
        ]
    if surface.uses_heap:
        # The engine may have stopped the heap at work, which begins anew then.
        head.append("const renew = renewal(raw);")
        lines.append("  renew();")
        if surface.has_objects:
            lines.append("  $memory.renewals += 1;")
    if surface.recursive:
        # An engine's stack ends in an error of its own, the module's in a failed access.
        own = "" if surface.has_stack else "if (!(trap instanceof WebAssembly.RuntimeError)) "
        lines.append(f"  {own}return new errors.RecursionError({quoted(_TOO_DEEP)});")
    if not (surface.recursive and surface.has_stack):
        lines.append("  return trap;")
    return "".join(f"  {line}\n" for line in [*head, *lines, "}"]) + "\n"
