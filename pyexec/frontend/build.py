"""Builds the IR of a checked function.  Nothing can fail here: `check` has decided all.

    build(checked) -> ir.nodes.Function

`while`, `for`, `and`, `or`, conditional expressions and tuples end here: they become
blocks, branches and slots.
"""

from __future__ import annotations

from ..errors import Span
from ..interface import RaisedError
from ..ir.nodes import (
    Block,
    Branch,
    Call,
    CallLibrary,
    Catch,
    Compute,
    Const,
    Function,
    Jump,
    Load,
    Match,
    Operand,
    Slot,
    Store,
    Terminator,
    UniqueNames,
)
from ..ir.nodes import Raise as RaiseNode
from ..ir.nodes import Reraise as ReraiseNode
from ..ir.nodes import Return as ReturnNode
from ..record import record
from ..types import BOOL, INT32, NONE, Kind, Type, by_name, machine
from .assigned import doubtful_reads
from .tree import (
    Assign,
    Break,
    CheckedFunction,
    Conditional,
    Continue,
    Evaluate,
    Expression,
    Fetch,
    ForRange,
    Group,
    Handler,
    Held,
    Hold,
    If,
    Invoke,
    Library,
    Literal,
    Logical,
    Operate,
    Put,
    Raise,
    Read,
    Reraise,
    Return,
    Statement,
    Try,
    Variable,
    While,
)

_ZERO_STEP = RaisedError("ValueError", "range() arg 3 must not be zero")
_FAST_OPERATIONS = frozenset({"add", "sub", "mul", "div", "neg"})


@record
class _Final:
    """A `finally` that has to run on the way out."""

    body: list[Statement]
    handler: Block | None  # what happens in it is handled there
    loops: int  # how many loops it stands in


def build(checked: CheckedFunction) -> Function:
    """The function in the IR."""
    return _Builder(checked).run()


class _Builder:
    def __init__(self, checked: CheckedFunction) -> None:
        self.checked = checked
        self.slots: dict[Variable, Slot] = {}
        self.names = UniqueNames()
        parameters = [self.variable_slot(v) for v in checked.parameters]
        self.function = Function(
            checked.name,
            parameters,
            machine(checked.result),
            inline=checked.inline,
            span=checked.span,
        )
        self.function.slots = [self.variable_slot(v) for v in checked.variables]
        self.doubtful = doubtful_reads(checked)
        self.flags = {
            v: self.new_slot(v.name + ".bound", BOOL) for v in dict.fromkeys(self.doubtful.values())
        }
        self.held: dict[Held, Operand] = {}
        self.loops: list[tuple[Block, Block]] = []  # (where `continue` goes, where `break` goes)
        self.handler: Block | None = None  # of the blocks that begin now
        self.finals: list[_Final] = []  # from the outermost to the innermost
        self.caught: dict[Handler, Operand] = {}  # the error that a handler has
        self.temporaries = 0
        self.block: Block | None = None
        self.span = checked.span  # of the statement at hand

    def run(self) -> Function:
        self.start(Block("entry"))
        for flag in self.flags.values():
            self.store(flag, Const(False, BOOL))
        self.statements(self.checked.body)
        if self.block is not None:
            self.end(ReturnNode(None) if self.function.result is NONE else _unreachable())
        _tidy(self.function)
        return self.function

    # Pieces

    def variable_slot(self, variable: Variable) -> Slot:
        name = variable.name
        if name[0] == "b" and name[1:].isdecimal():  # as blocks are called
            name += ".local"
        slot = Slot(self.names.take(name), machine(variable.type))
        self.slots[variable] = slot
        return slot

    def new_slot(self, name: str, t: Type) -> Slot:
        slot = Slot(self.names.take(name), t)
        self.function.slots.append(slot)
        return slot

    def temporary(self, t: Type) -> Slot:
        self.temporaries += 1
        return Slot(f"%{self.temporaries - 1}", t, temporary=True)

    def start(self, block: Block) -> None:
        block.handler = self.handler
        self.function.blocks.append(block)
        self.block = block

    def go_on(self, name: str) -> None:
        """Begin a new block behind this one, where the handler may be another."""
        block = Block(name)
        self.end(Jump(block))
        self.start(block)

    def end(self, terminator: Terminator) -> None:
        if self.block is not None:
            terminator.span = terminator.span or self.span
            self.block.terminator = terminator
        self.block = None

    def compute(
        self, operation: str, t: Type, *operands: Operand, span: Span | None = None
    ) -> Slot:
        assert self.block is not None
        result = self.temporary(t)
        fast = self.checked.fast and t.is_float and operation in _FAST_OPERATIONS
        self.block.instructions.append(
            Compute(operation, result, operands, span or self.span, fast)
        )
        return result

    def store(self, slot: Slot, value: Operand, span: Span | None = None) -> None:
        assert self.block is not None
        self.block.instructions.append(Compute("move", slot, (value,), span or self.span))

    def keep(self, operand: Operand) -> Operand:
        """The operand's value now, whatever is assigned to its slot later."""
        if isinstance(operand, Slot) and not operand.temporary:
            return self.compute("move", operand.type, operand)
        return operand

    def check(self, condition: Operand, error: RaisedError, span: Span | None) -> None:
        """Raise `error` where `condition` is true."""
        failure, on = Block("error"), Block("on")
        self.end(Branch(condition, failure, on, True, span))
        self.start(failure)
        self.end(RaiseNode(error, span))
        self.start(on)

    # Expressions

    def evaluate(self, node: Expression) -> Operand:
        match node:
            case Literal(t, _, value):
                assert value is not None
                return Const(value, machine(t))
            case Read():
                return self.read(node)
            case Operate(_, _, "move", (operand,)):
                return self.evaluate(operand)
            case Operate(t, span, operation, operands):
                values = [self.evaluate(operand) for operand in operands]
                return self.compute(operation, machine(t), *values, span=span)
            case Invoke() | Library():
                return self.call(node)
            case Fetch() | Put():
                return self.access(node)
            case Held():
                return self.held[node]
            case Hold(_, _, held, value, body):
                self.held[held] = self.evaluate(value)
                return self.evaluate(body)
            case Logical():
                return self.logical(node)
            case Conditional():
                return self.conditional(node)
        raise AssertionError(f"no value in {node}")

    def read(self, node: Read) -> Operand:
        slot = self.slots[node.variable]
        if id(node) in self.doubtful:
            unbound = self.compute("not", BOOL, self.flags[node.variable])
            text = f"cannot access local variable '{node.variable.name}' where it is not associated with a value"  # noqa: E501
            self.check(unbound, RaisedError("UnboundLocalError", text), node.span)
        return slot

    def call(self, node: Invoke | Library) -> Operand:
        operands = tuple(self.evaluate(operand) for operand in node.operands)
        assert self.block is not None
        if isinstance(node, Library):
            result = self.temporary(machine(node.type))
            self.block.instructions.append(CallLibrary(node.name, result, operands, node.span))
            return result
        if node.type is NONE:
            self.block.instructions.append(Call(node.function, None, operands, node.span))
            return Const(False, BOOL)  # never read: the checker refuses a value of None
        result = self.temporary(machine(node.type))
        self.block.instructions.append(Call(node.function, result, operands, node.span))
        return result

    def access(self, node: Fetch | Put) -> Operand:
        memory, address = self.evaluate(node.memory), self.evaluate(node.address)
        if isinstance(node, Put):
            value = self.evaluate(node.value)
            assert self.block is not None
            self.block.instructions.append(Store((memory, address, value), node.span))
            return Const(False, BOOL)  # never read: the checker refuses a value of None
        assert self.block is not None
        result = self.temporary(machine(node.type))
        self.block.instructions.append(Load(result, (memory, address), node.span))
        return result

    def logical(self, node: Logical) -> Operand:
        """The value of `and` or `or`: the left operand's if it decides, else the right one's."""
        result = self.new_slot("choice", machine(node.type))
        left = self.evaluate(node.left)
        self.store(result, left, node.span)
        test = left
        if node.held is not None:
            self.held[node.held] = left
            test = self.evaluate(node.test)
        right, end = Block("right"), Block("end")
        self.end(Branch(test, right, end) if node.is_and else Branch(test, end, right))
        self.start(right)
        self.store(result, self.evaluate(node.right), node.span)
        self.end(Jump(end))
        self.start(end)
        return result

    def conditional(self, node: Conditional) -> Operand:
        result = self.new_slot("choice", machine(node.type))
        then, otherwise, end = Block("then"), Block("else"), Block("end")
        self.branch(node.test, then, otherwise)
        for block, value in ((then, node.then), (otherwise, node.otherwise)):
            self.start(block)
            self.store(result, self.evaluate(value), node.span)
            self.end(Jump(end))
        self.start(end)
        return result

    def branch(self, test: Expression, then: Block, otherwise: Block) -> None:
        """Go to `then` or `otherwise`, by short circuit where the test has `and`, `or`, `not`."""
        match test:
            case Literal(_, _, value):
                self.end(Jump(then if value else otherwise))
            case Operate(_, _, "not", (operand,)):
                self.branch(operand, otherwise, then)
            case Operate(_, _, "unlikely", (operand,)):
                self.end(Branch(self.evaluate(operand), then, otherwise, True, test.span))
            case Logical(_, _, is_and, _, None, left, right):
                middle = Block("right")
                self.branch(left, middle, otherwise) if is_and else self.branch(left, then, middle)
                self.start(middle)
                self.branch(right, then, otherwise)
            case _:
                self.end(Branch(self.evaluate(test), then, otherwise, False, test.span))

    # Statements

    def statements(self, statements: list[Statement]) -> None:
        outer = self.span
        for statement in statements:
            if self.block is None:
                break  # what follows is never reached
            self.span = statement.span
            getattr(self, "build_" + type(statement).__name__)(statement)
        self.span = outer

    def build_Assign(self, node: Assign) -> None:
        for held, value in node.held:
            self.held[held] = self.keep(self.evaluate(value))
        operands = [self.evaluate(value) for value in node.values]
        if len(operands) > 1:
            operands = [self.keep(operand) for operand in operands]
        for target, operand in zip(node.targets, operands, strict=True):
            self.assign(target, operand, node.span)

    def assign(self, variable: Variable, value: Operand, span: Span | None) -> None:
        self.store(self.slots[variable], value, span)
        if variable in self.flags:
            self.store(self.flags[variable], Const(True, BOOL))

    def build_Evaluate(self, node: Evaluate) -> None:
        value = node.value
        while isinstance(value, Hold):
            self.held[value.held] = self.evaluate(value.value)
            value = value.body
        for element in value.elements if isinstance(value, Group) else (value,):
            self.evaluate(element)

    def build_If(self, node: If) -> None:
        then, otherwise, end = Block("then"), Block("else"), Block("end")
        self.branch(node.test, then, otherwise)
        for block, statements in ((then, node.then), (otherwise, node.otherwise)):
            self.start(block)
            self.statements(statements)
            self.end(Jump(end))
        self.start(end)

    def build_While(self, node: While) -> None:
        header, body = Block("loop"), Block("body")
        exhausted, end = Block("exhausted"), Block("end")
        self.end(Jump(header))
        self.start(header)
        self.branch(node.test, body, exhausted)
        self.loop_body(body, node.body, header, end)
        self.end(Jump(header))
        self.start(exhausted)
        self.statements(node.otherwise)
        self.end(Jump(end))
        self.start(end)

    def loop_body(
        self, body: Block, statements: list[Statement], continues: Block, breaks: Block
    ) -> None:
        self.start(body)
        self.loops.append((continues, breaks))
        self.statements(statements)
        self.loops.pop()

    def build_ForRange(self, node: ForRange) -> None:
        bounds = (node.start, node.stop, node.step)
        start, stop, step = (self.keep(self.evaluate(bound)) for bound in bounds)
        if isinstance(step, Const) and step.value in (1, -1):
            self.unit_steps(node, start, stop, step)
        else:
            self.counted_steps(node, start, stop, step)

    def unit_steps(self, node: ForRange, start: Operand, stop: Operand, step: Const) -> None:
        """`i < stop; i += 1`: cannot overflow, since i is below a number of its type."""
        header, body, latch = Block("loop"), Block("body"), Block("next")
        exhausted, end = Block("exhausted"), Block("end")
        index = self.new_slot("index", start.type)
        self.store(index, start)
        self.end(Jump(header))
        self.start(header)
        compare = "lt" if step.value == 1 else "gt"
        self.end(Branch(self.compute(compare, BOOL, index, stop, span=node.span), body, exhausted))
        self.iterate(node, index, body, latch, end)
        self.start(latch)
        self.store(index, self.compute("add", index.type, index, step, span=node.span))
        self.end(Jump(header))
        self.finish_loop(node, exhausted, end)

    def counted_steps(self, node: ForRange, start: Operand, stop: Operand, step: Operand) -> None:
        """The number of rounds is computed first, unsigned: the index may wrap after the last."""
        t = start.type
        index = self.new_slot("index", t)
        rounds = self.new_slot("rounds", _unsigned(t))
        setup, body, latch = Block("setup"), Block("body"), Block("next")
        exhausted, end = Block("exhausted"), Block("end")
        self.store(index, start)
        if not isinstance(step, Const):
            zero = self.compute("eq", BOOL, step, Const(0, t))
            self.check(zero, _ZERO_STEP, node.step.span)
        for ascending in self.directions(step, exhausted, setup):
            self.count_rounds(rounds, start, stop, step, ascending, setup, exhausted)
        self.start(setup)
        self.end(Jump(body))
        self.iterate(node, index, body, latch, end)
        self.start(latch)
        self.store(index, self.compute("add", t, index, step, span=node.span))
        left = self.compute("sub", rounds.type, rounds, Const(1, rounds.type))
        self.store(rounds, left)
        more = self.compute("ne", BOOL, left, Const(0, rounds.type))
        self.end(Branch(more, body, exhausted))
        self.finish_loop(node, exhausted, end)

    def directions(self, step: Operand, exhausted: Block, setup: Block) -> list[bool]:
        """Open a block for each direction that the step can have, the first one last."""
        if isinstance(step, Const):
            assert isinstance(step.value, int)
            return [step.value > 0]
        if not step.type.signed:
            return [True]
        self.pending = (Block("up"), Block("down"))
        positive = self.compute("gt", BOOL, step, Const(0, step.type))
        self.end(Branch(positive, *self.pending))
        return [True, False]

    def count_rounds(
        self,
        rounds: Slot,
        start: Operand,
        stop: Operand,
        step: Operand,
        ascending: bool,
        setup: Block,
        exhausted: Block,
    ) -> None:
        """rounds = (distance - 1) // |step| + 1, where there is a distance."""
        if self.block is None:
            self.start(self.pending[0] if ascending else self.pending[1])
        some = Block("some")
        low, high = (start, stop) if ascending else (stop, start)
        self.end(Branch(self.compute("lt", BOOL, low, high), some, exhausted))
        self.start(some)
        u = rounds.type
        low, high = self.unsigned(low, u), self.unsigned(high, u)
        size: Operand = step
        if not ascending:
            size = self.compute("sub", step.type, Const(0, step.type), step)
        distance = self.compute("sub", u, self.compute("sub", u, high, low), Const(1, u))
        whole = self.compute("div", u, distance, self.unsigned(size, u))
        self.store(rounds, self.compute("add", u, whole, Const(1, u)))
        self.end(Jump(setup))

    def unsigned(self, operand: Operand, t: Type) -> Operand:
        return operand if operand.type is t else self.compute("convert", t, operand)

    def iterate(self, node: ForRange, index: Slot, body: Block, latch: Block, end: Block) -> None:
        """The body, with the loop variable set; assigning to it leaves the index alone."""
        self.start(body)
        value: Operand = self.keep(index)
        t = machine(node.variable.type)
        if t is not index.type:
            value = self.compute("convert", t, value)
        self.assign(node.variable, value, node.span)
        self.loops.append((latch, end))
        self.statements(node.body)
        self.loops.pop()
        self.end(Jump(latch))

    def finish_loop(self, node: ForRange, exhausted: Block, end: Block) -> None:
        self.start(exhausted)
        self.statements(node.otherwise)
        self.end(Jump(end))
        self.start(end)

    def build_Break(self, node: Break) -> None:
        self.leave(len(self.loops), Jump(self.loops[-1][1]))

    def build_Continue(self, node: Continue) -> None:
        self.leave(len(self.loops), Jump(self.loops[-1][0]))

    def build_Return(self, node: Return) -> None:
        value = None if node.value is None else self.evaluate(node.value)
        if value is not None and self.finals:
            value = self.keep(value)
        self.leave(0, ReturnNode(value))

    def leave(self, loops: int, terminator: Terminator) -> None:
        """End here, after every `finally` that stands within so many loops, innermost first."""
        handler, finals, held = self.handler, self.finals, self.loops
        while self.finals and self.finals[-1].loops >= loops:
            final = self.finals[-1]
            self.finals = self.finals[:-1]
            self.handler, self.loops = final.handler, held[: final.loops]
            self.go_on("finally")
            self.statements(final.body)
            if self.block is None:
                break  # it has gone elsewhere
        self.end(terminator)
        self.handler, self.finals, self.loops = handler, finals, held

    # Errors

    def build_Raise(self, node: Raise) -> None:
        self.end(RaiseNode(node.error, node.span))

    def build_Reraise(self, node: Reraise) -> None:
        self.end(ReraiseNode(self.caught[node.handler], node.span))

    def build_Try(self, node: Try) -> None:
        if not node.final:
            self.try_except(node)
            return
        failed, outer = Block("failed"), self.handler
        self.finals = [*self.finals, _Final(node.final, outer, len(self.loops))]
        self.handler = failed
        self.go_on("try")
        self.try_except(node)
        self.finals = self.finals[:-1]
        self.handler = outer
        after = Block("after")
        if self.block is not None:
            self.go_on("finally")
            self.statements(node.final)
            self.end(Jump(after))
        self.start(failed)
        error = self.catch(node.span)
        self.statements(node.final)
        self.end(ReraiseNode(error))
        self.start(after)

    def try_except(self, node: Try) -> None:
        """`try` with its `except` clauses and `else`; what is in `else` is not caught."""
        if not node.handlers:
            self.statements(node.body)
            self.statements(node.otherwise)
            return
        failed, after, outer = Block("failed"), Block("after"), self.handler
        self.handler = failed
        self.go_on("try")
        self.statements(node.body)
        self.handler = outer
        if self.block is not None:
            self.go_on("else")
            self.statements(node.otherwise)
            self.end(Jump(after))
        self.start(failed)
        error = self.catch(node.span)
        for handler in node.handlers:
            self.caught[handler] = error
            self.match(handler, error, node.span)
            self.statements(handler.body)
            self.end(Jump(after))
            self.start(self.unmatched)
        self.end(ReraiseNode(error))
        self.start(after)

    def catch(self, span: Span | None) -> Slot:
        """The error that led to the handler that begins here."""
        assert self.block is not None
        error = self.temporary(INT32)
        self.block.instructions.append(Catch(error, span))
        return error

    def match(self, handler: Handler, error: Operand, span: Span | None) -> None:
        """Go on in a new block where a handler catches the error, else at `unmatched`."""
        assert self.block is not None
        matched = self.temporary(BOOL)
        self.block.instructions.append(Match(matched, (error,), handler.classes, span))
        then, self.unmatched = Block("except"), Block("unmatched")
        self.end(Branch(matched, then, self.unmatched))
        self.start(then)


def _unsigned(t: Type) -> Type:
    return t if t.kind is Kind.UNSIGNED else by_name(f"uint{t.bits}")


def _unreachable() -> Terminator:
    """The end of a function of a value: the checker has shown that control never comes."""
    return RaiseNode(RaisedError("SystemError", "control reached the end of a function"))


def _tidy(function: Function) -> None:
    """Drop blocks that are never reached, and number the others in order."""
    reached: set[Block] = set()
    work = [function.blocks[0]]
    while work:
        block = work.pop()
        if block not in reached:
            reached.add(block)
            work += block.successors()
    function.blocks = [block for block in function.blocks if block in reached]
    for number, block in enumerate(function.blocks):
        block.name = f"b{number}"
    used: set[Operand | None] = set()
    for block in function.blocks:
        for instruction in block.instructions:
            used.update((instruction.result, *instruction.operands))
        match block.terminator:
            case Branch(condition):
                used.add(condition)
            case ReturnNode(value):
                used.add(value)
    function.slots = [slot for slot in function.slots if slot in used]
