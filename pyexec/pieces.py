"""Functions of `rt/` whose machine code is compiled once a machine, and linked by symbol.

    pieces = Pieces(Options(infer=True, streams=True), cpu=None)
    front = frontend([function], options, apart=pieces)     # calls of them have no body
    needed = pieces_of(front.program)                       # keys, for the cache's entry
    load_pieces(needed)                                     # before the function's own code
    load(object_bytes, resolve)

A piece is an object file of one function, or of some that are needed together, with all that
they reach (`rt/apart.py` says which).  Beside its code the disk cache keeps what a caller's
compilation has to know: types, whether it raises, the errors that its codes stand for, the
pieces that it needs itself.  The key is made of names, options, processor and compiler, and is
part of each symbol: so code can only be joined with what it was compiled for.

Once loaded, a piece stays as long as the process lives, since any code may refer to it.
"""

from __future__ import annotations

from _thread import RLock
from collections.abc import Iterable
from typing import Any, Final

from . import cache
from .backends.callable.addresses import address_of
from .backends.callable.loader import Code
from .backends.callable.loader import load as load_code
from .backends.llvm.host import description
from .record import changed, record
from .rt.apart import CLOSE, PACKAGE, SHARED

# What only a compilation needs is imported where one begins.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from .frontend.unit import Options
    from .ir.nodes import Function, Program
    from .types import Type

_PREFIX: Final = "pyexec.piece."

# How far LLVM optimises: pieces serve functions of all levels.
_LEVEL: Final = 2

# What gives up the parts of an object of a type, and its block.
_DESTROY: Final = "counting.destroy"

# What is known of the functions of pieces, of what `passes.effects` finds out.
_FLAGS: Final = ("raises", "needs_stack", "reads", "writes")

_GROUPS: Final = {name: names for names in SHARED.values() for name in names}

_lock: Final = RLock()


@record
class Piece:
    """Machine code that is there, and what is known of it."""

    facts: dict[str, tuple[Any, ...]]  # of each function, by its name
    errors: tuple[tuple[str, str | None], ...]  # of the codes from 1 on: class and message
    has_statics: bool
    needs: tuple[str, ...]  # the keys of other pieces
    content: bytes | None  # the object file, until it is loaded


_known: Final[dict[str, Piece]] = {}  # by their keys
_addresses: Final[dict[str, int]] = {}  # of the symbols of those that are loaded
_loaded: Final[list[Code]] = []
_compiling: Final[set[str]] = set()


def resolve(name: str) -> int:
    """The address of what machine code leaves undefined, of pieces or not."""
    return _addresses[name] if name.startswith(_PREFIX) else address_of(name)


def pieces_of(program: Program) -> tuple[str, ...]:
    """The keys of the pieces that a program calls."""
    outside = (f.outside for f in program.functions.values())
    keys = {o.symbol.removeprefix(_PREFIX).partition(".")[0] for o in outside if o is not None}
    return tuple(sorted(keys))


def load_pieces(keys: Iterable[str]) -> bool:
    """Bring pieces into the process, with those that they need; False if one is not there.

    Raises:
        ToolError: if one cannot be loaded.
    """
    with _lock:
        return all(_load(key) for key in keys)


def _load(key: str) -> bool:
    piece = _found(key)
    if piece is None:
        return False
    if piece.content is None:
        return True
    if not all(_load(needed) for needed in piece.needs):
        return False
    code = load_code(piece.content, resolve)
    _loaded.append(code)
    for name in piece.facts:
        symbol = _symbol(key, name)
        _addresses[symbol] = code.address(symbol)
    piece.content = None
    return True


def _found(key: str) -> Piece | None:
    """A piece of this process or of the disk cache."""
    piece = _known.get(key)
    if piece is None:
        kept = cache.load(key)
        if kept is not None:
            facts, errors, has_statics, needs = kept[0]
            piece = _known[key] = Piece(facts, errors, has_statics, needs, kept[1])
    return piece


def _whole(key: str) -> Piece | None:
    """A piece that is there with all that it needs."""
    piece = _found(key)
    if piece is None or (piece.content is not None and None in map(_whole, piece.needs)):
        return None
    return piece


def _symbol(key: str, name: str) -> str:
    return f"{_PREFIX}{key}.{name}"


class Pieces:
    """The pieces for programs with the same options on one processor."""

    def __init__(self, options: Options, cpu: str | None) -> None:
        # The runtime is written for inference, and fastmath does not reach into it.
        self._options = changed(options, infer=True, fastmath=False)
        self._cpu = cpu
        self._keys: dict[tuple[str, ...], str] = {}

    def __call__(self, name: str) -> Function | None:
        """A function of `rt/` without its body, where that stands in a piece."""
        names = _GROUPS.get(name)
        if names is None and _stands_apart(name, self._options.address):
            names = (name,)
        return None if names is None else self._declared(name, names)

    def _shared(self, name: str, own: tuple[str, ...]) -> Function | None:
        """The same for what a piece calls: other pieces are for those alone that many need."""
        if name in own:
            return None
        names = _GROUPS.get(name)
        if names is None and _is_slow_half(name) and _stands_apart(name, self._options.address):
            names = (name,)
        return None if names is None else self._declared(name, names)

    def _declared(self, name: str, names: tuple[str, ...]) -> Function | None:
        """A function of a piece, which is compiled where it is not there yet."""
        with _lock:
            key = self._key(names)
            if key in _compiling:  # the piece is being made, and calls itself through another
                return None
            piece = _whole(key)
            if piece is None:
                _compiling.add(key)
                try:
                    piece = self._compiled(key, names)
                finally:
                    _compiling.remove(key)
                _known[key] = piece
            return _outside(key, name, piece)

    def _key(self, names: tuple[str, ...]) -> str:
        key = self._keys.get(names)
        if key is None:
            depends = (*names, repr(self._options), repr(self._cpu), description())
            key = self._keys[names] = cache.cache_key("piece", *depends)
        return key

    def _compiled(self, key: str, names: tuple[str, ...]) -> Piece:
        """A new piece, which is in the disk cache then."""
        from .backends.llvm.lower import lower
        from .backends.llvm.module import NATIVE, has_statics

        program, facts = self._program(names)
        lowered = lower(program, NATIVE)
        errors = tuple((error.exception, error.message) for error in lowered.errors)
        kept = facts, errors, has_statics(program), pieces_of(program)
        content = self._object(lowered.text, {n: _symbol(key, n) for n in names})
        cache.store(key, kept, content)
        return Piece(*kept, content)

    def _program(self, names: tuple[str, ...]) -> tuple[Program, dict[str, tuple[Any, ...]]]:
        """What a piece is made of, and what is known of its functions."""
        from .driver import Extras, adapt, complete, prints
        from .frontend.runtime import link
        from .ir.nodes import Program

        def shared(name: str) -> Function | None:
            return self._shared(name, names)

        program = Program(exported=names)
        link(program, self._options, lambda function: adapt(function, self._options), shared)
        own = {name: program.functions[name].parameters for name in names}
        stateful = complete(program, self._options, names, Extras(), shared)
        facts = {}
        for name in names:
            function = program.functions[name]
            reached = Program({n: program.functions[n] for n in program.reached([name])})
            facts[name] = (
                tuple(parameter.type.name for parameter in own[name]),
                function.result.name,
                *(getattr(function, fact) for fact in _FLAGS),
                len(function.parameters) > len(own[name]),
                name in stateful,
                prints(reached),
            )
        return program, facts

    def _object(self, text: str, symbols: dict[str, str]) -> bytes:
        """The object file of a lowered program, with its functions' symbols."""
        from .backends.callable.externals import declarations
        from .backends.callable.heap_ways import DRAIN
        from .backends.llvm import targets
        from .backends.llvm.text import body_symbol, llvm_name
        from .driver import assemble, optimized

        machine = targets.in_process(self._cpu).machine(_LEVEL)
        ends = "".join(
            f"@{llvm_name(symbol)} = alias i8, ptr @{llvm_name(body_symbol(name))}\n"
            for name, symbol in symbols.items()
        )
        if "@program.drain" in text:
            ends += DRAIN + declarations(DRAIN)
        text = assemble(machine, text, ends)
        with optimized(text, machine, _LEVEL, straight=False) as (module, _):
            return module.emit_object(machine)


def _outside(key: str, name: str, piece: Piece) -> Function:
    """A function of a piece, for a program that calls it."""
    from .interface import RaisedError
    from .ir.nodes import Function, Outside, Slot
    from .types import by_name

    parameters, result, *flags, uses_heap, stateful, prints = piece.facts[name]
    slots = [Slot(f"p{number}", by_name(t)) for number, t in enumerate(parameters)]
    errors = tuple(RaisedError(*error) for error in piece.errors)
    function = Function(name, slots, by_name(result), inline="never")
    for flag, value in zip(_FLAGS, flags, strict=True):
        setattr(function, flag, value)
    function.outside = Outside(
        _symbol(key, name), errors, uses_heap, stateful, prints, piece.has_statics
    )
    return function


def _is_slow_half(name: str) -> bool:
    """Whether a function of `rt/objects/` is called in any case, and never inlined."""
    from .frontend.generics import runtime_object

    target = name.partition("[")[0]
    if not target.startswith(PACKAGE):
        return target == _DESTROY
    return getattr(runtime_object(target), "__pyexec_inline__", "") == "never"


def _stands_apart(name: str, address: Type) -> bool:
    """Whether the machine code of a function of `rt/` is a piece by itself."""
    from .frontend.counting import counted_type
    from .frontend.generics import known_instance, runtime_object
    from .object_types import is_common

    target = name.partition("[")[0]
    if target == _DESTROY:
        return is_common(counted_type(name))
    if not target.startswith(PACKAGE) or target in CLOSE:
        return False
    if getattr(runtime_object(target), "__pyexec_inline__", "") == "always":
        return False
    instance = known_instance(name, address)
    if instance is None:
        return True
    types = (*instance.bindings.values(), *instance.parameters, instance.result)
    return all(map(is_common, types))
