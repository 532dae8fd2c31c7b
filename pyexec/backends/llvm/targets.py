"""The platforms that code is generated for, and what each calls its files.

    target = host()                       # this process, this processor
    target = by_name("x86_64-linux")      # the portable baseline of a platform

A platform is one row of `TARGETS`.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from ...errors import OptionError
from ...options import check_cpu
from ...record import changed, value
from .library import TargetMachine, host_cpu, host_features, process_triple, target_machine


@value
class Target:
    """A platform: LLVM's triple, the least processor assumed, names of files."""

    name: str
    triple: str
    cpu: str
    features: str
    object_format: str  # 'elf', 'coff', 'macho' or 'wasm'
    library_suffix: str

    def machine(self, opt: int = 3) -> TargetMachine:
        return target_machine(self.triple, self.cpu, self.features, opt)


# SSE4.1 (2008) rounds floats in one instruction; without it they need a C library.
_X86: Final = "x86-64-v2"

# The instructions that Linux distributions assume: integers, atomics, floats, short forms.
_RISCV: Final = "+m,+a,+f,+d,+c"

# What every engine of 2023 and later has.
_WASM_FEATURES: Final = "+sign-ext,+nontrapping-fptoint,+mutable-globals,+bulk-memory,+multivalue"

TARGETS: Final = {
    target.name: target
    for target in (
        Target("x86_64-linux", "x86_64-unknown-linux-gnu", _X86, "", "elf", ".so"),
        Target("aarch64-linux", "aarch64-unknown-linux-gnu", "generic", "", "elf", ".so"),
        Target("riscv64-linux", "riscv64-unknown-linux-gnu", "generic-rv64", _RISCV, "elf", ".so"),
        Target("x86_64-windows", "x86_64-pc-windows-msvc", _X86, "", "coff", ".dll"),
        Target("x86_64-macos", "x86_64-apple-macosx11.0", "penryn", "", "macho", ".dylib"),
        Target("aarch64-macos", "arm64-apple-macosx11.0", "apple-m1", "", "macho", ".dylib"),
        Target("wasm32", "wasm32-unknown-unknown", "mvp", _WASM_FEATURES, "wasm", ".wasm"),
    )
}  # fmt: skip


# Platform: what LLVM's triple has for it.
_SYSTEMS: Final = {"linux": "linux", "windows": "windows", "macos": "apple"}


def by_name(name: str) -> Target:
    """The target of a name in `TARGETS`, with its portable baseline processor.

    Raises:
        OptionError: for a name that is not there; the message lists those that are.
    """
    try:
        return TARGETS[name]
    except KeyError:
        raise OptionError(
            f"there is no target {name!r}", help=f"the targets are {', '.join(TARGETS)}"
        ) from None


@cache
def platform() -> Target:
    """The target of the platform that this process runs on, at its portable baseline."""
    triple = process_triple()
    machine, _, rest = triple.partition("-")
    machine = "aarch64" if machine == "arm64" else machine
    system = next(
        (system for system, sign in _SYSTEMS.items() if sign in rest),
        None,
    )
    name = f"{machine}-{system}"
    if name not in TARGETS:
        raise OptionError(
            f"PyExec does not know this platform, {triple}",
            help=f"the targets are {', '.join(TARGETS)}",
        )
    return TARGETS[name]


@cache
def host() -> Target:
    """This process's platform with this very processor: for code that runs at once."""
    base = platform()
    return Target(
        base.name, base.triple, host_cpu(), host_features(), base.object_format, base.library_suffix
    )


def in_process(cpu: str | None) -> Target:
    """This process's platform with a processor that is named, or else this very one."""
    return host() if cpu is None else with_cpu(platform(), cpu)


def with_cpu(target: Target, cpu: str | None) -> Target:
    """The target for another processor: a name of LLVM's, "native" or "baseline".

    Raises:
        OptionError: for a processor that the target does not have, or "native" for
            another platform than this process's.
    """
    if cpu is None or cpu == "baseline":
        return target
    check_cpu(cpu, target.name.partition("-")[0])
    if cpu == "native":
        if target.triple != platform().triple:
            raise OptionError(
                f'cpu="native" does not fit the target {target.name}',
                help="native is the processor of this machine; name another one, or none",
            )
        return host()
    return changed(target, cpu=cpu, features="")
