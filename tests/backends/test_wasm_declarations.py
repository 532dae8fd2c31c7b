"""The TypeScript declarations, held against `tsc --strict`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import wasm_bodies as bodies
from object_functions import FUNCTIONS
from wasm_bodies import write

import pyexec

_VERSION = "5.9.3"

# Good calls with the type of their result, then bad ones, each of them an error.
_USE = """
import * as form from './everything.mjs';
import { loadEverything, PythonError, type LoadedEverything } from './everything.js';

const wasm = await loadEverything();
const both: [form.LoadedEverything, LoadedEverything] = [await form.loadEverything(), wasm];
const a: number | bigint = wasm.add(1, 2);
const b: bigint = wasm.add(1n, 2n);
const c: number | bigint = form.add(1n, 2);
const d: bigint = form.modulo(7n);
const e: number | bigint = wasm.modulo(7, undefined);
const f: number = form.scale(2n, 0.5, -128, true);
const g: void = wasm.odd_error(false);
const h: [number, number] = wasm.conjugate();
const i: [number, number] = wasm.conjugate([1, 2]);
const j: boolean = form.is_even(2);
const k: number | bigint = wasm.answer();
const l: number | bigint = wasm.all_given();
const m: bigint = wasm.all_given(1n);
const n: number = wasm.new(1, undefined, 3);
const o: number = form.delete(1, 2, 3);
const p: number = wasm.constructor(1, 2, 3);
const raw: WebAssembly.Exports = wasm.raw;
await loadEverything(fetch('x'));
await globalThis.loadEverything(new URL('file:///x'));
try { wasm.add(1, 2); } catch (error) {
  if (error instanceof PythonError && error.name === 'OverflowError') console.log(error.message);
}
"""
_WRONG = [
    "wasm.add(1);",
    "wasm.add(1, '2');",
    "const q: bigint = wasm.add(1, 2n);",
    "const r: bigint = wasm.all_given();",
    "wasm.half(1n);",
    "wasm.invert(1);",
    "wasm.conjugate([1]);",
    "wasm.absent();",
    "wasm.add = wasm.modulo;",
    "if (new PythonError().name === 'Unknown') {}",
]

_ALL_GIVEN = bodies.Function(
    "all_given(delete: int64 = 1, b: int64 = 2) -> int64",
    "define internal i64 @SELF(i64 %a, i64 %b) {\n  ret i64 %a\n}\n",
)


def _three(name: str) -> bodies.Function:
    """A function with a default before a parameter that has none, as keyword-only ones allow."""
    body = "define internal i32 @SELF(i32 %a, i32 %b, i32 %c) {\n  ret i32 %a\n}\n"
    return bodies.Function(f"{name}(a: int32, var: int32 = 1, c: int32 = 2) -> int32", body)


@pytest.fixture(scope="session")
def tsc(request: pytest.FixtureRequest) -> list[str]:
    """The command of TypeScript's compiler: an installed one, or one that npm fetches once."""
    installed = shutil.which("tsc")
    if installed is not None:
        return [installed]
    assert request.config.cache is not None
    folder = request.config.cache.mkdir(f"typescript-{_VERSION}")
    program = folder / "node_modules" / "typescript" / "bin" / "tsc"
    npm = shutil.which("npm")
    if not program.exists() and npm is not None:
        install = [npm, "install", "--no-save", "--prefix", str(folder), f"typescript@{_VERSION}"]
        subprocess.run(install, capture_output=True, timeout=120, check=False)
    if not program.exists():
        assert "CI" not in os.environ, "TypeScript could not be installed through npm"
        pytest.skip("TypeScript is not there and could not be installed through npm")
    return ["node", str(program)]


def _check(tsc: list[str], folder: Path, text: str) -> str:
    """What the compiler says to a program beside the module's files."""
    (folder / "use.mts").write_text(text)
    command = [*tsc, "--strict", "--noEmit", "--module", "nodenext", "--target", "es2022",
               "--lib", "es2022,dom", "use.mts", "everything.d.ts"]  # fmt: skip
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("types")
    functions = [*bodies.EVERYTHING, _ALL_GIVEN, *map(_three, ("new", "delete", "constructor"))]
    write(functions, folder / "everything.wasm")
    return folder


def test_good_calls_are_accepted(tsc: list[str], folder: Path) -> None:
    assert _check(tsc, folder, _USE) == ""


def test_bad_calls_are_refused(tsc: list[str], folder: Path) -> None:
    said = _check(tsc, folder, _USE + "\n".join(_WRONG) + "\n")
    first = _USE.count("\n") + 1
    faults = {int(line) for line in re.findall(r"^use\.mts\((\d+),", said, re.MULTILINE)}
    assert faults == set(range(first, first + len(_WRONG)))


# The same with texts and containers.
_USE_OBJECTS = """
import { loadEverything } from './everything.mjs';

const wasm = await loadEverything();
const a: string = wasm.backwards('a') + wasm.backwards();
const b: number | bigint = wasm.total([1, 2n]) as number;
wasm.total(new Int32Array(2));
wasm.total(BigInt64Array.of(1n));
wasm.total([1, 2] as const);
const c: (number | bigint)[] = wasm.copied(Object.freeze([1]));
const d: readonly [number, string, number[]] = wasm.fixed([1, 'a', new Float64Array(2)]);
const e: Map<string, number | bigint> = wasm.counted(['a']);
wasm.renamed(new Map([['a', 1 as number | bigint]]), 'a', 'b');
wasm.renamed({ a: 1 }, 'a', 'b');
const f: ReadonlySet<string> = wasm.frozen(new Set(['a']));
const g: string | null = wasm.found(null, undefined);
const h: number | bigint = wasm.steps({ stop: 5 }).start;
const i: readonly (number | bigint)[] = wasm.all_of([1, 2], 3n);
const j: [number, number][] = wasm.copied_complexes([[1, 2], 3]);
const values: (number | bigint)[] = [1];
wasm.longer(values, 2);
wasm.scaled(new Float32Array(2), 0.5);
"""
_WRONG_OBJECTS = [
    "wasm.total(['a']);",
    "wasm.total(new Set([1]));",
    "wasm.copied_floats(BigInt64Array.of(1n));",
    "wasm.longer([1] as readonly number[], 3);",
    "wasm.frozen(new Set(['a'])).add('b');",
    "wasm.fixed([1, 'a']);",
    "wasm.fixed([1, 'a', [2]])[0] = 5;",
    "const k: string = wasm.found('a');",
    "wasm.counted('a');",
    "wasm.moved(new Map([['a', 'b']]), [1, 2]);",
]


def test_objects_have_their_types(tsc: list[str], tmp_path: Path) -> None:
    pyexec.wasm_multi(FUNCTIONS, tmp_path / "everything.wasm")
    use = _USE_OBJECTS
    assert _check(tsc, tmp_path, use) == ""
    said = _check(tsc, tmp_path, use + "\n".join(_WRONG_OBJECTS) + "\n")
    first = use.count("\n") + 1
    faults = {int(line) for line in re.findall(r"^use\.mts\((\d+),", said, re.MULTILINE)}
    assert faults == set(range(first, first + len(_WRONG_OBJECTS)))


def test_documentation_is_there(folder: Path) -> None:
    text = (folder / "everything.d.ts").read_text()
    assert "   * add(a: int, b: int) -> int\n   *\n   * The sum.\n" in text
    assert "   * It is <checked> * / & exact.\n" in text
