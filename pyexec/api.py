"""The entry points: each checks its options and goes the way that the driver knows."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence

from .errors import OptionError
from .options import (
    OPTIMIZE,
    PROGRAM_BACKENDS,
    Optimize,
    check_choice,
    check_flag,
    check_name,
    check_path,
    code_options,
)

# What type checkers take for True; `typing` and `pathlib` take longer to import than most
# functions to compile.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, ParamSpec, Protocol, TypeVar, overload

    from .interface import Signature

    Parameters = ParamSpec("Parameters")
    Result = TypeVar("Result", covariant=True)

    class Compiled(Protocol[Parameters, Result]):
        """What `aot` gives, to a type checker: the function, and what stands behind it."""

        __name__: str
        __qualname__: str

        def __call__(self, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Result: ...

        @property
        def __wrapped__(self) -> Callable[Parameters, Result]: ...

        @property
        def signature(self) -> Signature: ...

        @property
        def address(self) -> int: ...

        @property
        def ctypes(self) -> Any: ...

        def inspect_ir(self) -> str: ...

        def inspect_llvm(self) -> str: ...

        def inspect_asm(self) -> str: ...

else:

    def overload(function):
        return function


# The function of `@aot(...)`, which comes with a second call.
_OMITTED = object()


@overload
def aot(func: Callable[Parameters, Result], /) -> Compiled[Parameters, Result]: ...


@overload
def aot(
    *,
    infer: bool = ...,
    overflow: str = ...,
    fastmath: bool = ...,
    nogil: bool = ...,
    cpu: str | None = ...,
    opt: int = ...,
) -> Callable[[Callable[Parameters, Result]], Compiled[Parameters, Result]]: ...


def aot(func: Any = _OMITTED, /, **options: Any) -> Any:
    """Compile a function ahead of time, into this process.

    Used as `@aot`, or with options as `@aot(infer=True)`.  The function is compiled
    where it is decorated; a later run of the program finds it in the disk cache.

    Args:
        func: a Python function whose parameters and result are annotated.
        infer: take the types of locals made of literals from their values.
        overflow: "raise" (an `int` result beyond 64 bits is an OverflowError) or
            "wrap" (it wraps around modulo 2**64).
        fastmath: let float arithmetic be reassociated, at the price of the last digits.
        nogil: release the global interpreter lock while the function runs.
        cpu: the processor to compile for; this machine's ("native") by default,
            "baseline" for any of the platform.
        opt: how much to optimise, 0 to 3.

    Returns:
        A callable that takes and gives what the Python function does, and raises what it
        raises.  `__wrapped__` is the Python function; `inspect_ir()`, `inspect_llvm()`
        and `inspect_asm()` show the stages; `address` and `ctypes` are its C function.

    Raises:
        CompileError: if the function cannot be compiled; the message shows where.
        OptionError: if an option has a value that it cannot have.
    """
    from .inprocess import compile_function

    checked = code_options(options)
    if func is _OMITTED:
        return lambda function: compile_function(function, checked)
    return compile_function(func, checked)


def compile_llvm(
    func: Callable[..., Any],
    base_name: str,
    output_dir: str | os.PathLike[str] = ".",
    *,
    export_name: str | None = None,
    target: str | None = None,
    **options: Any,
) -> dict[str, Path]:
    """Compile a function to a C library: object, shared and static library, header.

    Args:
        func: a function whose parameters and result are annotated.
        base_name: the base name of the files, without an extension.
        output_dir: the folder for the files; it is made if it is not there.
        export_name: the function's name in C; its own by default.
        target: the platform, such as "aarch64-linux"; this one by default.
        **options: `infer`, `overflow`, `fastmath`, `cpu` and `opt`, as for `aot`; `cpu`
            is the platform's baseline by default.

    Returns:
        The paths by 'object', 'library', 'header' and 'static'.

    Raises:
        CompileError: if the function cannot be compiled.
        OptionError: if a name or an option cannot be used.
        OutputError: if a file cannot be written; nothing is half written then.
        ToolError: if the linker is missing or fails.
    """
    from .driver import write_library

    _refuse_nogil(options)
    checked = code_options(options)
    check_name("export_name", export_name)
    folder = check_path("output_dir", output_dir)
    names = None if export_name is None else [export_name]
    return write_library([func], base_name, folder, checked, names, target)


def aot_compile(
    func: Callable[..., Any],
    output: str | os.PathLike[str],
    show_progress: bool = False,
    *,
    backend: str = "nuitka",
    target: str | None = None,
    **options: Any,
) -> Path:
    """Compile a function to a program that needs no Python where it runs.

    The function's parameters come from the command line, converted by their annotations;
    its result is printed unless it is None.  A function without parameters gets
    `sys.argv` untouched.

    Args:
        func: any Python function; what it uses of its module goes into the program.
        output: the program's path; on Windows ".exe" is added if it is not there.
        show_progress: whether to show the stages of the build on standard error.
        backend: "nuitka" (all of Python, in half a minute and some 5 MB) or "llvm" (what
            `aot` compiles, with numbers as parameters, in a fraction of a second and some
            kilobytes).
        target: with "llvm", the platform, such as "aarch64-linux"; this one by default.
        **options: with "llvm", `infer`, `overflow`, `fastmath`, `cpu` and `opt`, as for
            `aot`; `cpu` is the platform's baseline by default.

    Returns:
        The program's path.

    Raises:
        CompileError: if a parameter cannot be given on a command line, or the function
            uses what cannot be compiled or put into a program.
        OptionError: if an option has a value that it cannot have.
        OutputError: if the program cannot be written; one of before is still there then.
        ToolError: if Nuitka, the linker or what they need is missing or fails.
    """
    check_choice("backend", backend, PROGRAM_BACKENDS)
    check_flag("show_progress", show_progress)
    path = check_path("output", output)
    if backend == "llvm":
        from .driver import write_program

        _refuse_nogil(options)
        return write_program(func, path, code_options(options), target)
    from .executable import write_with_nuitka

    given = [*options, *(["target"] if target is not None else [])]
    if given:
        raise OptionError(f"{given[0]} is no option of the backend 'nuitka'", help="leave it out")
    return write_with_nuitka(func, path, show_progress)


def wasm(
    func: Callable[..., Any],
    output: str | os.PathLike[str],
    optimize: Optimize = 2,
    export_name: str | None = None,
    generate_html: bool = True,
    **options: Any,
) -> dict[str, Path]:
    """Compile a function to a WebAssembly module with JavaScript, types and a page.

    Args:
        func: a function whose parameters and result are annotated.
        output: the module's path, such as "square.wasm"; the other files lie beside it.
        optimize: 0 (compiles fastest) to 3 (runs fastest), or "size" (fewest bytes, no
            second export for plain numbers).
        export_name: the function's name in the module; its own by default.
        generate_html: whether to write a page to try the function on.
        **options: `infer`, `overflow` and `fastmath`, as for `aot`.

    Returns:
        The paths by 'wasm', 'js', 'types', 'module', 'module_types' and, with the page,
        'html'.

    Raises:
        CompileError: if the function cannot be compiled.
        OptionError: if a name or an option cannot be used.
        OutputError: if a file cannot be written; nothing is half written then.
        ToolError: if the linker is missing or fails.
    """
    check_name("export_name", export_name)
    names = None if export_name is None else [export_name]
    return _module([func], output, optimize, names, generate_html, options)


def wasm_multi(
    funcs: Sequence[Callable[..., Any]],
    output: str | os.PathLike[str],
    optimize: Optimize = 2,
    generate_html: bool = False,
    **options: Any,
) -> dict[str, Path]:
    """Compile several functions to one WebAssembly module.

    Args:
        funcs: functions whose parameters and results are annotated, with names of
            their own.
        output: the module's path, such as "game.wasm"; the other files lie beside it.
        optimize: 0 to 3 or "size", as for `wasm`.
        generate_html: whether to write a page to try the functions on.
        **options: `infer`, `overflow` and `fastmath`, as for `aot`.

    Returns:
        The paths, as for `wasm`.

    Raises:
        CompileError: if a function cannot be compiled.
        OptionError: if a name or an option cannot be used.
        OutputError: if a file cannot be written; nothing is half written then.
        ToolError: if the linker is missing or fails.
    """
    if callable(funcs) or isinstance(funcs, str) or not isinstance(funcs, Iterable):
        raise OptionError("wasm_multi takes a list of functions", help="write wasm_multi([f], ...)")
    functions = list(funcs)
    if not functions:
        raise OptionError("wasm_multi needs at least one function", help="name those to export")
    return _module(functions, output, optimize, None, generate_html, options)


def _module(
    functions: Sequence[object],
    output: str | os.PathLike[str],
    optimize: Optimize,
    names: list[str] | None,
    generate_html: bool,
    options: dict[str, Any],
) -> dict[str, Path]:
    from .driver import write_module

    check_choice("optimize", optimize, OPTIMIZE)
    check_flag("generate_html", generate_html)
    _refuse_nogil(options)
    for name in ("cpu", "opt"):
        if name in options:
            raise OptionError(
                f"{name} is no option of a WebAssembly module", help="use optimize= instead"
            )
    path = check_path("output", output)
    return write_module(functions, path, optimize, code_options(options), names, generate_html)


def _refuse_nogil(options: dict[str, Any]) -> None:
    if "nogil" in options:
        raise OptionError(
            "nogil is an option of aot alone", help="leave it out: there is no Python lock here"
        )
