"""The module itself: sizes, what it exports, what its exports answer under wasmtime."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import wasm_bodies as bodies
import wasmtime
from wasm_bodies import Function, compile_module

from pyexec.backends.llvm.library import Module
from pyexec.backends.wasm import exports, link
from pyexec.errors import OptionError, ToolError


class Instance:
    """A module under wasmtime: its exports by name."""

    def __init__(self, module: bytes) -> None:
        engine = wasmtime.Engine()
        self.store = wasmtime.Store(engine)
        self.module = wasmtime.Module(engine, module)
        self.exports = wasmtime.Instance(self.store, self.module, []).exports(self.store)

    def function(self, name: str) -> Callable[..., Any]:
        function = self.exports[name]
        assert isinstance(function, wasmtime.Func)
        return lambda *arguments: function(self.store, *arguments)

    def value(self, name: str) -> Any:
        variable = self.exports[name]
        assert isinstance(variable, wasmtime.Global)
        return variable.value(self.store)

    @property
    def names(self) -> set[str]:
        return {export.name for export in self.module.exports}


WRAPPING_ADD = bodies.arithmetic("add", "int64", "i64", "add")


def test_unchecked_add_has_41_bytes() -> None:
    module = compile_module([WRAPPING_ADD], number_shims=False)
    assert len(module) == 41
    assert Instance(module).function("add")(2**63 - 1, 1) == -(2**63)


def test_checked_add_has_at_most_120_bytes() -> None:
    module = compile_module([bodies.ADD], number_shims=False)
    assert len(module) <= 120
    assert Instance(module).names == {"add", "$error"}


def test_a_trap_leaves_its_code() -> None:
    instance = Instance(compile_module([bodies.ADD, bodies.MODULO]))
    assert instance.function("add")(-3, 5) == 2
    assert instance.value("$error") == 0
    with pytest.raises(wasmtime.Trap):
        instance.function("add")(2**63 - 1, 1)
    assert instance.value("$error") == bodies.OVERFLOW
    with pytest.raises(wasmtime.Trap):
        instance.function("modulo")(1, 0)
    assert instance.value("$error") == bodies.ZERO_DIVISION


def test_number_shim_takes_and_gives_floats_and_keeps_the_exact_result() -> None:
    instance = Instance(compile_module([bodies.ADD]))
    assert instance.names == {"add", "add$n", "$exact", "$error"}
    assert instance.function("add$n")(-3.0, 5.0) == 2.0
    assert instance.function("add$n")(2.0**53, 1.0) == 2.0**53
    assert instance.value("$exact") == 2**53 + 1
    with pytest.raises(wasmtime.Trap):
        instance.function("add$n")(2.0**62, 2.0**62)


def test_number_shim_of_unsigned_integers() -> None:
    instance = Instance(compile_module([bodies.MODULO]))
    assert instance.function("modulo$n")(2.0**63 + 4096, 2.0**63 + 2048) == 2048.0
    assert instance.function("modulo$n")(2.0**63, 2.0**64 - 2048) == 2.0**63


def test_shim_only_where_a_wide_integer_is() -> None:
    instance = Instance(compile_module([bodies.HALF, bodies.IS_EVEN, bodies.WIDEN]))
    assert instance.names == {"half", "is_even", "is_even$n", "widen", "widen$n", "$exact"}
    assert instance.function("is_even$n")(4.0) == 1
    assert instance.function("widen$n")(-4) == -4.0


@pytest.mark.parametrize(
    ("name", "arguments", "result"),
    [
        ("sum_int8", (127, 1), -128),
        ("sum_int8", (-128, -1), 127),
        ("sum_int16", (32767, 1), -32768),
        ("sum_int32", (2**31 - 1, 1), -(2**31)),
        ("sum_int64", (2**63 - 1, 1), -(2**63)),
        ("sum_uint8", (255, 1), 0),
        ("sum_uint8", (100, 155), 255),
        ("sum_uint16", (65535, 2), 1),
        ("sum_uint16", (65535, 0), 65535),
        ("sum_uint32", (-1, 0), -1),  # wasmtime shows an i32 with its sign
        ("invert", (1,), 0),
        ("invert", (0,), 1),
        ("invert", (2,), 0),
        ("conjugate", (1.5, -2.5), [1.5, 2.5]),
        ("swap", (1.5, -2.5), [-2.5, 1.5]),
        ("half", (5.0,), 2.5),
        ("single", (0.1,), 0.10000000149011612),
        ("scale", (3, 1.5, 255, 1), 3.5),
        ("scale", (3, 1.5, 255, 0), 0.0),
        ("lookup", (0,), 70000),
        ("lookup", (255,), 12),
    ],
)
def test_raw_values(name: str, arguments: tuple[float, ...], result: object) -> None:
    assert _everything().function(name)(*arguments) == result


def _everything() -> Instance:
    if not _instances:
        _instances.append(Instance(compile_module(bodies.EVERYTHING)))
    return _instances[0]


_instances: list[Instance] = []


def test_nothing_is_imported_and_no_memory_exported() -> None:
    everything = _everything()
    assert len(everything.module.imports) == 0
    functions = {f.name for f in bodies.EVERYTHING}
    rest = {name for name in everything.names if name.removesuffix("$n") not in functions}
    assert rest == {"$error", "$exact", "$stack"}


def test_stack_is_kept_where_it_is_used() -> None:
    instance = Instance(compile_module([bodies.SPILL], number_shims=False))
    assert instance.names == {"spill", "$error", "$stack"}
    top = instance.value("$stack")
    assert top == link.STACK_SIZE
    assert instance.function("spill")(100) == 5050
    assert instance.value("$stack") == top


def test_infinite_recursion_traps() -> None:
    instance = Instance(compile_module([bodies.FOREVER, bodies.SPILL]))
    for name in ("forever", "spill"):
        with pytest.raises(wasmtime.Trap):
            instance.function(name)(2**40)
    assert instance.value("$error") == 0


def test_names_that_the_linker_knows_are_free() -> None:
    names = ["memory", "__stack_pointer", "__indirect_function_table", "memcpy", "sin", "main"]
    functions = [bodies.arithmetic(name, "int64", "i64", "sub") for name in names]
    module = compile_module([*functions, bodies.SPILL], number_shims=False)
    instance = Instance(module)
    for name in names:
        assert instance.function(name)(7, 4) == 3
    assert instance.names == {*names, "spill", "$error", "$stack"}


def test_repeated_calls_of_a_function_that_may_raise_merge() -> None:
    twice = Function(
        "twice(n: int) -> int",
        """
define internal i64 @positive(i64 %n) noinline {
  %bad = icmp slt i64 %n, 1
  br i1 %bad, label %raise, label %good
good:
  %r = mul i64 %n, %n
  ret i64 %r
raise:
  call void @pyexec_raise(i32 3)
  unreachable
}
define internal i64 @SELF(i64 %n) {
  %a = call i64 @positive(i64 %n)
  %b = call i64 @positive(i64 %n)
  %r = add i64 %a, %b
  ret i64 %r
}
""",
        raises=True,
    )
    planned = exports.plan([twice.entry], ["twice"], number_shims=False)
    machine = link.machine()
    head = f'target triple = "{machine.triple}"\ntarget datalayout = "{machine.data_layout}"\n'
    with Module.parse(head + twice.text + exports.text(planned)) as module:
        module.optimize(machine, level=3)
        optimised = module.text()
    assert optimised.count("call fastcc i64 @positive(") == 1
    instance = Instance(compile_module([twice]))
    assert instance.function("twice")(3) == 18
    with pytest.raises(wasmtime.Trap):
        instance.function("twice")(0)
    assert instance.value("$error") == bodies.NOT_POSITIVE


def test_a_discarded_call_still_raises() -> None:
    check = Function(
        "check(n: int) -> int",
        """
define internal i64 @fails(i64 %n) noinline {
  %bad = icmp slt i64 %n, 1
  br i1 %bad, label %raise, label %good
good:
  ret i64 1
raise:
  call void @pyexec_raise(i32 3)
  unreachable
}
define internal i64 @SELF(i64 %n) {
  %unused = call i64 @fails(i64 %n)
  ret i64 %n
}
""",
        raises=True,
    )
    instance = Instance(compile_module([check]))
    assert instance.function("check")(1) == 1
    with pytest.raises(wasmtime.Trap):
        instance.function("check")(0)
    assert instance.value("$error") == bodies.NOT_POSITIVE


def test_two_functions_of_one_name_are_refused() -> None:
    entry = bodies.ADD.entry
    with pytest.raises(OptionError, match="two functions cannot both be exported as 'add'"):
        exports.plan([entry, entry], ["add", "add"])


def test_missing_functions_are_named_below_the_message() -> None:
    body = "declare i64 @absent(i64)\n" + bodies.ANSWER.text.replace(
        "ret i64 9007199254740993", "%r = call i64 @absent(i64 1)\n  ret i64 %r"
    )
    with pytest.raises(ToolError, match=r"^could not link the WebAssembly module") as caught:
        compile_module([Function("answer() -> int", body)])
    assert "absent" in "\n".join(caught.value.__notes__)
