"""What the functions of a module share: conventions, declarations, the codes of errors.

    module = LoweredModule(program, NATIVE, small=False)
    module.returns(function)      # "{ i64, i32 }" for an int and an error code
    module.code(error)            # 1 for the first error that anything raises

`lower` writes the functions.
"""

from __future__ import annotations

from typing import Final

from ...interface import RaisedError
from ...ir.components import components
from ...ir.nodes import Call, Describe, Function, Operand, Outside, Program, Static
from ...ir.texts import text_block
from ...record import value
from ...types import MEMORY, NONE, Type
from . import bulk
from .sites import Sites
from .text import body_symbol, llvm_bytes, llvm_name, llvm_type


@value
class Convention:
    """How errors leave a function, and how memory is reached."""

    errors_return: bool  # {value, code}; otherwise a raise traps and nothing is returned
    base_pointer: bool  # memory starts at a pointer that is passed along; otherwise at 0
    extent: bool = False  # the memory's length in bytes is passed behind that pointer


NATIVE: Final = Convention(errors_return=True, base_pointer=True)
GUARDED: Final = Convention(errors_return=True, base_pointer=True, extent=True)
WEBASSEMBLY: Final = Convention(errors_return=False, base_pointer=False)

# Where a function of WebAssembly leaves the code of an error for its caller.
ERROR_GLOBAL: Final = '@"$error"'

# Instructions of a function without a loop up to which it is copied into its callers, and
# up to which with what is copied into it: else layers of small functions grow by powers.
LARGEST_INLINED: Final = 30
LARGEST_COPIED: Final = 240


class LoweredModule:
    """What the functions of a module share: declarations and error codes."""

    def __init__(
        self, program: Program, convention: Convention, small: bool, sites: Sites | None = None
    ) -> None:
        self.program = program
        self.sites = sites
        self.small = small
        self.convention = convention
        self.declared: set[str] = set()
        self.codes: dict[RaisedError, int] = {}
        self._copied = _copied(program)
        self.statics: dict[bytes, str] = {}  # the names of constant data
        self.within_writers = _within_writers(program)
        self.matches: dict[tuple[str, ...], str] = {}  # the functions that match classes
        # The functions that find the texts of errors: the type of an address, and whether it is
        # that of the class's name.
        self.describes: dict[tuple[Type, bool], None] = {}
        self.translations: dict[str, tuple[int, ...]] = {}  # the codes of those of a symbol
        self.has_statics = has_statics(program)
        # Whether errors are left in the global: then all functions may use it.
        self.uses_global = not convention.errors_return and any(
            function.raises and function.caught for function in program.functions.values()
        )

    def code(self, error: RaisedError) -> int:
        return self.codes.setdefault(error, len(self.codes) + 1)

    def translation(self, outside: Outside) -> str:
        """The name of the table with the codes for those of a function from outside.

        The one for its code 1 stands first.
        """
        codes = tuple(self.code(error) for error in outside.errors)
        self.translations[outside.symbol] = codes
        return f"@{llvm_name(f'codes {outside.symbol}')}"

    def translation_data(self) -> list[str]:
        """The text of these tables."""
        return [
            f"@{llvm_name(f'codes {symbol}')} = private unnamed_addr constant "
            f"[{len(codes)} x i32] [ {', '.join(f'i32 {code}' for code in codes)} ]\n"
            for symbol, codes in self.translations.items()
        ]

    def declaration(self, function: Function) -> str:
        """The text that declares a function from outside."""
        passed = [llvm_type(p.type) for p in function.parameters if self.passes(p)]
        parameters = (["ptr"] if self.takes_stack(function) else []) + passed
        # Called through an address in memory, without a stub between.
        return (
            f"declare {self.returns(function)} {self.symbol(function)}({', '.join(parameters)}) "
            f"nounwind nonlazybind {self.memory_attribute(function)}\n"
        )

    def returns(self, function: Function) -> str:
        """The LLVM type that a function returns."""
        t = llvm_type(function.result)
        if not (function.raises and self.convention.errors_return):
            return t
        return "i32" if function.result is NONE else f"{{ {t}, i32 }}"

    def looks_at_global(self, callee: Function) -> bool:
        """Whether a caller finds a callee's error code in the global."""
        return self.uses_global and callee.raises and callee.caught

    def symbol(self, function: Function) -> str:
        """The LLVM name of a function's body.

        One that is exported and leaves its errors in the global has another beside it that
        traps, which then has the name by which exports call it.
        """
        if function.outside is not None:
            return f"@{llvm_name(function.outside.symbol)}"
        symbol = body_symbol(function.name)
        if self.looks_at_global(function) and function.name in self.program.exported:
            symbol += " caught"
        return f"@{llvm_name(symbol)}"

    def trapping(self, function: Function) -> str:
        """The text of a function that calls another, and traps where that left an error."""
        returns = self.returns(function)
        passed = filter(self.passes, function.parameters)
        values = [f"{llvm_type(p.type)} %p{n}" for n, p in enumerate(passed)]
        arguments = ", ".join(values)
        call = f"call {returns} {self.symbol(function)}({arguments})"
        result = "void" if returns == "void" else f"{returns} %value"
        return (
            f"define internal {returns} @{llvm_name(body_symbol(function.name))}({arguments}) "
            f"nounwind {{\n  {call if returns == 'void' else f'%value = {call}'}\n"
            f"  %code = load i32, ptr addrspace(1) {ERROR_GLOBAL}\n"
            "  %failed = icmp ne i32 %code, 0\n"
            "  br i1 %failed, label %trap, label %on, !prof !0\n"
            "trap:\n  call void @pyexec_raise(i32 %code)\n  unreachable\n"
            f"on:\n  ret {result}\n}}\n"
        )

    def kind_of(self, code: str) -> str:
        """The line that gives the error of a code, without its place, as `%kind`."""
        mask = -1 if self.sites is None else self.sites.mask
        return f"  %kind = and i32 {code}, {mask}\n"

    def match(self, classes: tuple[str, ...]) -> str:
        """The function that tells whether an error code is of one of these classes."""
        return self.matches.setdefault(classes, f'@"match {" ".join(classes)}"')

    def matcher(self, classes: tuple[str, ...]) -> str:
        """That function's text, once all codes are known."""
        caught = [code for error, code in self.codes.items() if error.is_caught_by(classes)]
        cases = " ".join(f"i32 {code}, label %caught" for code in caught)
        return (
            f"define internal i1 {self.matches[classes]}(i32 %code) alwaysinline nounwind "
            f"memory(none) {{\n{self.kind_of('%code')}"
            f"  switch i32 %kind, label %other [ {cases} ]\n"
            "caught:\n  ret i1 true\nother:\n  ret i1 false\n}\n"
        )

    def describer(self, t: Type, by_class: bool) -> str:
        """The text of the function that gives the address of the constant message of an error,
        or of the name of its class.

        All codes are known then, and no constant data has been written yet.
        """
        texts = {c: e.exception if by_class else e.text for e, c in self.codes.items()}
        described = [(code, text) for code, text in texts.items() if text is not None]
        number, name = llvm_type(t), describe_name(t, by_class)
        cases = " ".join(f"i32 {code}, label %b{code}" for code, _ in described)
        values = ["[ 0, %other ]"]
        lines = [
            f"define internal {number} {name}(i32 %code) nounwind memory(none) {{",
            f"{self.kind_of('%code')}  switch i32 %kind, label %other [ {cases} ]",
        ]
        for code, message in described:
            lines.append(f"b{code}:\n  br label %end")
            values.append(f"[ {self.static_address(text_block(message), number)}, %b{code} ]")
        lines.append(f"other:\n  br label %end\nend:\n  %at = phi {number} {', '.join(values)}")
        return "\n".join([*lines, f"  ret {number} %at\n}}\n"])

    def static_address(self, content: bytes, number: str) -> str:
        """The absolute address of constant data, behind its header, as a constant."""
        place = f"ptr getelementptr (i8, ptr {self.static(content)}, i64 8)"
        return f"ptrtoint ({place} to {number})"

    def static(self, content: bytes) -> str:
        """The name of constant data."""
        return self.statics.setdefault(content, f'@"static {len(self.statics)}"')

    def static_data(self) -> list[str]:
        """The text of all constant data."""
        return [
            f"{name} = internal global [{len(content)} x i8] {llvm_bytes(content)}, align 8\n"
            for content, name in self.statics.items()
        ]

    def passes(self, operand: Operand) -> bool:
        """Whether a call of this convention passes a parameter or argument."""
        return self.convention.base_pointer or operand.type is not MEMORY

    def passes_extent(self, operand: Operand) -> bool:
        """Whether the extent of a memory follows this parameter or argument."""
        return self.convention.extent and operand.type is MEMORY

    def bulk(self, function: Function) -> str | None:
        """The text of a function that WebAssembly has an instruction for; None for another."""
        declaration = bulk.declaration(function.name)
        if self.convention.base_pointer or declaration is None:
            return None
        self.declared.add(declaration)
        return bulk.body_text(function.name)

    def raise_reads(self, function: Function) -> bool:
        """Whether a raise ends the call of a function that may have written to memory.

        A host that catches the trap sees the memory, so no store is to be moved behind it.
        """
        return not self.convention.errors_return and function.name in self.within_writers

    def memory_attribute(self, function: Function) -> str:
        """What LLVM may rely on about the memory that a function uses."""
        if self.uses_global:
            return "memory(readwrite)"
        reads = function.reads or (function.raises and self.raise_reads(function))
        if not (reads or function.writes):
            return "memory(none)"
        access = "readwrite" if function.writes else "read"
        # Constant data is reached from the base pointer, but lies elsewhere.
        by_argument = self.convention.base_pointer and not self.has_statics
        return f"memory(argmem: {access})" if by_argument else f"memory({access})"

    def is_copied(self, function: Function) -> bool:
        """Whether LLVM is told to copy a function into its callers."""
        return function.name in self._copied

    def takes_stack(self, function: Function) -> bool:
        return function.needs_stack and self.convention.errors_return


def has_statics(program: Program) -> bool:
    """Whether anything in a program refers to constant data."""
    return any(
        f.outside.has_statics
        if f.outside is not None
        else any(isinstance(i, Static | Describe) for block in f.blocks for i in block.instructions)
        for f in program.functions.values()
    )


def describe_name(t: Type, by_class: bool) -> str:
    """The name of the function that finds the constant message of an error, or its class."""
    return f'@"{"class of" if by_class else "describe"} {t}"'


def _copied(program: Program) -> set[str]:
    """The functions that are copied into their callers."""
    found: set[str] = set()
    whole: dict[str, int] = {}  # the instructions of each, with those that are copied in
    for component in components(program):  # callees come first
        for function in component:
            instructions = [i for block in function.blocks for i in block.instructions]
            whole[function.name] = len(instructions) + sum(
                whole[i.function]
                for i in instructions
                if isinstance(i, Call) and i.function in found
            )
            straight = not (function.recursive or function.has_loop)
            small = len(instructions) <= LARGEST_INLINED and whole[function.name] <= LARGEST_COPIED
            if straight and small and function.inline != "never":
                found.add(function.name)
    return found


def _within_writers(program: Program) -> set[str]:
    """The functions that write to memory, and all that they call."""
    work = [function.name for function in program.functions.values() if function.writes]
    found: set[str] = set()
    while work:
        name = work.pop()
        if name not in found:
            found.add(name)
            work += program.functions[name].callees()
    return found
