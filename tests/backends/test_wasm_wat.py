"""WebAssembly's text format: an assembler makes the same module of it again."""

from __future__ import annotations

from pathlib import Path

import pytest
import wasm_bodies as bodies
import wasmtime

from pyexec.backends.wasm import mnemonics
from pyexec.backends.wasm.binary import (
    OPERANDS,
    PREFIXED,
    Section,
    SectionId,
    Undecodable,
    sections,
)
from pyexec.backends.wasm.wat import Names, decode, identifier, write


def essential(module: bytes) -> list[Section]:
    """A module's sections, those left out that hold names and the like."""
    return [part for part in sections(module) if part.identity != SectionId.CUSTOM]


def assembled(text: str) -> bytes:
    return bytes(wasmtime.wat2wasm(text))


def again(module: bytes) -> bytes:
    return assembled(str(write(decode(module), {})))


def test_what_wasm_writes(tmp_path: Path) -> None:
    path = tmp_path / "everything.wasm"
    bodies.write(bodies.EVERYTHING, path, with_page=False)
    module = path.read_bytes()
    assert essential(again(module)) == essential(module)


# Instructions with operands; all others stand in their table with a name alone.
WITH_OPERANDS = """
  i32.const -2147483648 i64.const 9223372036854775807 i64.const -64 i64.const 63
  f32.const 0.1 f32.const nan f64.const -nan f64.const nan:0x8000000000001 f64.const -0
  f64.const 1e308 f64.const 5e-324 f64.const -inf f32.const inf f32.const 3.4028234e38
  local.get 0 local.set 3 local.tee 1 global.get 0 global.set 1 call 1
  i32.load8_u offset=3 i64.load32_s align=2 f64.load offset=4294967295 i64.store align=1
  f32.store offset=8 i32.store16 offset=1 align=1 memory.size memory.grow memory.copy memory.fill
  select (result i64) drop return unreachable nop
"""
MODULE = f"""(module
  (memory 2 7)
  (global $a (export "a \\"quoted\\"") (mut i64) (i64.const -1))
  (global (mut f64) (f64.const 0.5))
  (func $f (export "f") (param i64 i32) (result i64) (local i32 i64 f64)
    unreachable
    block
      block (result i64)
        loop (param i64) (result i64 i32)
          br 0
          br_if 1
          br_table 0 1 2 3
          if (result f32)
            f32.const 1
          else
            f32.const 2
          end
          unreachable
        end
        unreachable
      end
      br 1
    end
    {WITH_OPERANDS}
    unreachable)
  (func (param i32))
  (data (i32.const 8) "a\\00\\ff\\"\\\\b"))"""


def test_every_operand() -> None:
    module = assembled(MODULE)
    assert essential(again(module)) == essential(module)


def test_every_instruction() -> None:
    """Each of the table's is what the assembler means by its name."""
    plain = [name for opcode, name in mnemonics._PLAIN.items() if not OPERANDS[opcode]]
    plain += [
        name
        for prefix, names in mnemonics._PREFIXED.items()
        for number, name in names.items()
        if not PREFIXED[prefix][number]
    ]
    structure = {"else", "end"}
    body = "\n".join(name for name in plain if name not in structure)
    module = assembled(f"(module (func unreachable {body} unreachable))")
    assert essential(again(module)) == essential(module)
    texts = write(decode(module), {}).functions[0].instructions
    assert [text.strip() for text in texts] == ["unreachable", *body.split(), "unreachable"]
    assert len(plain) > 120


def test_names() -> None:
    module = assembled("""(module
      (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.add)
      (func (result i64) i64.const 1 i64.const 2 call 0))""")
    text = str(write(decode(module), {0: Names("add", ("left", "größe")), 1: Names("x[int64]")}))
    assert "(func $add (param $left i64) (param $gr\\f6\\dfe i64) (result i64)" in text
    assert "local.get $left" in text
    assert "call $add" in text
    assert "(func $x<int64> (result i64)" in text
    assert essential(assembled(text)) == essential(module)
    # Names that do not fit the parameters are no names.
    assert "(param i64 i64)" in str(write(decode(module), {0: Names("add", ("left",))}))


def test_types_that_an_assembler_would_number_otherwise() -> None:
    module = assembled("""(module
      (type (func (param f32)))
      (func (result i64) i64.const 1))""")
    assert essential(again(module)) == essential(module)


@pytest.mark.parametrize(
    "text",
    [
        '(module (import "a" "b" (func)))',
        "(module (table 1 funcref))",
        "(module (func ref.null func drop))",
        "(module (func (param externref)))",
        "(module (func (param v128) local.get 0 i8x16.neg drop))",
        '(module (memory 1) (data "passive"))',
        "(module (memory i64 1))",
    ],
)
def test_what_pyexec_does_not_write(text: str) -> None:
    with pytest.raises(Undecodable):
        decode(assembled(text))


def test_identifiers() -> None:
    assert identifier("integers.power[int64]") == "integers.power<int64>"
    assert identifier('a "b"') == "a\\20\\22b\\22"
