"""JavaScript of lists, tuples, dicts and sets: how each is made, read and filled anew.

`object_runtime` says what a type is, and which piece calls which.
"""

from __future__ import annotations

from typing import Final

LIST: Final = """\
/** A list: an array, or a typed array whose numbers fit. */
function listOf(memory, element, drop) {
  /** A block of so many elements, which does not look for others of the same array. */
  function list(items, step, call) {
    const { length } = items;
    const at = memory.block(<list bytes>, <list>);
    const view = memory.view;
    view.setBigUint64(at, 0n, true);
    memory.refer(at + <elements>, 0);
    memory.refer(at + <element size>, element.size);
    if (length === 0) return at;
    try {
      const start = memory.block(length * element.size, <storage>);
      memory.view.setUint32(at + 4, length, true);
      memory.refer(at + <elements>, start);
      writeElements(memory, element, start, items, at, step, call);
    } catch (error) {
      drop(at);
      throw error;
    }
    return at;
  }
  const elements = (at) => [memory.reference(at + <elements>), memory.reference(at)];
  const type = container(memory, drop, {
    make: (value, name, call) => list(asRow(value, name, 'an array'), new Step(name), call),
    read: (at, call) => readElements(memory, element, ...elements(at), call),
    update: (array, at, call) => updateRow(memory, element, ...elements(at), array, call),
  });
  return Object.assign(type, { list, element });
}
"""

SEQUENCE: Final = """\
/** A tuple of any length: an array, given as a frozen one. */
function sequenceOf(memory, element, drop) {
  return container(memory, drop, {
    make(value, name, call) {
      const items = asRow(value, name, 'an array');
      const at = memory.block(<items> + items.length * element.size, <array>);
      memory.refer(at, 0);
      try {
        writeElements(memory, element, at + <items>, items, at, new Step(name), call);
      } catch (error) {
        drop(at);
        throw error;
      }
      return at;
    },
    read: (at, call) => (
      Object.freeze(readElements(memory, element, at + <items>, memory.reference(at), call))),
  });
}
"""

TUPLE: Final = """\
/** A tuple of values at their places: an array, given as a frozen one. */
function tupleOf(memory, bytes, parts, drop) {
  return container(memory, drop, {
    make(value, name, call) {
      const items = asRow(value, name, `an array of ${parts.length}`);
      if (items.length !== parts.length) {
        throw new TypeError(`${name} must be an array of ${parts.length}, not of ${items.length}`);
      }
      const at = memory.block(bytes, <tuple>);
      new Uint8Array(memory.view.buffer, at, bytes).fill(0);
      const step = new Step(name);
      try {
        for (const [place, part] of parts) {
          part.put(at + place, items[step.key], step, call);
          step.key += 1;
        }
      } catch (error) {
        drop(at);
        throw error;
      }
      return at;
    },
    read: (at, call) => Object.freeze(parts.map(([place, part]) => part.get(at + place, call))),
  });
}
"""

FILL: Final = """\
/** Writes elements side by side, and how many they are to the block that has them. */
function writeElements(memory, element, start, items, block, step, call) {
  const { length } = items;
  step.key = 0;
  try {
    if (element.array && items instanceof element.array) {
      new element.array(memory.view.buffer, start, length).set(items);
      step.key = length;
    } else if (element.many) {
      step.key = element.many(start, items);
    }
    for (; step.key < length; step.key += 1) {
      element.put(start + step.key * element.size, items[step.key], step, call);
    }
  } finally {
    memory.view.setUint32(block, step.key, true);
  }
}
"""

READ: Final = """\
/** An array of the values that stand side by side. */
function readElements(memory, element, start, length, call) {
  const found = [];
  for (let i = 0; i < length; i += 1) found.push(element.get(start + i * element.size, call));
  return found;
}
"""

AS_ROW: Final = """\
function asRow(value, name, kind) {
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value)) return value;
  throw new TypeError(`${name} must be ${kind}, not ${show(value)}`);
}
"""

UPDATE_ROW: Final = """\
/** Lets an array hold what stands in the memory, as far as that differs. */
function updateRow(memory, element, start, length, array, call) {
  if (!Array.isArray(array)) {
    updateTyped(memory, element, start, length, array);
    return;
  }
  const before = Math.min(array.length, length);
  if (array.length > length) array.length = length;
  for (let i = 0, at = start; i < length; i += 1, at += element.size) {
    if (i >= before || !element.same(at, array[i], call)) array[i] = element.get(at, call);
  }
}
"""

UPDATE_TYPED: Final = """\
/** The same of a typed array, whose kind may be another than that of the numbers. */
function updateTyped(memory, element, start, length, array) {
  const kind = array.constructor.name;
  if (array.length !== length) {
    throw new TypeError(`a ${kind} cannot get another length: pass an Array`);
  }
  if (element.array && array instanceof element.array) {
    array.set(new element.array(memory.view.buffer, start, length));
    return;
  }
  for (let i = 0, at = start; i < length; i += 1, at += element.size) {
    if (!element.same(at, array[i])) {
      const value = element.get(at);
      array[i] = typeof array[i] === 'bigint' ? BigInt(value) : value;
      // A float is rounded to those of a Float32Array; other numbers fit or do not.
      if (!(array instanceof Float32Array) && !element.same(at, array[i])) {
        throw new RangeError(`a ${kind} cannot hold ${value}: pass an Array`);
      }
    }
  }
}
"""

MAP: Final = """\
/** A dict: a Map, or a plain object where the keys are texts. */
function mapOf(memory, keys, values, stride, place, drop, make, isNamed) {
  const { element: key } = keys;
  const { element: value } = values;
  return container(memory, drop, {
    make(given, name, call) {
      const map = isNamed && isPlain(given) ? new Map(Object.entries(given)) : given;
      if (!isA(map, 'Map')) {
        const kind = isNamed ? 'a Map or a plain object' : 'a Map';
        throw new TypeError(`${name} must be ${kind}, not ${show(given)}`);
      }
      const found = [...map.keys()];
      const lists = [];
      try {
        const inKeys = new Step(name, (i) => `.keys()[${i}]`);
        lists.push(keys.list(found, inKeys, call));
        const inValues = new Step(name, (i) => `.get(${show(found[i])})`);
        lists.push(values.list([...map.values()], inValues, call));
        return memory.made(make, ...lists);
      } finally {
        lists.forEach((list, i) => [keys, values][i].drop(list));
      }
    },
    read: (at, call) => new Map(entriesOf(memory, at, stride)
      .map((row) => [key.get(row, call), value.get(row + place, call)])),
    update(object, at, call) {
      const isMap = isA(object, 'Map');
      const old = isMap ? [...object] : Object.entries(object);
      const rows = entriesOf(memory, at, stride);
      const isSame = (row, entry) => (
        key.same(row, entry[0], call) && value.same(row + place, entry[1], call));
      if (rows.length === old.length && rows.every((row, i) => isSame(row, old[i]))) return;
      const before = new Map(old.map((entry) => [plain(key, entry[0]), entry]));
      const found = rows.map((row) => {
        const made = key.get(row, call);
        const entry = before.get(made) ?? [made];
        const isKept = entry.length === 2 && value.same(row + place, entry[1], call);
        return [entry[0], isKept ? entry[1] : value.get(row + place, call)];
      });
      if (isMap) {
        object.clear();
        found.forEach((entry) => object.set(...entry));
        return;
      }
      Object.keys(object).forEach((name) => delete object[name]);
      Object.defineProperties(object, Object.fromEntries(found.map(([name, value]) => (
        [name, { value, writable: true, enumerable: true, configurable: true }]))));
    },
  });
}
"""

SET: Final = """\
/** A set or frozenset: a Set. */
function setOf(memory, elements, stride, drop, make, isFrozen) {
  const { element } = elements;
  return container(memory, drop, {
    make(value, name, call) {
      if (!isA(value, 'Set')) throw new TypeError(`${name} must be a Set, not ${show(value)}`);
      const list = elements.list([...value], new Step(name, (i) => `.values()[${i}]`), call);
      try {
        return memory.made(make, list);
      } finally {
        elements.drop(list);
      }
    },
    read: (at, call) => new Set(entriesOf(memory, at, stride).map((row) => element.get(row, call))),
    update: isFrozen ? undefined : (object, at, call) => {
      const before = new Map([...object].map((value) => [plain(element, value), value]));
      const found = entriesOf(memory, at, stride).map((row) => element.get(row, call));
      if (found.length === object.size && found.every((value) => before.has(value))) return;
      object.clear();
      found.forEach((value) => object.add(before.has(value) ? before.get(value) : value));
    },
  });
}
"""

ENTRIES: Final = """\
/** The places of a table's entries, in the order in which they were added. */
function entriesOf(memory, table, stride) {
  const { view } = memory;
  const start = view.getUint32(table + <entries>, true);
  const gone = start + view.getUint32(table + <capacity>, true) * stride + 4; // a bit for each
  const filled = view.getUint32(table + <filled>, true);
  const found = [];
  for (let i = 0; i < filled; i += 1) {
    if (!((view.getUint8(gone + (i >> 3)) >> (i & 7)) & 1)) found.push(start + i * stride);
  }
  return found;
}
"""

PLAIN: Final = """\
/** A key as it is given out: the Number that a BigInt or boolean stands for. */
function plain(type, key) {
  return type.plain ? type.plain(key) : key;
}
"""

IS_A: Final = """\
/** Whether a value is a Map or Set, of this page or of another. */
function isA(value, kind) {
  return Object.prototype.toString.call(value) === `[object ${kind}]`;
}
"""
