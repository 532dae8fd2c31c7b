"""All stages of a set of functions, each computed when it is asked for.

explanation = Explanation([share], Settings())
explanation.stage("asm").parts
explanation.stage("source")       # also of a function that cannot be compiled
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Final

from ..backends.llvm.targets import Target
from ..backends.wasm.exports import Export
from ..crossing.needs import needs
from ..driver import Front, frontend
from ..errors import CompileError
from ..frontend.boundary import WEB_MODULE
from ..frontend.build import build
from ..frontend.depth import deeply
from ..frontend.source import Source, find_source, plain_function
from ..frontend.tree import CheckedFunction
from ..frontend.unit import Unit
from ..interface import RaisedError
from ..ir.nodes import Function
from ..ir.printer import function_lines
from .generated import Generated, generate_native, generate_web
from .lines import Line, Part, Place, Stage, Users
from .raising import possible_errors
from .readers import assembly_parts, definition, llvm_parts
from .settings import Settings
from .trees import Numbered, syntax_lines, typed_lines
from .web import web_parts

# Every stage and its title, in the order of the way through.
STAGES: Final = {
    "source": "Source",
    "ast": "Syntax tree",
    "types": "Typed tree",
    "built": "IR as built",
    "ir": "IR",
    "lowered": "LLVM IR as lowered",
    "llvm": "LLVM IR",
    "asm": "Assembly",
    "wat": "WebAssembly",
}


class Explanation:
    """The stages of functions that are compiled together."""

    def __init__(self, targets: Sequence[object], settings: Settings) -> None:
        """Explain functions.

        Args:
            targets: the functions, plain or wrapped by an entry point.
            settings: the options.

        Raises:
            CompileError: if one of them is no function with a source.
            OptionError: if an option has a value that it cannot have.
        """
        settings.check()
        self.settings = settings
        self.functions = [plain_function(target) for target in targets]
        self._sources = {f.__name__: find_source(f) for f in self.functions}

    @deeply
    def stage(self, name: str) -> Stage:
        """A stage by its name in `STAGES`.

        Raises:
            CompileError: if the functions cannot be compiled; the source and Python's
                syntax tree can be had all the same.
            OptionError: if WebAssembly cannot have a function's name.
            ToolError: if a linker is needed and missing.
        """
        parts: Callable[[], Iterable[Part]] = getattr(self, f"_{name}")
        comment = {"wat": ";;", "llvm": ";", "lowered": ";"}.get(name, "#")
        if name == "asm" and self.target.name.startswith("aarch64"):
            comment = "//"
        return Stage(name, STAGES[name], tuple(parts()), comment)

    @cached_property
    def target(self) -> Target:
        """What native code is generated for."""
        return self.settings.native_target()

    # What the stages are made of

    @cached_property
    @deeply
    def _checked(self) -> tuple[list[CheckedFunction], dict[str, Source]]:
        """The functions with those that they call, and the source of each by its name."""
        unit = Unit(self.settings.native_options())
        for function in self.functions:
            unit.add(function)
        checked = unit.check()
        return checked, {user.name: user.checker.source for user in unit.users.values()}

    @property
    def checked(self) -> list[CheckedFunction]:
        """The checked functions, with those that they call."""
        return self._checked[0]

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Where each function stands; those that are called too, if all can be compiled."""
        try:
            return self._checked[1]
        except CompileError:
            return self._sources

    @cached_property
    def users(self) -> Users:
        """The user's functions."""
        return Users({n: Place(s.path, s.node.lineno) for n, s in self.sources.items()})

    @cached_property
    def source_lines(self) -> dict[Place, str]:
        """The text of each place in the functions."""
        return {line.places[0]: line.text for part in self._source() for line in part.lines}

    @cached_property
    def front(self) -> Front:
        """The verified IR for native code."""
        return frontend(self.functions, self.settings.native_options())

    @cached_property
    def native(self) -> Generated:
        """LLVM's side of the native code."""
        settings = self.settings
        return generate_native(self.front, self.target, settings.native_level, settings.is_small)

    @cached_property
    def _web(self) -> tuple[Generated, bytes, tuple[Export, ...], dict[str, Function]]:
        """LLVM's side of the WebAssembly module, the module, its exports and functions."""
        settings = self.settings
        options = settings.web_options()
        front = frontend(self.functions, options, needs, surface=WEB_MODULE)
        made = generate_web(front, settings.web_level, settings.is_small)
        return *made, front.program.functions

    @property
    def module_size(self) -> int:
        """The bytes of the WebAssembly module."""
        return len(self._web[1])

    @cached_property
    def errors(self) -> dict[Place, tuple[RaisedError, ...]]:
        """The errors that can happen on each line, natively."""
        level = self.settings.native_level
        return possible_errors(self.front, self.native.machine, level, self.users)

    # The stages

    def _source(self) -> Iterable[Part]:
        for name, source in self.sources.items():
            node = source.node
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            lines = enumerate(source.text().splitlines(), first)
            yield Part(name, tuple(Line(t, (Place(source.path, n),), True) for n, t in lines))

    def _ast(self) -> Iterable[Part]:
        for name, source in self.sources.items():
            yield _numbered(name, source, syntax_lines(source.node))

    def _types(self) -> Iterable[Part]:
        for function in self.checked:
            yield _numbered(function.name, self.sources[function.name], typed_lines(function))

    def _built(self) -> Iterable[Part]:
        return [self._function(build(function)) for function in self.checked]

    def _ir(self) -> Iterable[Part]:
        program = self.front.program
        order = sorted(program.functions, key=lambda name: name not in program.exported)
        return [self._function(program.functions[name]) for name in order]

    def _function(self, function: Function) -> Part:
        lines = tuple(
            Line(text, self.users.place(function.name, node.span if node else None), bool(node))
            if node or text.startswith("func ")
            else Line(text)
            for text, node in function_lines(function)
        )
        return Part(function.name, lines, function.name not in self.users)

    def _lowered(self) -> Iterable[Part]:
        return llvm_parts(self.native.before, self.users)

    def _llvm(self) -> Iterable[Part]:
        return llvm_parts(self.native.optimized, self.users)

    def _asm(self) -> Iterable[Part]:
        symbols = filter(None, map(definition, self.native.optimized.split("\n")))
        return assembly_parts(self.native.assembly(), self.native.table, list(symbols), self.users)

    def _wat(self) -> Iterable[Part]:
        generated, module, exported, functions = self._web
        return web_parts(module, exported, generated, functions, self.users)


def _numbered(name: str, source: Source, lines: Iterable[Numbered]) -> Part:
    """The lines of a tree; a heading such as `then:` is no node."""
    return Part(
        name,
        tuple(Line(t, (Place(source.path, n),), not t.endswith(":")) for t, n in lines),
    )
