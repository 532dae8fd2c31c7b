"""The pass over finished modules: what goes, what must stay, and that indexes are right."""

from __future__ import annotations

from typing import Any

import pytest
import wasmtime

from pyexec.backends.wasm.binary import Reader, Undecodable, sections, signed, unsigned
from pyexec.backends.wasm.trim import exported_names, trim


def run(module: bytes, name: str, *arguments: float) -> Any:
    """What an exported function answers under wasmtime, which validates the module, too."""
    store = wasmtime.Store()
    exports = wasmtime.Instance(store, wasmtime.Module(store.engine, module), []).exports(store)
    function = exports[name]
    assert isinstance(function, wasmtime.Func)
    return function(store, *arguments)


def names(module: bytes) -> list[str]:
    return [export.name for export in wasmtime.Module(wasmtime.Engine(), module).exports]


def identities(module: bytes) -> list[int]:
    return [section.identity for section in sections(module)]


# In each space an item that is unused stands before one that is used.
MIXED = bytes(
    wasmtime.wat2wasm("""(module
      (type $unused (func (param f32)))
      (type $binary (func (param i64 i64) (result i64)))
      (type $pair (func (param i64) (result i64 i64)))
      (func $dropped (export "dropped") (type $unused) (global.set $first (local.get 0)))
      (func $helper (type $binary) (i64.sub (local.get 0) (local.get 1)))
      (func $lost (type $binary) (call $helper (local.get 1) (local.get 0)))
      (func $kept (export "kept") (type $binary) (local i32 i32 f64)
        (global.set $second (local.get 0))
        (local.get 1)
        (block (type $pair) (i64.const 2))
        (drop)
        (call $helper (i64.const 1)))
      (func (export "answer") (result i64)
        (global.set $second (i64.const 50))
        (call $helper (global.get $second) (i64.const 8)))
      (global $first (export "first") (mut f32) (f32.const 1))
      (global $second (export "second") (mut i64) (i64.const -1))
      (memory (export "memory") 1))""")
)


def test_unused_items_go_and_the_others_are_counted_anew() -> None:
    trimmed = trim(MIXED, ["answer", "kept"], {"second": "$second", "first": "$first"})
    assert names(trimmed) == ["kept", "answer", "$second"]
    assert run(trimmed, "answer") == 42
    assert run(trimmed, "kept", 0, 10) == 9
    assert identities(trimmed) == [1, 3, 6, 7, 10]
    assert exported_names(trimmed) == ["kept", "answer", "$second"]
    lost = trim(MIXED, ["answer"], {})
    assert names(lost) == ["answer"]
    assert run(lost, "answer") == 42
    assert len(lost) < len(trimmed)


def test_trimming_twice_changes_nothing_more() -> None:
    once = trim(MIXED, ["answer", "kept"], {"second": "second"})
    assert trim(once, ["answer", "kept"], {"second": "second"}) == once


def test_nothing_asked_for_leaves_nothing() -> None:
    assert trim(MIXED, [], {"first": "first"}) == b"\0asm\1\0\0\0"


@pytest.mark.parametrize(
    ("code", "result"),
    [
        ("(i32.store (i32.const 8) (i32.const 5)) (i32.load (i32.const 8))", 5),
        ("(i32.store8 offset=300 (i32.const 8) (i32.const 7)) (i32.load8_u (i32.const 308))", 7),
        ("(drop (memory.grow (i32.const 1))) (memory.size)", 2),
        ("(memory.fill (i32.const 0) (i32.const 1) (i32.const 4)) (i32.load8_u (i32.const 3))", 1),
        ("(v128.store (i32.const 0) (i32x4.splat (i32.const 3))) (i32.load (i32.const 12))", 3),
    ],
)  # fmt: skip
def test_an_instruction_that_touches_memory_keeps_it(code: str, result: int) -> None:
    module = bytes(
        wasmtime.wat2wasm(
            f'(module (memory (export "memory") 1) (func (export "f") (result i32) {code}))'
        )
    )
    trimmed = trim(module, ["f"], {})
    assert names(trimmed) == ["f"]
    assert run(trimmed, "f") == result
    assert names(trim(module, ["f"], {}, memory="heap")) == ["heap", "f"]


def test_a_data_segment_keeps_the_memory() -> None:
    module = bytes(
        wasmtime.wat2wasm(
            '(module (memory 1) (data (i32.const 4) "abc") (func (export "f") (result i32) '
            "(i32.const 1)))"
        )
    )
    assert identities(trim(module, ["f"], {})) == identities(module)


def test_every_kind_of_operand_is_stepped_over() -> None:
    module = bytes(
        wasmtime.wat2wasm("""(module
          (func $none)
          (func (export "unused") (param v128))
          (func (export "f") (param i32 i64 f64) (result i32) (local v128 externref)
            (block $a (block $b (block $c
              (br_table $a $b $c $a (i32.const 300)))))
            (local.set 3 (v128.const i32x4 1 2 3 0x0b0b0b0b))
            (local.set 3 (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15
              (local.get 3) (local.get 3)))
            (local.set 4 (ref.null extern))
            (drop (f32.const 1.5)) (drop (f64.const 2.5)) (drop (i64.const -9223372036854775808))
            (drop (select (result i64) (local.get 1) (i64.const 16) (i32.const 1)))
            (drop (i64.trunc_sat_f64_s (local.get 2)))
            (drop (i64.extend32_s (local.get 1)))
            (if (result i32) (ref.is_null (local.get 4)) (then (call $none) (i32.const 1))
              (else (i32.const 2)))
            (i32x4.extract_lane 3 (local.get 3))
            (i32.add)))""")
    )
    trimmed = trim(module, ["f"], {})
    assert names(trimmed) == ["f"]
    assert run(trimmed, "f", 1, 2, 3.0) == 0x0B0B0B0B + 1
    assert len(trimmed) < len(module)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ('(import "m" "g" (global i32))', ""),
        ("(table 1 funcref) (elem (i32.const 0) $used)", ""),
        ("(start $used)", ""),
        ("(memory 1 1 shared)", "(drop (i32.atomic.load (i32.const 0)))"),
    ],
)
def test_what_the_pass_does_not_know_keeps_everything_but_exports(more: str, code: str) -> None:
    module = bytes(
        wasmtime.wat2wasm(
            f'(module {more} (func $used) (func (export "f") (result i32) {code} (i32.const 9)) '
            '(func (export "g")) (global (export "v") i32 (i32.const 1)))'
        )
    )
    trimmed = trim(module, ["f"], {"v": "w"})
    # Each export as its name, its kind: those asked for, and no other.
    assert [b"\1f\0" in trimmed, b"\1w\3" in trimmed] == [True, True]
    assert [b"\1g\0" in trimmed, b"\1v\3" in trimmed] == [False, False]
    assert [s for s in sections(trimmed) if s.identity != 7] == [
        s for s in sections(module) if s.identity not in (0, 7)
    ]


@pytest.mark.parametrize("value", [0, 1, 63, 64, 127, 128, 2**31 - 1, 2**32 - 1, 2**63])
def test_numbers_survive_their_encoding(value: int) -> None:
    assert Reader(unsigned(value)).unsigned() == value
    assert Reader(signed(value)).signed() == value
    assert Reader(signed(-value)).signed() == -value


@pytest.mark.parametrize("module", [b"", b"\0asm\2\0\0\0", b"\0asm\1\0\0\0\1\5\1"])
def test_what_is_no_module_is_refused(module: bytes) -> None:
    with pytest.raises(Undecodable):
        trim(module, [], {})
