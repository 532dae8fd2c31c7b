"""What an explanation is asked for: the language's options, the machine, the optimisation.

settings = Settings(infer=True, target="aarch64-linux", optimize="size")
settings.native_target().cpu
"""

from __future__ import annotations

from ..backends.llvm import targets
from ..backends.llvm.targets import Target
from ..errors import OptionError
from ..frontend.unit import Options
from ..options import OPTIMIZE, OVERFLOW, Optimize, check_choice, check_flag
from ..record import value
from ..types import UINT32


@value
class Settings:
    """The options, as the entry points have them; `check` says what is wrong with them."""

    infer: bool = False
    overflow: str = "raise"
    fastmath: bool = False
    target: str | None = None  # of the native code; None is this machine
    cpu: str | None = None  # None is this very processor, or another target's baseline
    optimize: Optimize | None = None  # None is 3 for native code, 2 for WebAssembly

    def check(self) -> None:
        """Raise an OptionError for a value that an option cannot have."""
        check_flag("infer", self.infer)
        check_flag("fastmath", self.fastmath)
        check_choice("overflow", self.overflow, OVERFLOW)
        if self.optimize is not None:
            check_choice("optimize", self.optimize, OPTIMIZE)
        self.native_target()

    @property
    def is_small(self) -> bool:
        return self.optimize == "size"

    @property
    def native_level(self) -> int:
        return 3 if self.optimize is None else self._level

    @property
    def web_level(self) -> int:
        return 2 if self.optimize is None else self._level

    @property
    def _level(self) -> int:
        return 2 if self.optimize == "size" or self.optimize is None else self.optimize

    def native_options(self) -> Options:
        """What the frontend is told for native code."""
        return Options(self.infer, self.overflow == "wrap", self.fastmath)

    def web_options(self) -> Options:
        """What the frontend is told for WebAssembly."""
        return Options(
            self.infer,
            self.overflow == "wrap",
            self.fastmath,
            math_library=False,
            wide_multiply=False,
            address=UINT32,
            grows=True,
            unfold=self.web_level >= 2 and not self.is_small,
            small=self.is_small,
        )

    def native_target(self) -> Target:
        """What native code is generated for.

        Raises:
            OptionError: for a target or processor that there is not.
        """
        if self.target is None and self.cpu is None:
            return targets.host()
        chosen = targets.platform() if self.target is None else targets.by_name(self.target)
        if chosen.object_format == "wasm":
            raise OptionError(
                f"{chosen.name} has no assembly of its own",
                help="leave the target out: the stage 'wat' shows WebAssembly's text",
            )
        return targets.with_cpu(chosen, self.cpu)
