"""Lowers the IR to LLVM's textual form: one function of LLVM for each of the program's.

    lowered = lower(program, NATIVE)
    lowered.text      # `define internal ...` for every function
    lowered.errors    # error code i + 1 stands for errors[i]

Natively a function that can raise returns {value, error code} in registers and
writes no memory, so that LLVM sees pure functions and merges repeated calls.  In
WebAssembly such a pair would go through memory; there a raise records its code and
traps, in a function that LLVM knows to be pure and not to return.  Where the program
writes to memory, LLVM is told that a raise reads it: what was written before stays written.
Only what is called where an error may be caught returns there too: it leaves the code in a
global, at which the caller looks.

A memory is a base pointer natively, and nothing at all in WebAssembly, where addresses
count from 0.  Where every access is checked (`passes/bounds.py`), its extent in bytes is
passed beside the base pointer.

The single operations are in `operations`, one entry for each row of `ops.OPERATIONS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from ...errors import Span
from ...interface import RaisedError
from ...ir.nodes import (
    Block,
    Branch,
    Call,
    CallLibrary,
    Catch,
    Compute,
    Const,
    Describe,
    Function,
    Instruction,
    Jump,
    Load,
    Match,
    Operand,
    Program,
    Raise,
    Reraise,
    Return,
    Slot,
    Static,
    Store,
)
from ...ops import RECURSION
from ...record import value
from ...types import NONE, Type
from .module import ERROR_GLOBAL, Convention, LoweredModule, describe_name
from .operations import OPERATIONS
from .sites import Sites
from .text import llvm_constant, llvm_name, llvm_type

# Where a function keeps the code of an error on its way to a handler.
CAUGHT: Final = '%"caught code"'

# What the names of labels and values begin with, before a number.
_NUMBERED: Final = ("v", "on", "raise", "failed", "b")


@value
class Lowered:
    text: str
    errors: tuple[RaisedError, ...]


def lower(
    program: Program,
    convention: Convention,
    small: bool = False,
    lowering: Callable[[LoweredModule, Function], Lowering] | None = None,
    sites: Sites | None = None,
) -> Lowered:
    """The program as LLVM IR, without target lines, and its table of error codes.

    With `small`, LLVM is told that size counts more than speed.  `lowering` makes what
    lowers a function, where that is more than a plain `Lowering`.  With `sites`, an error's
    code has the number of its place above its own bits.
    """
    module = LoweredModule(program, convention, small, sites)
    make = lowering or Lowering
    functions = [
        module.declaration(function)
        if function.outside is not None
        else module.bulk(function) or make(module, function).run()
        for function in program.functions.values()
    ]
    functions += [module.describer(t, by_class) for t, by_class in module.describes]
    functions += module.static_data() + module.translation_data()
    functions += [module.matcher(classes) for classes in module.matches]
    functions += [
        module.trapping(program.functions[name])
        for name in program.exported
        if module.looks_at_global(program.functions[name])
    ]
    if module.uses_global:
        functions.insert(0, f"{ERROR_GLOBAL} = external addrspace(1) global i32\n")
    declarations = [f"declare {text}" for text in sorted(module.declared)]
    weights = '!0 = !{!"branch_weights", i32 1, i32 1048575}'
    text = "\n".join([*functions, *declarations, weights, ""])
    return Lowered(text, tuple(module.codes))


class Lowering:
    """Lowers one function."""

    def __init__(self, module: LoweredModule, function: Function) -> None:
        self.module = module
        self.function = function
        self.lines: list[str] = []
        self.count = 0
        # By error code and handler: the label where the error is raised.
        self.raised: dict[tuple[int, Block | None], str] = {}
        self.handler: Block | None = None  # of the block at hand
        self.span: Span | None = None  # of the instruction at hand
        self.names: dict[Slot, str] = {}
        self.in_memory = _stored_slots(function)

    def run(self) -> str:
        function = self.function
        stack = ["ptr %stack.limit"] if self.module.takes_stack(function) else []
        parameters = stack + self.passed(function.parameters, _declared)
        for slot in [*function.parameters, *function.slots]:
            self.names[slot] = f"%{_local_name(slot)}"
        self.write_body()
        head = f"define internal {self.module.returns(function)} {self.module.symbol(function)}"
        attributes = _attributes(function, self.module)
        body = "\n".join(line if line.endswith(":") else "  " + line for line in self.lines)
        return f"{head}({', '.join(parameters)}) {attributes} {{\n{body}\n}}\n"

    def write_body(self) -> None:
        self.entry()
        for block in self.function.blocks:
            self.lines.append(f"{block.name}:")
            self.handler = block.handler
            for instruction in block.instructions:
                self.span = instruction.span
                self.instruction(instruction)
            assert block.terminator is not None
            self.span = block.terminator.span
            self.terminator(block)
        for (code, handler), label in self.raised.items():
            self.handler = handler
            self.lines.append(f"{label}:")
            self.leave(str(code))

    def entry(self) -> None:
        self.lines.append("entry:")
        for slot in [*self.function.parameters, *self.function.slots]:
            if slot in self.in_memory:
                t, name = llvm_type(slot.type), self.names[slot]
                self.names[slot] = f"%{llvm_name(slot.name + '.slot')}"
                self.lines.append(f"{self.names[slot]} = alloca {t}")
                if slot in self.function.parameters:
                    self.lines.append(f"store {t} {name}, ptr {self.names[slot]}")
        if any(block.handler is not None for block in self.function.blocks):
            self.lines.append(f"{CAUGHT} = alloca i32")
        first = self.function.blocks[0].name
        if self.function.recursive and self.module.takes_stack(self.function):
            frame, below = self.fresh(), self.fresh()
            self.declare("ptr @llvm.frameaddress.p0(i32)")
            self.lines.append(f"{frame} = call ptr @llvm.frameaddress.p0(i32 0)")
            self.lines.append(f"{below} = icmp ult ptr {frame}, %stack.limit")
            label = self.code_label(self.module.code(RECURSION))
            self.lines.append(f"br i1 {below}, label %{label}, label %{first}, !prof !0")
        else:
            self.lines.append(f"br label %{first}")

    # Pieces

    def fresh(self) -> str:
        self.count += 1
        return f"%v{self.count}"

    def declare(self, text: str) -> None:
        self.module.declared.add(text)

    def emit(self, text: str) -> str:
        name = self.fresh()
        self.lines.append(f"{name} = {text}")
        return name

    def operand(self, operand: Operand) -> str:
        """An operand's LLVM value; a slot in memory is loaded."""
        if isinstance(operand, Const):
            return llvm_constant(operand)
        if operand in self.in_memory:
            return self.emit(f"load {llvm_type(operand.type)}, ptr {self.names[operand]}")
        return self.names[operand]

    def typed(self, operand: Operand) -> str:
        return f"{llvm_type(operand.type)} {self.operand(operand)}"

    def define(self, slot: Slot, value: str) -> None:
        if slot in self.in_memory:
            self.lines.append(f"store {llvm_type(slot.type)} {value}, ptr {self.names[slot]}")
        else:
            self.names[slot] = value

    def extent(self, memory: Operand) -> str:
        """The extent of a memory, which is always a parameter, in bytes."""
        assert isinstance(memory, Slot)
        assert self.module.convention.extent, "this convention knows of no extents"
        return f"%{llvm_name(memory.name + '.extent')}"

    def passed(self, operands: Iterable[Operand], typed: Callable[[Operand], str]) -> list[str]:
        """Parameters, or the arguments of a call: what `typed` writes, and extents."""
        result: list[str] = []
        for operand in operands:
            if self.module.passes(operand):
                result.append(typed(operand))
            if self.module.passes_extent(operand):
                result.append(f"i64 {self.extent(operand)}")
        return result

    def intrinsic(self, name: str, result: str, *arguments: str) -> str:
        types = ", ".join(argument.rpartition(" ")[0] for argument in arguments)
        self.declare(f"{result} @{name}({types})")
        return self.emit(f"call {result} @{name}({', '.join(arguments)})")

    # Errors

    def raise_label(self, error: RaisedError) -> str:
        code = self.module.code(error)
        if self.module.sites is not None:
            code += self.module.sites.raised(self.function, self.span)
        return self.code_label(code)

    def code_label(self, code: int) -> str:
        place = "" if self.handler is None else f".{self.handler.name}"
        return self.raised.setdefault((code, self.handler), f"raise{code}{place}")

    def branch_to_error(self, condition: str, label: str) -> None:
        self.count += 1
        on = f"on{self.count}"
        self.lines.append(f"br i1 {condition}, label %{label}, label %{on}, !prof !0")
        self.lines.append(f"{on}:")

    def leave(self, code: str) -> None:
        """Go to the handler, or leave the function, with an error code.

        `pyexec_raise` is declared by the text of the module's exports.
        """
        if self.handler is not None:
            self.lines.append(f"store i32 {code}, ptr {CAUGHT}")
            self.lines.append(f"br label %{self.handler.name}")
        elif self.module.looks_at_global(self.function):
            self.lines.append(f"store i32 {code}, ptr addrspace(1) {ERROR_GLOBAL}")
            t = llvm_type(self.function.result)
            self.lines.append("ret void" if t == "void" else f"ret {t} zeroinitializer")
        elif not self.module.convention.errors_return:
            pure = "" if self.module.raise_reads(self.function) else " memory(none)"
            self.lines.append(f"call void @pyexec_raise(i32 {code}){pure}")
            self.lines.append("unreachable")
        elif self.function.result is NONE:
            self.lines.append(f"ret i32 {code}")
        else:
            t = llvm_type(self.function.result)
            pair = self.module.returns(self.function)
            value = self.emit(f"insertvalue {pair} {{ {t} zeroinitializer, i32 0 }}, i32 {code}, 1")
            self.lines.append(f"ret {pair} {value}")

    # Instructions

    def instruction(self, node: Instruction) -> None:
        match node:
            case Compute():
                self.define(node.result, OPERATIONS[node.operation](self, node))
            case CallLibrary(name, result, operands):
                arguments = ", ".join(self.typed(operand) for operand in operands)
                types = ", ".join(llvm_type(operand.type) for operand in operands)
                self.declare(f"double @{name}({types}) nobuiltin memory(none) nounwind willreturn")
                self.define(result, self.emit(f"call double @{name}({arguments}) nobuiltin"))
            case Load(result, (memory, address)):
                place = self.place(memory, address)
                t = llvm_type(result.type)
                self.define(result, self.emit(f"load {t}, ptr {place}, align 1"))
            case Store((memory, address, value)):
                written = self.typed(value)
                place = self.place(memory, address)
                self.lines.append(f"store {written}, ptr {place}, align 1")
            case Static(result, (memory,), content):
                self.define(result, self.static(memory, content, result.type))
            case Call():
                self.call(node)
            case Catch(result):
                self.define(result, self.emit(f"load i32, ptr {CAUGHT}"))
            case Describe(result, (memory, error), by_class):
                self.define(result, self.describe(memory, error, result.type, by_class))
            case Match(result, (error,), classes):
                test = f"call i1 {self.module.match(classes)}({self.typed(error)})"
                self.define(result, self.emit(test))

    def place(self, memory: Operand, address: Operand) -> str:
        """The pointer to an address of a memory."""
        if self.module.convention.base_pointer:
            index = self.typed(address)
            if address.type.bits < 64:  # it would be taken for a signed number
                index = f"i64 {self.emit(f'zext {index} to i64')}"
            return self.emit(f"getelementptr i8, ptr {self.operand(memory)}, {index}")
        return self.emit(f"inttoptr {self.typed(address)} to ptr")

    def static(self, memory: Operand, content: bytes, t: Type) -> str:
        """The address of constant data, behind its header, in a memory."""
        number = llvm_type(t)
        address = self.module.static_address(content, number)
        if not self.module.convention.base_pointer:
            return address
        base = self.emit(f"ptrtoint {self.typed(memory)} to {number}")
        return self.emit(f"sub {number} {address}, {base}")

    def describe(self, memory: Operand, error: Operand, t: Type, by_class: bool) -> str:
        """The address of an error's constant message in a memory, or 0; or of its class's name."""
        number = llvm_type(t)
        self.module.describes[t, by_class] = None
        name = describe_name(t, by_class)
        address = self.emit(f"call {number} {name}({self.typed(error)})")
        if not self.module.convention.base_pointer:
            return address
        base = self.emit(f"ptrtoint {self.typed(memory)} to {number}")
        relative = self.emit(f"sub {number} {address}, {base}")
        computed = self.emit(f"icmp eq {number} {address}, 0")
        return self.emit(f"select i1 {computed}, {number} 0, {number} {relative}")

    def call(self, node: Call) -> None:
        callee = self.module.program.functions[node.function]
        arguments = self.passed(node.operands, self.typed)
        if self.module.takes_stack(callee):
            arguments.insert(0, "ptr %stack.limit")
        returns = self.module.returns(callee)
        text = f"call {returns} {self.module.symbol(callee)}({', '.join(arguments)})"
        value = ""
        if returns == "void":
            self.lines.append(text)
        else:
            value = self.emit(text)
        if self.module.looks_at_global(callee):
            self.propagate(node, self.emit(f"load i32, ptr addrspace(1) {ERROR_GLOBAL}"))
        elif callee.raises and self.module.convention.errors_return:
            code = value
            if callee.result is not NONE:
                code = self.emit(f"extractvalue {returns} {value}, 1")
                value = self.emit(f"extractvalue {returns} {value}, 0")
            self.propagate(node, code)
        if node.result is not None:
            self.define(node.result, value)

    def propagate(self, node: Call, code: str) -> None:
        """Leave, or go to the handler, with a callee's error code, if it gave one."""
        failed = self.emit(f"icmp ne i32 {code}, 0")
        self.count += 1
        number = self.count
        self.lines.append(f"br i1 {failed}, label %failed{number}, label %on{number}, !prof !0")
        self.lines.append(f"failed{number}:")
        if self.handler is not None and not self.module.convention.errors_return:
            self.lines.append(f"store i32 0, ptr addrspace(1) {ERROR_GLOBAL}")
        self.leave(self.placed(node, self.translated(node, code)))
        self.lines.append(f"on{number}:")

    def translated(self, node: Call, code: str) -> str:
        """The code of an error that came out of a call, as this module numbers errors."""
        outside = self.module.program.functions[node.function].outside
        if outside is None:
            return code
        table = f"[{len(outside.errors)} x i32]"
        index = self.emit(f"sub i32 {code}, 1")
        name = self.module.translation(outside)
        at = self.emit(f"getelementptr {table}, ptr {name}, i32 0, i32 {index}")
        return self.emit(f"load i32, ptr {at}")

    def placed(self, node: Call, code: str) -> str:
        """The code of an error that came out of a call, with the place of that."""
        sites = self.module.sites
        added = None if sites is None else sites.called(self.function, node)
        if sites is None or added is None or added.number == 0:
            return code
        more = self.emit(f"add i32 {code}, {added.number}")
        if not added.bare:
            return more
        bare = self.emit(f"icmp ule i32 {code}, {sites.mask}")
        return self.emit(f"select i1 {bare}, i32 {more}, i32 {code}")

    def terminator(self, block: Block) -> None:
        match block.terminator:
            case Jump(target):
                self.lines.append(f"br label %{target.name}")
            case Branch(condition, then, otherwise, unlikely):
                hint = ", !prof !0" if unlikely else ""
                test = self.operand(condition)
                self.lines.append(
                    f"br i1 {test}, label %{then.name}, label %{otherwise.name}{hint}"
                )
            case Reraise(error):
                self.leave(self.operand(error))
            case Raise(error):
                self.lines.append(f"br label %{self.raise_label(error)}")
            case Return(value):
                self.ret(value)

    def ret(self, value: Operand | None) -> None:
        pair = self.module.returns(self.function)
        if value is None:
            self.lines.append("ret void" if pair == "void" else "ret i32 0")
        elif self.function.raises and self.module.convention.errors_return:
            t = llvm_type(value.type)
            full = self.emit(
                f"insertvalue {pair} {{ {t} poison, i32 0 }}, {t} {self.operand(value)}, 0"
            )
            self.lines.append(f"ret {pair} {full}")
        else:
            self.lines.append(f"ret {self.typed(value)}")


def _declared(parameter: Operand) -> str:
    assert isinstance(parameter, Slot)
    return f"{llvm_type(parameter.type)} %{_local_name(parameter)}"


def _local_name(slot: Slot) -> str:
    """A slot's name in LLVM, apart from those of the labels and values made here."""
    kind = slot.name.rstrip("0123456789")
    taken = kind in _NUMBERED if kind != slot.name else kind == "entry"
    return llvm_name(slot.name + ".local" if taken else slot.name)


def _stored_slots(function: Function) -> set[Slot]:
    """The slots that live in memory until LLVM promotes them: all but temporaries, and
    parameters that are never assigned."""
    stored = {
        instruction.result
        for block in function.blocks
        for instruction in block.instructions
        if instruction.result is not None and not instruction.result.temporary
    }
    return stored | set(function.slots)


def _attributes(function: Function, module: LoweredModule) -> str:
    words = ["nounwind", module.memory_attribute(function)]
    if function.recursive:
        # A tail call made into a loop would recurse for ever without an error.
        words.append('"disable-tail-calls"="true"')
    if function.inline == "never":
        words.append("noinline")
    elif module.is_copied(function):
        # The short pipeline inlines nothing but this, so that its entry points do not call.
        words.append("alwaysinline")
    # So are the slow halves of the allocator, which every module with a heap carries.
    slow_half = function.inline == "never" and function.reads
    if module.small or function.compact or slow_half:
        words.append("optsize minsize")
    return " ".join(words)
