"""JavaScript of texts, ranges, and what may be None.

`object_runtime` says what a type is, and which piece calls which.
"""

from __future__ import annotations

from typing import Final

IS_PLAIN: Final = """\
function isPlain(value) {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
"""

OPTIONAL: Final = """\
/** A value or None, which is null. */
function optionalOf(memory, base) {
  const isNone = (value) => value === null || value === undefined;
  return referring(memory, {
    drop: base.drop,
    enter: (value, name, call) => (isNone(value) ? 0 : base.enter(value, name, call)),
    leave: (block, call) => (block === 0 ? null : base.leave(block, call)),
    same: (at, value, call) => (
      memory.reference(at) === 0 ? isNone(value) : !isNone(value) && base.same(at, value, call)),
  });
}
"""

BOX: Final = """\
/** A number in a block of its own, as one is that may be None. */
function boxOf(memory, number, bytes, drop) {
  return referring(memory, {
    drop,
    enter(value, name) {
      const at = memory.block(bytes, <tuple>);
      try {
        number.put(at, value, name);
      } catch (error) {
        drop(at);
        throw error;
      }
      return at;
    },
    leave: (block) => number.get(block),
    same: (at, value) => number.same(memory.reference(at), value),
  });
}
"""

TEXT: Final = """\
/** A string: characters of 1, 2 or 4 bytes, as the widest of them needs. */
function textOf(memory, drop) {
  return referring(memory, {
    drop,
    enter(value, name) {
      if (typeof value !== 'string') {
        throw new TypeError(`${name} must be a string, not ${show(value)}`);
      }
      let all = 0;
      for (let i = 0; i < value.length; i += 1) all |= value.charCodeAt(i);
      // Two surrogates are one character; one alone is a character as well.
      const codes = all < 0xd800 ? value : Array.from(value, (one) => one.codePointAt(0));
      const { length } = codes;
      const width = length < value.length ? 4 : all < 256 ? 1 : 2;
      const at = memory.block(8 + length * width, <string>);
      memory.view.setUint32(at, length, true);
      memory.view.setUint32(at + 4, width, true);
      const to = characters(memory.view, at);
      if (width === 4) {
        to.set(codes);
      } else {
        for (let i = 0; i < length; i += 1) to[i] = value.charCodeAt(i);
      }
      return at;
    },
    leave: (block) => textAt(memory.view, block),
    same: (at, value) => textAt(memory.view, memory.reference(at)) === value,
  });
}
"""

TEXT_AT: Final = """\
function textAt(view, at) {
  const codes = characters(view, at);
  const make = codes.BYTES_PER_ELEMENT === 4 ? String.fromCodePoint : String.fromCharCode;
  let text = '';
  for (let i = 0; i < codes.length; i += 4096) {
    text += make.apply(null, codes.subarray(i, i + 4096));
  }
  return text;
}
"""

CHARACTERS: Final = """\
/** The characters of a text in the memory. */
function characters(view, at) {
  const width = view.getUint8(at + 4);
  const kind = width === 1 ? Uint8Array : width === 2 ? Uint16Array : Uint32Array;
  return new kind(view.buffer, at + 8, view.getUint32(at, true));
}
"""

RANGE: Final = """\
/** A range: an object with start, stop and step. */
function rangeOf(memory, number, drop) {
  const fields = ['start', 'stop', 'step'];
  return referring(memory, {
    drop,
    enter(value, name) {
      if (!isPlain(value) || !('stop' in value)) {
        throw new TypeError(`${name} must be { start, stop, step }, not ${show(value)}`);
      }
      const given = { start: 0, step: 1, ...value };
      const at = memory.block(24, <raw>);
      try {
        fields.forEach((field, i) => number.put(at + 8 * i, given[field], `${name}.${field}`));
        if (BigInt(given.step) === 0n) throw new RangeError(`${name}.step must not be 0`);
      } catch (error) {
        drop(at);
        throw error;
      }
      return at;
    },
    leave: (block) => Object.freeze(Object.fromEntries(
      fields.map((field, i) => [field, number.get(block + 8 * i)]))),
    same: () => false,
  });
}
"""

PRINTED: Final = """\
/** Writes to the console what was printed. */
function printed(raw) {
  const view = new DataView(raw.memory.buffer);
  const at = view.getUint32(<output>, true);
  if (at === 0) return;
  const text = textAt(view, at);
  raw.$printed();
  console.log(text.replace(/\\n$/, ''));
}
"""
