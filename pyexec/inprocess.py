"""Functions compiled into this process: what stands behind `pyexec.aot`.

    function = compile_function(python_function, CodeOptions())
    function(3, 4)

A function is compiled where it is decorated, so that its errors appear there; one that
was compiled before comes from the disk cache, without LLVM.  Where a name in it is
defined only later in the file (mutual recursion), it is compiled at its first call.
"""

from __future__ import annotations

from types import FunctionType
from typing import Any

from . import cache
from .backends.callable.function import Function, Native, bind, make_function
from .backends.callable.layout import object_layout
from .backends.callable.loader import load
from .backends.callable.traces import kept, placed
from .backends.llvm.host import description
from .errors import ToolError, UnresolvedNameError
from .frontend.fingerprint import fingerprint
from .frontend.source import plain_function
from .interface import Entry, Signature
from .options import CodeOptions
from .pieces import load_pieces, pieces_of, resolve
from .support import install_support

# What only a compilation needs is imported where one begins: a function that comes from
# the cache needs none of it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from .backends.llvm.library import Module, TargetMachine
    from .backends.llvm.sites import Sites
    from .driver import Front
    from .frontend.unit import Options


def compile_function(target: object, options: CodeOptions, cached: bool = True) -> Function:
    """The in-process function of a Python function, in the disk cache unless `cached` is False.

    Raises:
        CompileError: if it cannot be compiled.
    """
    python_function = plain_function(target)
    compilation = InProcess(python_function, options, cached)
    try:
        native = compilation.compile()
    except UnresolvedNameError as error:
        if not error.may_come:
            raise
        install_support()  # what a function without machine code enters through
        return make_function(python_function, compilation.signature(), compilation)
    function = make_function(python_function, compilation.signature(), compilation)
    bind(function, native)
    return function


def _install(entry: Entry, pieces: tuple[str, ...]) -> bool:
    """Bring in what the code of an entry refers to; False if a piece of it is not there."""
    install_support()
    if entry.needs_heap:
        from .native_heap import install_heap

        install_heap()
    return load_pieces(pieces)


def _is_straight(front: Front) -> bool:
    """Whether there is no loop, neither in the functions nor where containers cross over."""
    from .object_types import parts

    signatures = [entry.signature for entry in front.entries]
    types = [t for s in signatures for t in (*(p.type for p in s.parameters), s.result)]
    return front.straight and not any(parts(t) for t in types)


def _sites(front: Front) -> Sites | None:
    """The places of a program's errors; None where it has none."""
    if not front.entries[0].raises:
        return None
    from .backends.llvm.sites import Sites

    return Sites(front.program)


class InProcess:
    """The stages behind one function object."""

    def __init__(
        self, python_function: FunctionType, options: CodeOptions, cached: bool = True
    ) -> None:
        self.python_function = python_function
        self.options = options
        self.cached = cached
        self.entry: Entry | None = None

    def signature(self) -> Signature:
        if self.entry is not None:
            return self.entry.signature
        from .frontend.unit import Unit

        return Unit(self._language()).add(self.python_function).signature

    def compile(self) -> Native:
        """The vectorcall code, from the cache or compiled now.

        Raises:
            CompileError: if the function cannot be compiled.
        """
        entry, code, sites = self._object("vectorcall")
        self.entry = entry
        loaded = load(code, resolve)
        return Native(loaded, loaded.address(f"{entry.symbol}.call"), sites)

    def entry_point(self) -> Native:
        """The code with C's own calling convention."""
        entry, code, _ = self._object("C")
        loaded = load(code, resolve)
        return Native(loaded, loaded.address(f"{entry.symbol}.c"))

    def _object(self, kind: str) -> tuple[Entry, bytes, tuple[Any, ...]]:
        """The object file with an entry of a kind, and what tells the places of errors.

        What its code refers to is in the process then.
        """
        key, places = self._key(kind) if self.cached else (None, ())
        found = None if key is None else cache.load(key)
        if found is not None:
            facts, sites, pieces = found[0]
            entry = cache.entry_of(facts)
            if _install(entry, pieces):
                return entry, found[1], sites and placed(sites, places)
        front = self._front(apart=True)
        entry = front.entries[0]
        numbers = _sites(front) if kind == "vectorcall" else None
        with self._module(front, kind, numbers) as (module, machine):
            object_bytes = module.emit_object(machine)
        sites = () if numbers is None else numbers.facts(front.names[0])
        pieces = pieces_of(front.program)
        if key is not None:
            facts = cache.facts_of(entry), sites and kept(sites, places), pieces
            cache.store(key, facts, object_bytes)
        if not _install(entry, pieces):
            raise ToolError("a part of the runtime has just been made, and is not there")
        return entry, object_bytes, sites

    def _key(self, kind: str) -> tuple[str, tuple[tuple[str, int], ...]]:
        """The name of the cache's entry, and where the functions stand that it is for."""
        text, places = fingerprint(self.python_function)
        key = cache.cache_key(
            kind,
            repr(self.options),
            description(),
            object_layout().key,
            text,
        )
        return key, places

    def _language(self) -> Options:
        from .frontend.unit import Options

        return Options(
            infer=self.options.infer,
            wrap=self.options.overflow == "wrap",
            fastmath=self.options.fastmath,
            streams=True,
        )

    def _module(
        self, front: Front, kind: str, sites: Sites | None
    ) -> AbstractContextManager[tuple[Module, TargetMachine]]:
        """The optimised LLVM module with an entry of a kind, and what it is for."""
        from .backends.llvm import targets
        from .backends.llvm.lower import lower
        from .backends.llvm.module import NATIVE
        from .driver import assemble, optimized

        target = targets.in_process(self.options.cpu)
        # Code without loops gains nothing from the slower instruction selection.
        straight = _is_straight(front)
        level = min(1, self.options.opt) if straight else self.options.opt
        machine = target.machine(front.generation_level(level))
        lowered = lower(front.program, NATIVE, sites=sites)
        if kind == "C":
            from .backends.callable.entry_point import entry_point_text

            ends = entry_point_text(front.entries, lowered.errors, target, front.prints)
        else:
            from .backends.callable.wrapper import vectorcall_text

            ends = vectorcall_text(
                front.entries,
                lowered.errors,
                nogil=self.options.nogil,
                callees=front.callees,
                sites=sites,
                prints=front.prints,
            )
        text = assemble(machine, lowered.text, ends)
        return optimized(text, machine, self.options.opt, straight)

    # Stages

    def _front(self, apart: bool = False) -> Front:
        """What the frontend makes: the whole program, or `apart` from the runtime's pieces."""
        from .backends.callable.objects.call import required
        from .driver import frontend
        from .pieces import Pieces

        language = self._language()
        pieces = Pieces(language, self.options.cpu) if apart else None
        return frontend([self.python_function], language, required, apart=pieces)

    def inspect_ir(self) -> str:
        from .ir.printer import print_program

        return print_program(self._front().program)

    def _shown(self) -> AbstractContextManager[tuple[Module, TargetMachine]]:
        front = self._front()
        return self._module(front, "vectorcall", _sites(front))

    def inspect_llvm(self) -> str:
        with self._shown() as (module, _):
            return module.text()

    def inspect_asm(self) -> str:
        with self._shown() as (module, machine):
            return module.emit_assembly(machine)

    def reduce(self, function: Function) -> str | tuple[Any, ...]:
        from .pickling import reduce

        return reduce(self.python_function, self.options)
