"""Functions of `rt/` as native methods of a Python class that owns memory.

    class Buffer(MemoryOwner):
        __slots__ = ()

        def __init__(self, size: int) -> None:
            attach(self, bytearray(size))

        @method("bytes.fill")
        def fill(self, start: int, length: int, byte: int) -> None:
            "Set `length` bytes from `start` on."

    Buffer(64).fill(8, 16, 255)      # as Python's own methods, in some 20 ns

The Python function has the documentation, the names and the defaults of the parameters;
its body is never run.  What runs is `fill(memory, start, length, byte)` of `rt/bytes.py`,
compiled with every access to the memory checked: outside of it, an IndexError is raised.

All methods of a class are one piece of machine code, which comes from the disk cache or
is compiled when the first of them is called, and holds for subclasses too.
"""

from __future__ import annotations

from _thread import RLock
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any, Final, NoReturn, TypeVar

from . import cache
from .backends.callable.addresses import address_of
from .backends.callable.function import Function, Native, bind, make_function
from .backends.callable.layout import object_layout
from .backends.callable.loader import load as load_code
from .backends.callable.memory_owner import MemoryOwner, attach, detach, extent
from .backends.llvm.host import description
from .errors import OptionError
from .interface import Entry, Parameter, Signature, joined
from .support import install_support
from .types import INT, INT64, MEMORY, Kind, Type, by_name

# What only a compilation needs is imported where one begins.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from .backends.llvm.library import Module, TargetMachine
    from .ir.nodes import Function as Body
    from .ir.nodes import Program

__all__ = ["MemoryOwner", "attach", "detach", "extent", "load", "method"]

F = TypeVar("F", bound=Callable[..., Any])

# The functions of `rt/` behind a method.
Targets = tuple[str, ...]

_lock: Final = RLock()

# How far LLVM optimises.
_LEVEL: Final = 2

_ANNOTATIONS: Final = {
    Kind.NONE: "None",
    Kind.BOOL: "bool",
    Kind.SIGNED: "int",
    Kind.UNSIGNED: "int",
    Kind.FLOAT: "float",
    Kind.COMPLEX: "complex",
}


def method(*targets: str) -> Callable[[F], F]:
    """Make a documented Python method out of a function of `rt/`, or of several.

    Args:
        targets: the function's module and name, such as `bytes.fill`.  Its first parameter
            is a `Memory`; the others are those of the decorated function behind `self`.
            Of several functions, which take no others, the method gives the results as a
            tuple.
    """

    def decorate(function: F) -> F:
        @wraps(function)
        def first(self: MemoryOwner, /, *arguments: Any, **keywords: Any) -> Any:
            owner = _owner_of(function, self)
            return _made(owner, function.__name__)(self, *arguments, **keywords)

        return _Unmade(first, function, targets)  # type: ignore[return-value]

    return decorate


class _Unmade:
    """A method that is not native yet, and is when an instance is first asked for it.

    `append = instance.append` is thus fast too where no method was called before.
    """

    def __init__(
        self,
        first: Callable[..., Any],
        function: Callable[..., Any],
        targets: Targets,
    ) -> None:
        self.__wrapped__ = function
        self.__doc__ = function.__doc__
        self.__pyexec_targets__ = targets
        self._first = first

    def __get__(self, instance: MemoryOwner | None, owner: type) -> Any:
        if instance is None:
            return self._first
        made: Any = _made(_owner_of(self.__wrapped__, instance), self.__wrapped__.__name__)
        return made.__get__(instance, owner)


def _owner_of(function: Callable[..., Any], instance: object) -> type[MemoryOwner]:
    """The class of an instance, or base of it, whose method a Python function documents."""
    for base in type(instance).__mro__:
        if getattr(vars(base).get(function.__name__), "__wrapped__", None) is function:
            return base
    *_, owner, name = function.__qualname__.split(".")
    raise TypeError(
        f"descriptor {name!r} for {owner!r} objects "
        f"doesn't apply to a {type(instance).__name__!r} object"
    )


def _made(owner: type[MemoryOwner], name: str) -> Callable[..., Any]:
    """A method of a class, made native if it is not yet."""
    with _lock:
        method: Any = vars(owner)[name]
        if hasattr(method, "__pyexec_targets__"):
            method = _methods(owner).make(method.__pyexec_targets__)
            setattr(owner, name, method)
        return method  # type: ignore[no-any-return]


def _methods(owner: type[MemoryOwner]) -> _Methods:
    """The methods that a class declares, those of its bases left out."""
    found: _Methods | None = vars(owner).get("__pyexec_methods__")
    if found is None:
        found = _Methods(owner)
        owner.__pyexec_methods__ = found  # type: ignore[attr-defined]
    return found


def load(owner: type[MemoryOwner]) -> None:
    """Make all methods that a class declares native now, each of which its first call would.

    Raises:
        ToolError: if the machine code cannot be made or loaded on this computer.
    """
    for name, attribute in list(vars(owner).items()):
        if hasattr(attribute, "__pyexec_targets__"):
            _made(owner, name)


class _Methods:
    """The native methods of one class: one piece of machine code."""

    def __init__(self, owner: type[MemoryOwner]) -> None:
        self._owner = owner
        declared = [f for f in vars(owner).values() if hasattr(f, "__pyexec_targets__")]
        # By what they stand for in `rt/`.
        self._functions = {f.__pyexec_targets__: f.__wrapped__ for f in declared}
        if len(self._functions) != len(declared):
            raise TypeError(f"two methods of {owner.__name__} stand for one function of rt/")
        self._facts, content = self._object()
        install_support()
        self._code = load_code(content, self._resolve)

    def make(self, targets: Targets) -> Function:
        """The method that stands for functions of `rt/`, ready to be called."""
        entry = cache.entry_of(self._facts[targets])
        native = Native(self._code, self._code.address(f"{entry.symbol}.call"))
        method = _Method(self, targets, native)
        function = make_function(self._functions[targets], entry.signature, method, self._owner)
        bind(function, native)
        return function

    def _resolve(self, name: str) -> int:
        return id(self._owner) if name == "pyexec_owner" else address_of(name)

    def _object(self) -> tuple[dict[Targets, Any], bytes]:
        """What is known of each method and the object file, from the cache or compiled now."""
        key = cache.cache_key(
            "methods",
            repr([(targets, *_appearance(f)) for targets, f in self._functions.items()]),
            self._owner.address_type,
            description(),
            object_layout().key,
        )
        found = cache.load(key)
        if found is not None:
            return found
        program = self.program(tuple(self._functions))
        entries = self.entries(program)
        with self.module(program, entries) as (module, machine):
            content = module.emit_object(machine)
        facts = {targets: cache.facts_of(joined(parts)) for targets, parts in entries.items()}
        cache.store(key, facts, content)
        return facts, content

    def program(self, methods: tuple[Targets, ...]) -> Program:
        """The functions of `rt/` behind some methods, for the memory of this class."""
        from .driver import runtime
        from .frontend.unit import Options

        address = by_name(self._owner.address_type)
        names = tuple(name for targets in methods for name in targets)
        return runtime(names, Options(infer=True, address=address, guarded=True))

    def entries(self, program: Program) -> dict[Targets, tuple[Entry, ...]]:
        """For each method of a program, the functions behind it."""
        exported = frozenset(program.exported)
        return {
            targets: tuple(
                self._entry(documented, program.functions[name], part if len(targets) > 1 else None)
                for part, name in enumerate(targets)
            )
            for targets, documented in self._functions.items()
            if exported.issuperset(targets)
        }

    def _entry(self, documented: FunctionType, body: Body, part: int | None) -> Entry:
        from .backends.llvm.text import body_symbol

        signature = _signature(documented, body, part)
        return Entry(signature, body_symbol(body.name), body.raises, body.needs_stack)

    def module(
        self, program: Program, entries: dict[Targets, tuple[Entry, ...]]
    ) -> AbstractContextManager[tuple[Module, TargetMachine]]:
        """The optimised LLVM module with the methods, and what it is for."""
        from .backends.callable.wrapper import vectorcall_text
        from .backends.llvm import targets
        from .backends.llvm.lower import lower
        from .backends.llvm.module import GUARDED
        from .driver import Front, assemble, optimized

        each = tuple(entry for parts in entries.values() for entry in parts)
        front = Front(program, each, {})
        machine = targets.host().machine(front.generation_level(_LEVEL))
        lowered = lower(program, GUARDED)
        together = [parts for parts in entries.values() if len(parts) > 1]
        ends = vectorcall_text(each, lowered.errors, together=together)
        text = assemble(machine, lowered.text, ends)
        return optimized(text, machine, _LEVEL, front.straight)

    def inspected(self, targets: Targets) -> tuple[Program, dict[Targets, tuple[Entry, ...]]]:
        """One method and what it calls."""
        program = self.program((targets,))
        return program, self.entries(program)


class _Method:
    """What stands behind the function object of one method."""

    def __init__(self, methods: _Methods, targets: Targets, native: Native) -> None:
        self._methods = methods
        self._targets = targets
        self._native = native

    def compile(self) -> Native:
        return self._native

    def entry_point(self) -> NoReturn:
        raise OptionError(
            f"{self._targets[0]} has no C function, for it takes its memory from a Python object",
            help="call it as a method",
        )

    def inspect_ir(self) -> str:
        from .ir.printer import print_program

        return print_program(self._methods.inspected(self._targets)[0])

    def inspect_llvm(self) -> str:
        with self._methods.module(*self._methods.inspected(self._targets)) as (module, _):
            return module.text()

    def inspect_asm(self) -> str:
        with self._methods.module(*self._methods.inspected(self._targets)) as (module, machine):
            return module.emit_assembly(machine)

    def reduce(self, function: Function) -> str:
        return function.__qualname__  # as Python's own methods: by name


def _appearance(documented: FunctionType) -> tuple[object, ...]:
    """What a method's machine code depends on in the Python function that documents it."""
    code = documented.__code__
    counts = (code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount)
    defaults = (documented.__defaults__, documented.__kwdefaults__)
    annotations = {name: _text(value) for name, value in documented.__annotations__.items()}
    return (documented.__qualname__, code.co_varnames, *counts, *defaults, annotations)


def _text(annotation: object) -> str:
    if isinstance(annotation, type):
        return annotation.__name__
    return str(annotation)


def _signature(documented: FunctionType, body: Body, part: int | None = None) -> Signature:
    """The signature of a method: names and defaults as documented, types of the function.

    With `part`, the function gives that element of a tuple.

    Raises:
        TypeError: where the two do not agree.
    """
    code = documented.__code__
    count = code.co_argcount + code.co_kwonlyargcount
    defaults = dict(documented.__kwdefaults__ or {})
    positional = code.co_varnames[: code.co_argcount]
    given = documented.__defaults__ or ()
    defaults.update(zip(positional[len(positional) - len(given) :], given, strict=True))
    if count != len(body.parameters) or body.parameters[0].type is not MEMORY:
        raise TypeError(f"{documented.__qualname__} and {body.name} take different parameters")
    parameters = tuple(
        Parameter(
            name,
            _documented_type(documented, name, slot.type) if index else MEMORY,
            defaults.get(name),
            name in defaults,
            keyword_only=index >= code.co_argcount,
            positional_only=index < code.co_posonlyargcount,
        )
        for index, (name, slot) in enumerate(zip(code.co_varnames, body.parameters, strict=False))
    )
    result = _documented_type(documented, "return", body.result, part)
    return Signature(documented.__qualname__, parameters, result, documented.__doc__)


def _documented_type(documented: FunctionType, name: str, t: Type, part: int | None = None) -> Type:
    """The type of a parameter or result, as its errors are to name it."""
    annotation = _text(documented.__annotations__.get(name))
    if part is not None:
        annotation = annotation.removeprefix("tuple[").removesuffix("]").split(", ")[part]
    if annotation != _ANNOTATIONS[t.kind]:
        raise TypeError(
            f"{name!r} of {documented.__qualname__} is annotated {annotation}, where rt/ has {t}"
        )
    return INT if t is INT64 else t
