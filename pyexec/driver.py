"""The way through the house, on one screen.

    front = frontend([function], Options())           # verified IR and its entries
    lowered = lower(front.program, NATIVE)            # LLVM IR of the bodies
    text = assemble(machine, lowered.text, ends)      # with a backend's entry points
    with optimized(text, machine, 3, front.straight) as (module, machine):
        module.emit_object(machine)

`frontend` ends with the verified IR; what comes after differs between the backends in
target, entry points and link only.  `write_library` and `write_module` go the whole
way to files; `inprocess` does so for functions of this process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from .backends.llvm.library import Module, TargetMachine, debug_verify
from .backends.llvm.lower import lower
from .backends.llvm.module import NATIVE, WEBASSEMBLY
from .backends.llvm.text import body_symbol
from .crossing.needs import needs as host_needs
from .errors import CompileError, Diagnostic
from .frontend.boundary import C_LIBRARY, NATIVE_PROGRAM, WEB_MODULE, Surface, check_boundary
from .frontend.characters import characters
from .frontend.computed import computes_messages
from .frontend.depth import deeply
from .frontend.runtime import Apart, instance_name, link
from .frontend.suspending import built_functions
from .frontend.uncrossable import refuse_functions
from .frontend.unit import Options, Unit
from .frontend.versions import versions
from .garbage import left_alone
from .interface import Callee, Entry, Required, Signature
from .ir.nodes import Function, Program, Raise
from .ir.verifier import verify_program
from .options import CodeOptions, Optimize
from .passes.bounds import bounds
from .passes.effects import effects
from .passes.heap_parameter import heap_parameter
from .passes.heap_state import heap_state
from .passes.inline import inline
from .passes.portable import portable
from .passes.shifts import shifts
from .passes.simplify import simplify
from .passes.split import split
from .record import value
from .timing import stage
from .types import UINT32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Final

    from .backends.llvm.targets import Target
    from .backends.wasm.exports import Export
    from .frontend.tree import CheckedFunction
    from .frontend.unit import UserFunction
    from .interface import RaisedError

# Instructions of a function that LLVM still makes the best machine code for.
_LONG: Final = 5000


# What makes an empty heap of memory that is all zeros, and what drops an error's text.
PREPARE: Final = "heap.prepare"
FORGET: Final = "messages.forget"

# What gathers what is printed, and what drops that again.
PRINTS: Final = "objects.output.write"
FORGET_PRINTED: Final = "messages.forget_printed"

# From a function's signature to functions of `rt/`, those that are not generic by their names.
Needs = Callable[[Signature], Iterable[str | Required]]

# From a function of the user's to the one that is called from outside in its place.
Around = Callable[["Unit", "UserFunction"], "UserFunction"]


@value
class Front:
    """What the frontend makes of a set of functions."""

    program: Program
    entries: tuple[Entry, ...]
    callees: Mapping[Required, Callee]  # what the backend needs for types

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the functions that were asked for, in the program."""
        return self.program.exported[: len(self.entries)]

    @property
    def prints(self) -> bool:
        """Whether something is printed."""
        return prints(self.program)

    @property
    def straight(self) -> bool:
        """Whether there is neither a loop nor recursion: a short pipeline is enough then."""
        return not any(f.has_loop or f.recursive for f in self.program.functions.values())

    def generation_level(self, level: int) -> int:
        """The level at which LLVM makes machine code, none for a very long function.

        Above 0 it takes time by the square of a function's length: half a minute for
        10,000 lines.
        """
        sizes = [
            sum(len(block.instructions) for block in function.blocks)
            for function in self.program.functions.values()
        ]
        return level if max(sizes) <= _LONG else 0


def prints(program: Program) -> bool:
    """Whether a program prints something."""
    outside = (function.outside for function in program.functions.values())
    return PRINTS in program.functions or any(o is not None and o.prints for o in outside)


@value
class Extras:
    """Functions of `rt/` that a backend calls where the program gives reason to."""

    messages: tuple[str, ...] = ()  # where the message of an error is computed
    printing: tuple[str, ...] = ()  # where something is printed


@left_alone()
@deeply
def frontend(
    targets: Sequence[object],
    options: Options,
    needs: Needs | None = None,
    extras: Extras | None = None,
    surface: Surface | None = None,
    around: Around | None = None,
    apart: Apart | None = None,
) -> Front:
    """From Python functions to verified IR.

    Args:
        targets: the functions.
        options: what their meaning depends on.
        needs: what of `rt/` a backend's entry point for a function calls by itself.
        extras: what it calls where the functions give reason to.
        surface: where they are called from, if not from this process.
        around: what is called from there in the place of each function.
        apart: what gives functions of `rt/` whose machine code is there by itself, as in this
            process, where the heap is served as well.

    Raises:
        CompileError: with every fault in the functions and in those that they call.
    """
    with stage("check"):
        unit = Unit(options)
        users = [unit.add(target) for target in targets]
        outer = [around(unit, user) for user in users] if around else users
        checked = unit.check()
        refuse_functions(outer)
        if surface is not None:
            check_boundary(users, surface, unit.changes)
    with stage("passes"):
        more = [need for user in outer for need in needs(user.signature)] if needs else []
        needed = list(dict.fromkeys(more))
        return _compiled(unit, outer, checked, needed, extras or Extras(), apart)


def _compiled(
    unit: Unit,
    users: Sequence[UserFunction],
    checked: Sequence[CheckedFunction],
    more: Sequence[str | Required],
    extras: Extras,
    apart: Apart | None,
) -> Front:
    """From checked functions to verified IR."""
    options = unit.options
    computed = computes_messages(checked)
    for f in checked:
        characters(f)
    if not options.small:
        for f in checked:
            versions(f, options.address)
    built = [function for f in checked for function in built_functions(f, computed)]
    program = Program({function.name: function for function in built})
    names = [user.name for user in users]
    required = {r: instance_name(r, options) for r in more if isinstance(r, Required)}
    named = [name for name in more if isinstance(name, str)]
    program.exported = (*names, *named, *dict.fromkeys(required.values()))
    for function in program.functions.values():
        adapt(function, options)
    stateful = complete(program, options, [*names, *required.values()], extras, apart)
    bodies = [program.functions[name] for name in names]
    entries = tuple(
        Entry(
            user.signature,
            body_symbol(body.name),
            body.raises,
            body.needs_stack,
            len(body.parameters) > len(user.signature.parameters),
            tuple(change is not None for change in unit.changes[user.name]),
            stateful=user.name in stateful,
        )
        for user, body in zip(users, bodies, strict=True)
    )
    callees = {
        needed: Callee(name, _symbol(program.functions[name]), program.functions[name].raises)
        for needed, name in required.items()
    }
    return Front(program, entries, callees)


def _symbol(function: Function) -> str:
    """The symbol of a function of a program."""
    return body_symbol(function.name) if function.outside is None else function.outside.symbol


@deeply
def runtime(names: Sequence[str], options: Options) -> Program:
    """Functions of `rt/`, such as `bytes.copy`, as verified IR."""
    program = Program(exported=tuple(names))
    complete(program, options, names, Extras())
    return program


def complete(
    program: Program,
    options: Options,
    hot: Sequence[str],
    extras: Extras,
    apart: Apart | None = None,
) -> frozenset[str]:
    """Bring in the runtime; then the passes over the whole program.

    Of what the functions `hot` do not reach, size counts more than speed.  The names of
    functions that need the heap's own state are given.
    """
    link(program, options, lambda function: adapt(function, options), apart)
    if debug_verify():
        verify_program(program)
    if heap_parameter(program) and apart is None:
        _support_heap(program, options, extras)
    stateful = heap_state(program)
    inline(program, options.unfold, options.small)
    split(program)
    effects(program)
    reached = program.reached(hot)
    for function in program.functions.values():
        function.compact = function.name not in reached
    verify_program(program)
    return stateful


def _support_heap(program: Program, options: Options, extras: Extras) -> None:
    """Bring in what backends do with the heap of a program."""
    terminators = (block.terminator for f in program.functions.values() for block in f.blocks)
    if not options.grows:
        program.prepare = PREPARE
        program.exported = (*program.exported, PREPARE)
    if any(isinstance(node, Raise) and node.error.message is None for node in terminators):
        program.forget = FORGET
        program.exported = (*program.exported, FORGET, *extras.messages)
    if PRINTS in program.functions:
        program.prints = FORGET_PRINTED
        program.exported = (*program.exported, FORGET_PRINTED, *extras.printing)
    link(program, options, lambda function: adapt(function, options))


@deeply
def faults(targets: Sequence[object], options: Options) -> tuple[Diagnostic, ...]:
    """Every fault in functions and in those that they call, each once; none if all compile."""
    unit = Unit(options)
    found: dict[Diagnostic, None] = {}
    for target in targets:
        try:
            unit.add(target)
        except CompileError as error:
            found.update(dict.fromkeys(error.diagnostics))
    try:
        unit.check()
    except CompileError as error:
        found.update(dict.fromkeys(error.diagnostics))
    return tuple(found)


def adapt(function: Function, options: Options) -> None:
    """What is done to each function by itself, before it is joined with others."""
    shifts(function)
    portable(function, options.wide_multiply)
    if options.guarded:
        bounds(function)
    simplify(function)


def assemble(machine: TargetMachine, *parts: str) -> str:
    """Pieces of LLVM text as one module for a target."""
    head = f'target triple = "{machine.triple}"\ntarget datalayout = "{machine.data_layout}"\n'
    return "\n".join((head, *parts))


@contextmanager
def optimized(
    text: str, machine: TargetMachine, level: int, straight: bool
) -> Iterator[tuple[Module, TargetMachine]]:
    """The module of a text, optimised, and what it is for."""
    with Module.parse(text) as module:
        if debug_verify():
            module.verify()
        if straight and level >= 1:
            module.optimize_straight_line(machine)
        else:
            module.optimize(machine, level)
        yield module, machine


@value
class CObject:
    """An object file of functions with C's calling convention, and what is in it."""

    content: bytes
    entries: tuple[Entry, ...]
    names: tuple[str, ...]  # in C
    target: Target


def c_object(
    functions: Sequence[object],
    base_name: str,
    options: CodeOptions,
    names: Sequence[str] | None = None,
    platform: str | None = None,
) -> CObject:
    """The object file of a C library.

    Raises:
        CompileError: if a function cannot be compiled.
        OptionError: if a name or an option cannot be used.
    """
    from .backends.clib import exports
    from .backends.clib.heap import MESSAGES, PRINTING
    from .backends.clib.names import check_base_name, check_export_name
    from .backends.clib.needs import required
    from .backends.llvm import targets

    chosen = targets.platform() if platform is None else targets.by_name(platform)
    chosen = targets.with_cpu(chosen, options.cpu)
    check_base_name(base_name)
    language = Options(options.infer, options.overflow == "wrap", options.fastmath)
    extras = Extras(MESSAGES, PRINTING)
    front = frontend(functions, language, required, extras, C_LIBRARY)
    if names is None:
        names = [entry.signature.name for entry in front.entries]
    for name in names:
        check_export_name(name, base_name)
    with stage("LLVM"):
        lowered = lower(front.program, NATIVE)
        machine = chosen.machine(front.generation_level(options.opt))
        ends = exports.entry_points(
            front.entries, names, lowered.errors, base_name, chosen, front.callees, front.prints
        )
        text = assemble(machine, lowered.text, ends)
        with optimized(text, machine, options.opt, front.straight) as (module, _):
            return CObject(module.emit_object(machine), front.entries, tuple(names), chosen)


def write_library(
    functions: Sequence[object],
    base_name: str,
    output_dir: str | os.PathLike[str],
    options: CodeOptions,
    names: Sequence[str] | None = None,
    platform: str | None = None,
) -> dict[str, Path]:
    """A C library of one or more functions: object, shared and static library, header.

    Raises:
        CompileError: if a function cannot be compiled.
        OptionError: if a name or an option cannot be used.
        OutputError: if the files cannot be written.
        ToolError: if the linker is missing or fails.
    """
    from .backends.clib.build import write_library as write

    made = c_object(functions, base_name, options, names, platform)
    with stage("link"):
        return write(made.content, made.entries, made.names, base_name, output_dir, made.target)


def write_object(
    functions: Sequence[object],
    output: Path,
    options: CodeOptions,
    names: Sequence[str] | None = None,
    platform: str | None = None,
) -> Path:
    """The object file alone, for a linker of the user's; the path.

    Raises:
        CompileError: if a function cannot be compiled.
        OptionError: if a name or an option cannot be used.
        OutputError: if the file cannot be written.
    """
    from .backends.output import staged

    made = c_object(functions, output.stem, options, names, platform)
    with stage("write"), staged([output]) as staging:
        (staging / output.name).write_bytes(made.content)
    return output


def web_ends(front: Front, planned: Sequence[Export]) -> str:
    """LLVM's text of what a WebAssembly module exports."""
    from .backends.wasm import exports

    program = front.program
    return exports.text(planned, program.forget, program.prints, front.callees)


@value
class WebObject:
    """An object file of functions for a WebAssembly module, and what the module exports."""

    content: bytes
    exports: tuple[Export, ...]
    errors: tuple[RaisedError, ...]  # the one with code i + 1 stands at i


def web_object(
    functions: Sequence[object],
    optimize: Optimize,
    options: CodeOptions,
    names: Sequence[str] | None = None,
) -> WebObject:
    """The object file that a WebAssembly module is linked from.

    Raises:
        CompileError: if a function cannot be compiled.
        OptionError: if a name cannot be used.
    """
    from .backends.wasm import exports
    from .backends.wasm.link import machine as web_machine

    small = optimize == "size"
    level = 2 if small else int(optimize)
    language = Options(
        options.infer,
        options.overflow == "wrap",
        options.fastmath,
        math_library=False,
        wide_multiply=False,
        address=UINT32,
        unfold=level >= 2 and not small,
        small=small,
        grows=True,
    )
    front = frontend(functions, language, host_needs, surface=WEB_MODULE)
    if names is None:
        names = [entry.signature.name for entry in front.entries]
    planned = exports.plan(front.entries, names, number_shims=not small)
    with stage("LLVM"):
        machine = web_machine(level)
        lowered = lower(front.program, WEBASSEMBLY, small)
        ends = web_ends(front, planned)
        text = assemble(machine, lowered.text, ends)
        with optimized(text, machine, level, front.straight) as (module, _):
            return WebObject(module.emit_object(machine), tuple(planned), tuple(lowered.errors))


def write_program(
    function: object,
    output: Path,
    options: CodeOptions,
    platform: str | None = None,
) -> Path:
    """A program of a function that needs no Python; the path.

    Raises:
        CompileError: if the function cannot be compiled, or a command line cannot give
            what it takes.
        OptionError: if an option cannot be used.
        OutputError: if the file cannot be written.
        ToolError: if the linker is missing or fails.
    """
    from .backends.llvm import targets
    from .backends.program import build as program
    from .backends.program import entry as ends
    from .backends.program.system import system_of
    from .programs.calling import blamed, called
    from .programs.specification import command_line

    chosen = targets.platform() if platform is None else targets.by_name(platform)
    chosen = targets.with_cpu(chosen, options.cpu)
    system = system_of(chosen)
    path = program.program_path(output, system)
    line = command_line(function, path.name)
    given: tuple[int, ...] = ()

    def around(unit: Unit, user: UserFunction) -> UserFunction:
        nonlocal given
        made = called(function, user.signature, line)
        if made is None:
            return user
        given = made.given
        return unit.add(made.function, made.source)

    language = Options(options.infer, options.overflow == "wrap", options.fastmath, streams=True)
    extras = Extras(ends.MESSAGES, ends.PRINTING)
    try:
        front = frontend([function], language, ends.runtime, extras, NATIVE_PROGRAM, around)
    except CompileError as error:
        raise blamed(error, function) from error
    with stage("LLVM"):
        lowered = lower(front.program, NATIVE)
        machine = chosen.machine(front.generation_level(options.opt))
        (entry,) = front.entries
        text = assemble(
            machine,
            lowered.text,
            ends.entry_point(entry, line, lowered.errors, system, given, front.prints),
            system.text(chosen, entry.recursive, entry.needs_heap),
        )
        with optimized(text, machine, options.opt, front.straight) as (module, _):
            object_bytes = module.emit_object(machine)
    with stage("link"):
        return program.write_program(object_bytes, path, chosen)


def write_module(
    functions: Sequence[object],
    output: Path,
    optimize: Optimize,
    options: CodeOptions,
    names: Sequence[str] | None = None,
    with_page: bool = True,
) -> dict[str, Path]:
    """A WebAssembly module of one or more functions, with JavaScript, types and a page.

    Raises:
        CompileError: if a function cannot be compiled.
        OptionError: if a name or an option cannot be used.
        OutputError: if the files cannot be written.
        ToolError: if the linker is missing or fails.
    """
    from .backends.wasm.build import write_module as write

    made = web_object(functions, optimize, options, names)
    with stage("link"):
        return write(made.content, made.exports, made.errors, output, with_page)
