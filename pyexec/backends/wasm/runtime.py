"""The parts of the emitted JavaScript that are the same in every module.

Each constant is a piece of JavaScript that `javascript` puts in where a module's
signatures need it; a piece names the others that it calls in no place but its code.
Placeholders in angle brackets are filled in by `javascript`.

Names inside are seen by the methods of the module, whose parameters the user names:
`WORDS` lists them, so that a parameter can keep out of their way.
"""

from __future__ import annotations

from typing import Final

from . import object_runtime

COMPILE: Final = """\
/** Compiles what a caller gives as the module, or what lies at a URL or path. */
async function compile(source) {
  source = await source;
  if (typeof source === 'string' || source instanceof URL) source = await open(source);
  if (source instanceof WebAssembly.Module) return source;
  if (typeof source?.arrayBuffer !== 'function') return WebAssembly.compile(source);
  if (source.ok === false) throw new Error(`${source.url}: ${source.status} ${source.statusText}`);
  // Streaming is refused by engines unless the server names this very type.
  if (source.headers?.get('content-type') === 'application/wasm') {
    return WebAssembly.compileStreaming(source);
  }
  return WebAssembly.compile(await source.arrayBuffer());
}

/** Outside browsers, what is not on the web is a file. */
function open(location) {
  const url = /^(https?|data|blob|file):/.exec(location);
  const files = globalThis.process?.getBuiltinModule?.('node:fs/promises');
  if (!files || (url && url[1] !== 'file')) return fetch(location);
  return files.readFile(url ? new URL(location) : location);
}
"""

ERRORS: Final = """\
/** What a compiled function raised: `name` is that of Python's class. */
class PythonError extends Error {
  get name() {
    return this.constructor.name;
  }
}

const errors = {
<classes>};
"""

COMPUTED: Final = """\
/** The computed message of an error, a text in the memory, which is freed. */
function computed(raw) {
  const view = new DataView(raw.memory.buffer);
  const message = textAt(view, view.getUint32(<message>, true));
  raw.$forget();
  return message;
}
"""

RENEWAL: Final = """\
/** What empties the heap of an instance that is new, when that has been in use. */
function renewal(raw) {
  const state = new Uint8Array(raw.memory.buffer).slice(<heap>, <end>);
  return () => {
    const view = new DataView(raw.memory.buffer);
    const memory = new Uint8Array(raw.memory.buffer);
    const table = view.getUint32(<table>, true);
    memory.fill(0, table, table + view.getUint32(<grains>, true));
    memory.set(state, <heap>);
  };
}
"""

MISCOUNT: Final = """\
function miscount(call, count) {
  return new TypeError(`${call} was called with ${count} argument${count === 1 ? '' : 's'}`);
}
"""

SHOW: Final = """\
function show(value) {
  if (typeof value === 'number' || value === null) return String(value);
  return typeof value === 'string' ? JSON.stringify(value) : `a value of type ${typeof value}`;
}
"""

INTEGER: Final = """\
/** A Number, BigInt or boolean that is an integer in range, never rounded or wrapped. */
function integer(value, name, low, high) {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'bigint' && !Number.isInteger(value)) {
    throw new TypeError(`${name} must be an integer, not ${show(value)}`);
  }
  if (value < low || value > high) {
    throw new RangeError(`${name} must be from ${low} to ${high}, not ${value}`);
  }
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(`${name} is ${value}, where Numbers have gaps: pass a BigInt`);
  }
  return value;
}
"""

INT64: Final = """\
function int64(value, name) {
  return BigInt(integer(value, name, -9223372036854775808n, 9223372036854775807n));
}
"""

UINT64: Final = """\
function uint64(value, name) {
  return BigInt(integer(value, name, 0n, 18446744073709551615n));
}
"""

BOOLEAN: Final = """\
function boolean(value, name) {
  if (typeof value === 'boolean') return value;
  throw new TypeError(`${name} must be true or false, not ${show(value)}`);
}
"""

FLOAT: Final = """\
function float(value, name) {
  if (typeof value === 'number') return value;
  throw new TypeError(`${name} must be a Number, not ${show(value)}`);
}
"""

FLOAT32: Final = """\
function float32(value, name) {
  float(value, name);
  if (Number.isFinite(value) && !Number.isFinite(Math.fround(value))) {
    throw new RangeError(`${name} must fit float32, not ${show(value)}`);
  }
  return value;
}
"""

COMPLEX: Final = """\
function complex(value, name) {
  const parts = typeof value === 'number' ? [value, 0] : value;
  const isPair = Array.isArray(parts) && parts.length === 2;
  if (isPair && parts.every((part) => typeof part === 'number')) {
    return parts;
  }
  throw new TypeError(`${name} must be [real, imaginary] or a Number, not ${show(value)}`);
}
"""

COMPACT: Final = """\
/** A BigInt as a Number, where that is exact. */
function compact(value) {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
"""

CALLED: Final = object_runtime.CALLED | {
    "int64": INT64,
    "uint64": UINT64,
    "integer": INTEGER,
    "boolean": BOOLEAN,
    "float32": FLOAT32,
    "float": FLOAT,
    "complex": COMPLEX,
    "compact": COMPACT,
    "miscount": MISCOUNT,
    "show": SHOW,
}
"""The pieces that are functions by their names, each before those that it calls."""

# What a method declares or takes from `bind`.
_OURS: Final = "raw failure plain big result trap"

_RESERVED: Final = """
    arguments await break case catch class const continue debugger default delete do else enum
    eval export extends false finally for function if implements import in instanceof interface
    let new null package private protected public return static super switch this throw true try
    typeof var void while with yield
"""

_GLOBALS: Final = "undefined NaN Infinity Number BigInt"

WORDS: Final = frozenset(f"{_OURS} {_RESERVED} {_GLOBALS}".split()) | CALLED.keys()
"""Names that a method's parameter cannot have."""

RESERVED: Final = frozenset(_RESERVED.split())
"""Words that no parameter can have, in TypeScript's declarations neither."""
