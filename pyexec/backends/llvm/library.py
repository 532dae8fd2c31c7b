"""LLVM as a library: text in, optimised text, assembly or an object file out.

llvmlite ships LLVM with a small C interface.  This module calls that interface
directly, because importing `llvmlite.binding` costs 75 ms, most of it for an IR
builder that PyExec does not use: the lowering writes LLVM's textual form.

    machine = target_machine("x86_64-unknown-linux-gnu", cpu="x86-64-v2")
    with Module.parse(text) as module:
        module.optimize(machine, level=3)
        object_bytes = module.emit_object(machine)

Every `Module` owns a context of its own, so closing it returns all memory.
LLVM itself is thread-safe as long as contexts are not shared; the target
machines are shared, hence the lock.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
import threading
from functools import cache
from types import TracebackType
from typing import Final

from ...errors import ToolError
from ...record import value

_LIBRARY_NAMES: Final = {"win32": "llvmlite.dll", "darwin": "libllvmlite.dylib"}

# The version of llvmlite whose C interface this module was written for.
_FIRST_VERSION: Final = "0.50"

_Pointer = ctypes.c_void_p
_Text = ctypes.c_char_p
_Int = ctypes.c_int

# name: (result, arguments) of each function used.
_SIGNATURES: Final[dict[str, tuple[type | None, tuple[type, ...]]]] = {
    "SetCommandLine": (None, (_Text, _Text)),
    "InitializeAllTargetInfos": (None, ()),
    "InitializeAllTargets": (None, ()),
    "InitializeAllTargetMCs": (None, ()),
    "InitializeAllAsmPrinters": (None, ()),
    "InitializeNativeTarget": (None, ()),
    "InitializeNativeAsmPrinter": (None, ()),
    "GetVersionInfo": (ctypes.c_uint, ()),
    "GetProcessTriple": (None, (_Pointer,)),
    "GetHostCPUName": (None, (_Pointer,)),
    "GetHostCPUFeatures": (_Int, (_Pointer,)),
    "GetTargetFromTriple": (_Pointer, (_Text, _Pointer)),
    "CreateTargetMachine": (
        _Pointer,
        (_Pointer, _Text, _Text, _Text, _Int, _Text, _Text, _Int, _Int, _Text),
    ),
    "CreateTargetMachineData": (_Pointer, (_Pointer,)),
    "CopyStringRepOfTargetData": (None, (_Pointer, _Pointer)),
    "ContextCreate": (_Pointer, ()),
    "ContextDispose": (None, (_Pointer,)),
    "ParseAssembly": (_Pointer, (_Pointer, _Text, _Pointer)),
    "VerifyModule": (_Int, (_Pointer, _Pointer)),
    "PrintModuleToString": (None, (_Pointer, _Pointer)),
    "DisposeModule": (None, (_Pointer,)),
    "TargetMachineEmitToMemory": (_Pointer, (_Pointer, _Pointer, _Int, _Pointer)),
    "GetBufferStart": (_Pointer, (_Pointer,)),
    "GetBufferSize": (ctypes.c_size_t, (_Pointer,)),
    "DisposeMemoryBuffer": (None, (_Pointer,)),
    "DisposeString": (None, (_Pointer,)),
    "CreatePipelineTuningOptions": (_Pointer, (_Int,)),
    "DisposePipelineTuningOptions": (None, (_Pointer,)),
    "PTOSetLoopVectorization": (None, (_Pointer, ctypes.c_bool)),
    "PTOSetSLPVectorization": (None, (_Pointer, ctypes.c_bool)),
    "PTOSetLoopUnrolling": (None, (_Pointer, ctypes.c_bool)),
    "CreatePassBuilder": (_Pointer, (_Pointer, _Pointer)),
    "DisposePassBuilder": (None, (_Pointer,)),
    "buildPerModuleDefaultPipeline": (_Pointer, (_Pointer, _Int)),
    "CreateNewModulePassManager": (_Pointer, ()),
    "RunNewModulePassManager": (None, (_Pointer, _Pointer, _Pointer)),
    "DisposeNewModulePassManger": (None, (_Pointer,)),
    "module_AddAlwaysInlinerPass": (None, (_Pointer,)),
    "module_AddSROAPass": (None, (_Pointer,)),
    "module_AddInstCombinePass": (None, (_Pointer,)),
    "module_AddSimplifyCFGPass": (None, (_Pointer,)),
    "module_AddGlobalDCEPass": (None, (_Pointer,)),
}

# A sum of floats is rounded in its order; what is added may be computed side by side.
_OPTIONS: Final = (b"-force-ordered-reductions",)

_lock: Final = threading.RLock()


class _Library:
    """The loaded shared library, its functions by their name without the prefix."""

    def __init__(self, path: str) -> None:
        try:
            handle = ctypes.CDLL(path)
        except OSError as error:
            raise ToolError(
                f"LLVM could not be loaded from {path}",
                help="reinstall it: pip install --force-reinstall llvmlite",
            ) from error
        for name, (result, arguments) in _SIGNATURES.items():
            try:
                function = getattr(handle, "LLVMPY_" + name)
            except AttributeError as error:
                raise ToolError(
                    f"llvmlite has no LLVMPY_{name}; PyExec needs {_FIRST_VERSION} or later of it",
                    help="pip install --upgrade llvmlite",
                ) from error
            function.restype = result
            function.argtypes = arguments
            setattr(self, name, function)

    def __getattr__(self, name: str) -> ctypes._NamedFuncPointer:
        raise AttributeError(name)


@cache
def _path() -> str:
    """The shared library in the installed llvmlite, which is not imported for it."""
    spec = importlib.util.find_spec("llvmlite")
    if spec is None or spec.origin is None:
        raise ToolError(
            "ahead-of-time compilation needs llvmlite, which is not installed",
            help="pip install llvmlite",
        )
    name = _LIBRARY_NAMES.get(sys.platform, "libllvmlite.so")
    return os.path.join(os.path.dirname(spec.origin), "binding", name)


@cache
def _library() -> _Library:
    library = _Library(_path())
    for option in _OPTIONS:
        library.SetCommandLine(b"pyexec", option)
    library.InitializeNativeTarget()
    library.InitializeNativeAsmPrinter()
    return library


def version() -> str:
    """LLVM's own version, such as "20.1.8"."""
    packed = _library().GetVersionInfo()
    return ".".join(str(packed >> shift & 0xFF) for shift in (16, 8, 0))


@cache
def _initialize_all_targets() -> None:
    library = _library()
    library.InitializeAllTargetInfos()
    library.InitializeAllTargets()
    library.InitializeAllTargetMCs()
    library.InitializeAllAsmPrinters()


class _Message:
    """A string that LLVM hands over through a `char **`, and that we free."""

    def __init__(self) -> None:
        self._pointer = ctypes.c_void_p()

    def reference(self) -> object:
        return ctypes.byref(self._pointer)

    def take(self) -> str:
        address = self._pointer.value
        if not address:
            return ""
        text = ctypes.string_at(address).decode("utf-8", "replace")
        _library().DisposeString(address)
        self._pointer.value = None
        return text


def installation() -> str:
    """What stands for the installed LLVM: its file's place, size and time; it is not loaded."""
    path = _path()
    status = os.stat(path)
    return f"{path} {status.st_size} {status.st_mtime_ns}"


@cache
def process_triple() -> str:
    """The target triple of this process, such as `x86_64-unknown-linux-gnu`."""
    message = _Message()
    _library().GetProcessTriple(message.reference())
    return message.take()


@cache
def host_cpu() -> str:
    """LLVM's name of this machine's processor."""
    message = _Message()
    _library().GetHostCPUName(message.reference())
    return message.take()


@cache
def host_features() -> str:
    """This processor's features as LLVM's feature string."""
    message = _Message()
    _library().GetHostCPUFeatures(message.reference())
    return message.take()


@value
class TargetMachine:
    """What code is generated for; made by `target_machine`, kept for the process."""

    handle: int
    triple: str
    data_layout: str


@cache
def target_machine(
    triple: str,
    cpu: str = "",
    features: str = "",
    opt: int = 3,
    reloc: str = "pic",
    code_model: str = "default",
    abi: str = "",
) -> TargetMachine:
    """A target machine; the same arguments give the same object.

    Raises:
        ToolError: if LLVM does not know the triple.
    """
    with _lock:
        library = _library()
        if triple != process_triple():
            _initialize_all_targets()
        message = _Message()
        target = library.GetTargetFromTriple(triple.encode(), message.reference())
        if not target:
            raise ToolError(f"LLVM knows no target {triple!r}: {message.take()}")
        handle = library.CreateTargetMachine(
            target,
            triple.encode(),
            cpu.encode(),
            features.encode(),
            opt,
            reloc.encode(),
            code_model.encode(),
            0,
            0,
            abi.encode(),
        )
        if not handle:
            raise ToolError(f"LLVM cannot make a target machine for {triple!r}, cpu {cpu!r}")
        data = library.CreateTargetMachineData(handle)
        library.CopyStringRepOfTargetData(data, message.reference())
        return TargetMachine(handle, triple, message.take())


class Module:
    """A module of LLVM IR, in a context of its own."""

    def __init__(self, context: int, handle: int) -> None:
        self._context = context
        self._handle = handle

    @classmethod
    def parse(cls, text: str) -> Module:
        """Read LLVM's textual form.

        Raises:
            ToolError: where the text is malformed, which is a fault of ours.
        """
        library = _library()
        context = library.ContextCreate()
        message = _Message()
        handle = library.ParseAssembly(context, text.encode(), message.reference())
        if not handle:
            library.ContextDispose(context)
            raise ToolError(f"LLVM rejects the generated code, a fault in PyExec: {message.take()}")
        message.take()
        return cls(context, handle)

    def __enter__(self) -> Module:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        library = _library()
        library.DisposeModule(self._handle)
        library.ContextDispose(self._context)

    def verify(self) -> None:
        """Run LLVM's own verifier.

        Raises:
            ToolError: where it finds a fault, which is one of ours.
        """
        message = _Message()
        failed = _library().VerifyModule(self._handle, message.reference()) & 0xFF
        text = message.take()
        if not failed == 0:
            raise ToolError(f"LLVM's verifier finds a fault in PyExec's output: {text}")

    def optimize(self, machine: TargetMachine, level: int, unroll: bool = True) -> None:
        """Run LLVM's default pipeline of a level from 0 to 3."""
        library = _library()
        with _lock:
            options = library.CreatePipelineTuningOptions(level)
            library.PTOSetSLPVectorization(options, level >= 2)
            library.PTOSetLoopVectorization(options, level >= 2)
            library.PTOSetLoopUnrolling(options, unroll)
            builder = library.CreatePassBuilder(machine.handle, options)
            passes = library.buildPerModuleDefaultPipeline(builder, level)
            library.RunNewModulePassManager(passes, self._handle, builder)
            library.DisposeNewModulePassManger(passes)
            library.DisposePassBuilder(builder)
            library.DisposePipelineTuningOptions(options)

    def optimize_straight_line(self, machine: TargetMachine) -> None:
        """Run the short pipeline, enough for code that has no loop and no recursion."""
        self._run(
            machine,
            ("AlwaysInliner", "GlobalDCE", "SROA", "SimplifyCFG", "InstCombine", "SimplifyCFG"),
        )

    def _run(self, machine: TargetMachine, names: tuple[str, ...]) -> None:
        library = _library()
        with _lock:
            options = library.CreatePipelineTuningOptions(1)
            builder = library.CreatePassBuilder(machine.handle, options)
            passes = library.CreateNewModulePassManager()
            for name in names:
                getattr(library, f"module_Add{name}Pass")(passes)
            library.RunNewModulePassManager(passes, self._handle, builder)
            library.DisposeNewModulePassManger(passes)
            library.DisposePassBuilder(builder)
            library.DisposePipelineTuningOptions(options)

    def text(self) -> str:
        """The module in LLVM's textual form."""
        message = _Message()
        _library().PrintModuleToString(self._handle, message.reference())
        return message.take()

    def emit_object(self, machine: TargetMachine) -> bytes:
        """Machine code as an object file."""
        return self._emit(machine, use_object=1)

    def emit_assembly(self, machine: TargetMachine) -> str:
        """Machine code as assembly text."""
        return self._emit(machine, use_object=0).decode("utf-8", "replace")

    def _emit(self, machine: TargetMachine, use_object: int) -> bytes:
        library = _library()
        message = _Message()
        with _lock:
            buffer = library.TargetMachineEmitToMemory(
                machine.handle, self._handle, use_object, message.reference()
            )
        if not buffer:
            raise ToolError(f"LLVM cannot generate code: {message.take()}")
        content = ctypes.string_at(library.GetBufferStart(buffer), library.GetBufferSize(buffer))
        library.DisposeMemoryBuffer(buffer)
        return content


def debug_verify() -> bool:
    """Whether LLVM's verifier shall run on every module (`PYEXEC_VERIFY=1`)."""
    return os.environ.get("PYEXEC_VERIFY", "") not in ("", "0")
