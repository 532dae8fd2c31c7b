"""Objects between JavaScript and a module: what goes in, comes out, is changed and refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from object_functions import FUNCTIONS
from wasm_bodies import run_node

import pyexec
from pyexec.rt import layout

# Prints for each expression what it gives, or throws, and whether blocks stay behind.
SHOW = """
const inside = (value) => typeof value === 'string' ? JSON.stringify(value)
  : typeof value === 'bigint' ? `${value}n` : Object.is(value, -0) ? '-0'
  : Array.isArray(value) ? `[${value.map(inside)}]`
  : ArrayBuffer.isView(value) ? `${value.constructor.name}[${[...value].map(inside)}]`
  : value instanceof Map ? `Map{${[...value].map(([k, v]) => `${inside(k)}:${inside(v)}`)}}`
  : value instanceof Set ? `Set{${[...value].map(inside)}}`
  : typeof value === 'object' && value !== null
    ? `{${Object.entries(value).map(([k, v]) => `${k}:${inside(v)}`)}}` : String(value);
const show = (...values) => values.map(inside).join(' ');
const outcome = (call) => {
  let text;
  try { text = show(call()); } catch (error) { text = `${error.name}: ${error.message}`; }
  const left = new DataView(wasm.raw.memory.buffer).getUint32(USED, true);
  return left === 0 ? text : `${text}; ${left} bytes left`;
};
const then = (value, call) => { const answer = call(value); return [answer, value]; };
""".replace("USED", str(layout.HEAP + layout.USED))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with `objects.wasm` and its files."""
    folder = tmp_path_factory.mktemp("objects")
    pyexec.wasm_multi(FUNCTIONS, folder / "objects.wasm", generate_html=True)
    return folder


CASES = [
    # Texts
    ("backwards('häß')", '"ßäh"'),
    ("backwards('')", '""'),
    ("backwards()", '"cba"'),
    ("backwards('a😀b\\u2028')", '"\u2028b😀a"'),
    ("backwards('\\u{1f600}\\ud800')", '"\\ud800😀"'),
    ("length('😀')", "1"),
    ("length('\\ud83d')", "1"),
    ("length('x'.repeat(100000))", "100000"),
    ("backwards('ab'.repeat(50000)) === 'ba'.repeat(50000)", "true"),
    ("same_texts(['', 'é', '漢', '😀'])", '["","é","漢","😀"]'),
    ("length(5)", "TypeError: length(): text must be a string, not 5"),
    (
        "length(new String('a'))",
        "TypeError: length(): text must be a string, not a value of type object",
    ),
    ("same_texts(['a', null])", "TypeError: same_texts(): values[1] must be a string, not null"),
    # Lists of numbers
    ("total([1, 2n, true])", "4"),
    ("total([])", "0"),
    ("total([2 ** 53 - 1, 2])", "9007199254740993n"),
    ("total([2n ** 63n - 1n, 1])", "OverflowError: integer result does not fit in 64 bits"),
    (
        "total([1, , 3])",
        "TypeError: total(): values[1] must be an integer, not a value of type undefined",
    ),
    ("total([1, 2.5])", "TypeError: total(): values[1] must be an integer, not 2.5"),
    (
        "total([2n ** 63n])",
        "RangeError: total(): values[0] must be from -9223372036854775808 to "
        "9223372036854775807, not 9223372036854775808",
    ),
    ("total('12')", 'TypeError: total(): values must be an array, not "12"'),
    (
        "total(new Set([1]))",
        "TypeError: total(): values must be an array, not a value of type object",
    ),
    (
        "total({ length: 1, 0: 1 })",
        "TypeError: total(): values must be an array, not a value of type object",
    ),
    (
        "total(new DataView(new ArrayBuffer(8)))",
        "TypeError: total(): values must be an array, not a value of type object",
    ),
    ("total()", "TypeError: total(values) was called with 0 arguments"),
    (
        "copied([-1, 0, 2 ** 53 - 1, -(2 ** 53) + 1, 2n ** 53n, -(2n ** 63n), 4294967296])",
        "[-1,0,9007199254740991,-9007199254740991,9007199254740992n,-9223372036854775808n,"
        "4294967296]",
    ),
    *[
        (f"copied(new {kind}([1, 2]))", "[1,2]")
        for kind in (
            "Int8Array",
            "Uint8Array",
            "Uint8ClampedArray",
            "Int16Array",
            "Uint16Array",
            "Int32Array",
            "Uint32Array",
            "Float32Array",
            "Float64Array",
        )
    ],
    ("copied(BigInt64Array.of(-5n, 2n ** 60n))", "[-5,1152921504606846976n]"),
    ("copied(BigUint64Array.of(5n))", "[5]"),
    (
        "copied(BigUint64Array.of(2n ** 64n - 1n))",
        "RangeError: copied(): values[0] must be from "
        "-9223372036854775808 to 9223372036854775807, not 18446744073709551615",
    ),
    (
        "copied(new Float64Array([1.5]))",
        "TypeError: copied(): values[0] must be an integer, not 1.5",
    ),
    ("copied_wide([0, 2n ** 64n - 1n, 2 ** 53 - 1])", "[0,18446744073709551615n,9007199254740991]"),
    (
        "copied_wide([-1])",
        "RangeError: copied_wide(): values[0] must be from 0 to 18446744073709551615, not -1",
    ),
    ("copied_bytes(new Uint8Array([0, 255]))", "[0,255]"),
    ("copied_bytes([256])", "RangeError: copied_bytes(): values[0] must be from 0 to 255, not 256"),
    ("copied_floats([1, -0, NaN, Infinity, 0.1])", "[1,-0,NaN,Infinity,0.1]"),
    ("copied_floats(new Float32Array([0.5]))", "[0.5]"),
    (
        "copied_floats(BigInt64Array.of(1n))",
        "TypeError: copied_floats(): values[0] must be a Number, not a value of type bigint",
    ),
    ("copied_singles([0.1])", "[0.10000000149011612]"),
    (
        "copied_singles([1e300])",
        "RangeError: copied_singles(): values[0] must fit float32, not 1e+300",
    ),
    ("copied_flags([true, false])", "[true,false]"),
    ("copied_flags([1])", "TypeError: copied_flags(): values[0] must be true or false, not 1"),
    ("copied_complexes([[1, -2], 3])", "[[1,-2],[3,0]]"),
    ("copied_optional([1, null, undefined, 2n])", "[1,null,null,2]"),
    (
        "copied_optional([1, 'a'])",
        'TypeError: copied_optional(): values[1] must be an integer, not "a"',
    ),
    # Tuples, optional values, ranges
    ("fixed([5, 'a', [1, 2.5]])", '[5,"a",[1,2.5]]'),
    ("Object.isFrozen(fixed([5, 'a', [1, 2.5]]))", "true"),
    ("fixed([5, 'a'])", "TypeError: fixed(): parts must be an array of 3, not of 2"),
    ("fixed([5, 'a', ['x']])", 'TypeError: fixed(): parts[2][0] must be a Number, not "x"'),
    ("fixed([500, 'a', []])", "RangeError: fixed(): parts[0] must be from -128 to 127, not 500"),
    ("all_of([1, 2])", "[2,4]"),
    ("all_of(new Int32Array([1, 2]), 2n ** 62n)", "[4611686018427387904n,9223372036854775808n]"),
    ("found('abcdef')", '"def"'),
    ("found('abcdef', 1)", '"bcdef"'),
    ("found('abcdef', null)", "null"),
    ("found(null)", "null"),
    ("found()", "null"),
    ("found(5)", "TypeError: found(): text must be a string, not 5"),
    ("steps({ stop: 5 })", "{start:0,stop:5,step:2}"),
    ("steps({ start: 1, stop: 2n ** 60n, step: 3 })", "{start:1,stop:1152921504606846976n,step:6}"),
    ("steps({ stop: 5, step: 0 })", "RangeError: steps(): numbers.step must not be 0"),
    ("steps({ stop: 'a' })", 'TypeError: steps(): numbers.stop must be an integer, not "a"'),
    (
        "steps([1, 2])",
        "TypeError: steps(): numbers must be { start, stop, step }, not a value of type object",
    ),
    # Dicts and sets
    ("counted(['b', 'a', 'b'])", 'Map{"b":2,"a":1}'),
    ("then(new Map([['a', 1], ['b', 2n]]), (m) => renamed(m, 'a', 'c'))", '[1,Map{"b":2n,"c":1}]'),
    ("then({ a: 1, b: 2n }, (m) => renamed(m, 'a', '__proto__'))", "[1,{b:2n,__proto__:1}]"),
    ("renamed(Object.create(null), 'a', 'b')", "KeyError: 'a'"),
    (
        "renamed({ a: 'x' }, 'a', 'b')",
        'TypeError: renamed(): names.get("a") must be an integer, not "x"',
    ),
    (
        "renamed(new Map([[5, 1]]), 'a', 'b')",
        "TypeError: renamed(): names.keys()[0] must be a string, not 5",
    ),
    (
        "renamed([], 'a', 'b')",
        "TypeError: renamed(): names must be a Map or a plain object, not a value of type object",
    ),
    ("grouped({}, 1)", "TypeError: grouped(): numbers must be a Map, not a value of type object"),
    (
        "then(new Map([[1n, [5]]]), (m) => { grouped(m, 4); grouped(m, 2); })",
        "[undefined,Map{1n:[5,4],2:[2]}]",
    ),
    ("moved(new Map([[[1, 2], 'a'], [[1, 2], 'b']]), [3, 4])", 'Map{[1,2]:"b",[3,4]:"moved"}'),
    ("then(new Set([1, 2n]), (s) => distinct(s, [2, 3]))", "[3,Set{1,2n,3}]"),
    (
        "distinct(new Set(['a']), [])",
        'TypeError: distinct(): values.values()[0] must be an integer, not "a"',
    ),
    (
        "distinct([1], [])",
        "TypeError: distinct(): values must be a Set, not a value of type object",
    ),
    ("frozen(new Set(['a']))", 'Set{"a","more"}'),
    # What functions change
    ("then([1, 2.5], (a) => scaled(a, 2))", "[undefined,[2,5]]"),
    ("then(new Float64Array([1, 2]), (a) => scaled(a, 0.5))", "[undefined,Float64Array[0.5,1]]"),
    ("then(new Float32Array([1, 2]), (a) => scaled(a, 0.1)).length", "2"),
    ("then(new Int32Array([1, 2]), (a) => filled(a, 7))", "[undefined,Int32Array[7,7]]"),
    ("then(BigInt64Array.of(1n, 2n), (a) => filled(a, 7))", "[undefined,BigInt64Array[7n,7n]]"),
    (
        "filled(new Int8Array([1, 2]), 1000)",
        "RangeError: a Int8Array cannot hold 1000: pass an Array",
    ),
    (
        "longer(new Int8Array([1, 2]), 3)",
        "TypeError: a Int8Array cannot get another length: pass an Array",
    ),
    ("then([1n, true], (a) => longer(a, 2n ** 60n))", "[undefined,[1n,true,1152921504606846976n]]"),
    (
        "then([1], (a) => { try { fails(a); } catch (error) { return error.message; } })",
        "[\"'key 2'\",[7,1]]",
    ),
    ("filled(Object.freeze([1]), 1)", "undefined"),
    (
        "filled(Object.freeze([1]), 2).x",
        "TypeError: Cannot assign to read only property '0' of object '[object Array]'",
    ),
    # Which objects are one
    ("((a) => same(a) === a)([[1], [2]])", "true"),
    ("((a) => same([a, a]).map((b) => b === a))([1])", "[true,true]"),
    ("((a) => twice(a, a))([1])", "[[1,1],[1,1]]"),
    ("((a) => twice(a, a).map((b) => b === a))([1])", "[true,true]"),
    ("((a) => moved(a, [1, 2]) === a)(new Map())", "true"),
    ("((k) => moved(new Map([[k, 'a']]), [9, 9]).get(k))([1, 2])", '"a"'),
    # The stack's end
    ("endless([1])", "RecursionError: maximum recursion depth exceeded"),
    ("total([1, 2])", "3"),
]


def test_conversions(folder: Path) -> None:
    script = (
        "const wasm = await (await import('./objects.mjs')).loadObjects();\n"
        f"const {{ {', '.join(f.__name__ for f in FUNCTIONS)} }} = wasm;\n{SHOW}"
        f"const calls = [{', '.join(f'() => ({call})' for call, _ in CASES)}];\n"
        "console.log(JSON.stringify(calls.map(outcome)));"
    )
    answers = json.loads(run_node(script, folder, module=True))
    wrong = [
        f"{call}: {answer}, not {expected}"
        for (call, expected), answer in zip(CASES, answers, strict=True)
        if answer != expected
    ]
    assert wrong == []
