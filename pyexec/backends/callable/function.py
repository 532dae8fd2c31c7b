"""The function object that users hold: native code that behaves as a Python function.

    function = make_function(python_function, signature, compilation)
    function(3, 4)              # compiles at the first call, if it was not bound before
    bind(function, native)      # makes it native; from then on a call costs some 15 ns
    function                    # <pyexec function add(a: int, b: int) -> int>

What stands behind a function, its compiler's stages and its C entry point, is
answered by a `Compilation`, which the driver provides.
"""

from __future__ import annotations

import _thread
import ctypes
from functools import partial, update_wrapper
from types import FunctionType
from typing import TYPE_CHECKING, Any, Final, Protocol
from weakref import ref

from ...errors import OptionError
from ...interface import Signature
from ...record import value
from ...types import Kind, Type
from .addresses import address_of
from .conversion import Arguments, binder, converter
from .layout import FunctionField
from .loader import Code
from .memory_owner import MemoryOwner
from .native_type import NativeType
from .traces import Traces


@value
class Native:
    """A function in machine code: the code, which it keeps in memory, and its address there.

    `sites` tells the places of errors, see `Traces`; it is empty where the code does not.
    """

    code: Code
    address: int
    sites: tuple[Any, ...] = ()


class Compilation(Protocol):
    """What stands behind a function; each method may be called any number of times."""

    def compile(self) -> Native:
        """The function's vectorcall code, see `wrapper.vectorcall_text`."""

    def entry_point(self) -> Native:
        """The function's C code, see `entry_point.entry_point_text`."""

    def inspect_ir(self) -> str:
        """The typed IR, printed."""

    def inspect_llvm(self) -> str:
        """The LLVM text, optimised."""

    def inspect_asm(self) -> str:
        """The assembly text."""

    def reduce(self, function: Function) -> str | tuple[Any, ...]:
        """What `function.__reduce__` answers, see the module `pickle`."""


class _Definition:
    """What a function object is made of."""

    def __init__(
        self, python_function: FunctionType, signature: Signature, compilation: Compilation
    ) -> None:
        self.python_function = python_function
        self.signature = signature
        self.compilation = compilation
        self.entry_point: Native | None = None  # once it was asked for
        self.traces: Traces | None = None  # once there is machine code


class Function:
    """A compiled function.  It is called, and looks, like the Python function it comes from.

    `__wrapped__` is that Python function.
    """

    __slots__ = ()

    __pyexec_function__ = True  # other entry points unwrap what has this mark

    if TYPE_CHECKING:
        __name__: str
        __qualname__: str
        __wrapped__: FunctionType

        def __call__(self, *arguments: Any, **keywords: Any) -> Any: ...

    def __repr__(self) -> str:
        return f"<pyexec function {_definition(self).signature}>"

    def __copy__(self) -> Function:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Function:
        return self

    def __reduce__(self) -> str | tuple[Any, ...]:
        return _definition(self).compilation.reduce(self)

    @property
    def __defaults__(self) -> tuple[object, ...] | None:
        return _definition(self).python_function.__defaults__

    @property
    def __kwdefaults__(self) -> dict[str, object] | None:
        return _definition(self).python_function.__kwdefaults__

    @property
    def signature(self) -> Signature:
        """The parameters and the result, with PyExec's types."""
        return _definition(self).signature

    @property
    def address(self) -> int:
        """The address of a C function with the parameters and the result of this one.

        It is valid while this object lives.  An error is reported as a Python exception
        of the calling thread, and the call returns 0; in a thread that Python does not
        know, it goes to `sys.unraisablehook`.
        """
        return _entry_point(self).address

    @property
    def ctypes(self) -> Any:
        """The C function as a `ctypes` function, for `scipy.LowLevelCallable` and others.

        Raises:
            OptionError: for a signature with complex numbers, which ctypes does not have.
        """
        return _ctypes_function(self)

    def inspect_ir(self) -> str:
        """PyExec's typed IR of this function, printed."""
        return _definition(self).compilation.inspect_ir()

    def inspect_llvm(self) -> str:
        """The LLVM IR of this function, optimised."""
        return _definition(self).compilation.inspect_llvm()

    def inspect_asm(self) -> str:
        """The assembly of this function for this computer's processor."""
        return _definition(self).compilation.inspect_asm()


Function.__qualname__ = "Function"
_native_type: Final = NativeType(Function)
if not TYPE_CHECKING:
    Function = _native_type.type

# Compiling and binding: one thread at a time, and a function's code never changes once
# it is bound, for it may be running.
_lock: Final = _thread.RLock()


def make_function(
    python_function: FunctionType,
    signature: Signature,
    compilation: Compilation,
    owner: type[MemoryOwner] | None = None,
) -> Function:
    """A function object that compiles itself when it is first called, unless bound before.

    Its machine code takes a memory from its first argument if it is a method of `owner`.
    """
    function: Function = _native_type.create()
    definition = _Definition(python_function, signature, compilation)
    _native_type.store(function, FunctionField.DEFINITION, definition)
    _native_type.store(function, FunctionField.CONVERTER, converter(signature, owner))
    # A cycle, which ends where machine code takes over.
    _native_type.store(function, FunctionField.BINDER, partial(_compile_and_call, function))
    _native_type.set_vectorcall(function, address_of("pyexec_unbound"))
    update_wrapper(function, python_function)
    return function


def bind(function: Function, native: Native) -> None:
    """Give a function its machine code; without effect if it has some already."""
    with _lock:
        if is_bound(function):
            return
        definition = _definition(function)
        if native.sites:
            definition.traces = Traces(native.sites, definition.python_function.__globals__)
        _native_type.store(function, FunctionField.CODE, native.code)
        # No strong reference: a bound function goes as soon as nobody needs it.
        first = partial(_bind_first, ref(function), definition)
        _native_type.store(function, FunctionField.BINDER, first)
        _native_type.set_vectorcall(function, native.address)


def is_bound(function: Function) -> bool:
    """Whether a function has its machine code."""
    return _native_type.fetch(function, FunctionField.CODE) is not None


def compilation_of(function: Function) -> Compilation:
    """What `make_function` was given for this function."""
    return _definition(function).compilation


def _definition(function: Function) -> _Definition:
    definition: _Definition = _native_type.fetch(function, FunctionField.DEFINITION)
    return definition


def _compile_and_call(function: Function, /, *arguments: Any, **keywords: Any) -> Any:
    """The binder of a function without machine code; it answers with the call's result."""
    with _lock:
        if not is_bound(function):
            bind(function, _definition(function).compilation.compile())
    return function(*arguments, **keywords)


def _bind_first(
    reference: ref[Function], definition: _Definition, /, *arguments: Any, **keywords: Any
) -> Arguments:
    """The binder of a function that was called by position alone so far."""
    bind_arguments = binder(definition.python_function, definition.signature)
    function = reference()
    if function is not None:  # None in destructors, while a dead cycle is collected
        _native_type.store(function, FunctionField.BINDER, bind_arguments)
    return bind_arguments(*arguments, **keywords)


def _entry_point(function: Function) -> Native:
    definition = _definition(function)
    with _lock:
        if definition.entry_point is None:
            definition.entry_point = definition.compilation.entry_point()
        return definition.entry_point


def _ctypes_function(function: Function) -> Any:
    signature = _definition(function).signature
    parameters = [_ctypes_type(parameter.type) for parameter in signature.parameters]
    # The kind that keeps the GIL and looks for an exception after the call.
    prototype = ctypes.PYFUNCTYPE(_ctypes_type(signature.result), *parameters)
    pointer = prototype(_entry_point(function).address)
    pointer.function = function  # type: ignore[attr-defined]
    return pointer


def _ctypes_type(t: Type) -> Any:
    match t.kind:
        case Kind.NONE:
            return None
        case Kind.BOOL:
            return ctypes.c_bool
        case Kind.FLOAT:
            return ctypes.c_double if t.bits == 64 else ctypes.c_float
        case Kind.COMPLEX:
            raise OptionError(
                f"ctypes has no type for {t}", help="use the function's address, an int"
            )
        case _:
            return getattr(ctypes, f"c_{'' if t.signed else 'u'}int{t.bits}")
