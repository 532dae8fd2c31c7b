"""JavaScript of numbers in the memory: as elements of containers, and in blocks of their own.

`object_runtime` says what a type is, and which piece calls which.
"""

from __future__ import annotations

from typing import Final

INT64_IN_MEMORY: Final = """\
/** Integers of 64 bits, `kind` Int or Uint: a Number where that is exact, else a BigInt. */
function wideNumber(memory, kind, check) {
  const low = kind === 'Int' ? Number.MIN_SAFE_INTEGER : 0;
  const get = (at) => {
    const { view } = memory;
    const number = view[`get${kind}32`](at + 4, true) * 4294967296 + view.getUint32(at, true);
    return Number.isSafeInteger(number) ? number : view[`getBig${kind}64`](at, true);
  };
  return {
    size: 8,
    array: globalThis[`Big${kind}64Array`],
    put(at, value, name) {
      if (Number.isSafeInteger(value) && value >= low) {
        memory.view.setUint32(at, value, true);
        memory.view.setUint32(at + 4, Math.floor(value / 4294967296), true);
      } else {
        memory.view[`setBig${kind}64`](at, check(value, name), true);
      }
    },
    /** How many could be written at once: those before the first that is no safe Number. */
    many(start, items) {
      const { length } = items;
      const words = new Int32Array(memory.view.buffer, start, 2 * length);
      let i = 0;
      for (; i < length; i += 1) {
        const value = items[i];
        if (!Number.isSafeInteger(value) || value < low) break;
        words[2 * i] = value;
        words[2 * i + 1] = Math.floor(value / 4294967296);
      }
      return words.length === 0 ? 0 : i; // reading an item may have made the memory grow
    },
    get,
    same: (at, value) => get(at) == value, // 1n and true are 1
    plain: (value) => (typeof value === 'number' ? value : compact(BigInt(value))),
  };
}
"""

SMALL_IN_MEMORY: Final = """\
/** Integers of up to 32 bits, `kind` such as Int8. */
function smallNumber(memory, kind, low, high) {
  const array = globalThis[`${kind}Array`];
  const get = (at) => memory.view[`get${kind}`](at, true);
  return {
    size: array.BYTES_PER_ELEMENT,
    array,
    put: (at, value, name) => (
      memory.view[`set${kind}`](at, Number(integer(value, name, low, high)), true)),
    get,
    same: (at, value) => get(at) === Number(value),
    plain: Number,
  };
}
"""

FLOAT_IN_MEMORY: Final = """\
function floatNumber(memory) {
  const get = (at) => memory.view.getFloat64(at, true);
  return {
    size: 8,
    array: Float64Array,
    put: (at, value, name) => memory.view.setFloat64(at, float(value, name), true),
    many(start, items) {
      const { length } = items;
      const to = new Float64Array(memory.view.buffer, start, length);
      let i = 0;
      for (; i < length; i += 1) {
        const value = items[i];
        if (typeof value !== 'number') break;
        to[i] = value;
      }
      return to.length === 0 ? 0 : i; // reading an item may have made the memory grow
    },
    get,
    same: (at, value) => Object.is(get(at), value),
  };
}
"""

FLOAT32_IN_MEMORY: Final = """\
function singleNumber(memory) {
  const get = (at) => memory.view.getFloat32(at, true);
  return {
    size: 4,
    array: Float32Array,
    put: (at, value, name) => memory.view.setFloat32(at, float32(value, name), true),
    get,
    same: (at, value) => Object.is(get(at), Math.fround(value)),
  };
}
"""

BOOL_IN_MEMORY: Final = """\
function truthValue(memory) {
  const get = (at) => memory.view.getUint8(at) !== 0;
  return {
    size: 1,
    put: (at, value, name) => memory.view.setUint8(at, boolean(value, name)),
    get,
    same: (at, value) => get(at) === value,
  };
}
"""

COMPLEX_IN_MEMORY: Final = """\
/** Complex numbers, of two floats each. */
function complexNumber(memory, part) {
  return {
    size: 2 * part.size,
    put(at, value, name) {
      complex(value, name).forEach((number, i) => part.put(at + i * part.size, number, name));
    },
    get: (at) => [part.get(at), part.get(at + part.size)],
    same: (at, value) => [value].flat().concat(0).slice(0, 2)
      .every((number, i) => part.same(at + i * part.size, number)),
  };
}
"""
