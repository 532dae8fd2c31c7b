"""The parts of the emitted JavaScript that convert objects, each put in where it is called.

A type is an object with these, as far as it needs them:

    size                             bytes of a value in a container
    array, many(start, items)        of numbers: the typed array that is copied as it is; writes
                                     the first of some numbers, and tells how many
    put(at, value, name, call)       writes a value to an address
    get(at, call)                    reads it
    same(at, value, call)            whether what stands there is what a value became
    enter(value, name, call)         a block for a value, with a reference for the caller
    leave(block, call)               the value of a block
    drop(block)                      gives up a reference
    update(object, block, call)      lets an object hold what its block holds

`name` says in errors where a value stands: a text, or a Step.  The numbers in angle brackets
are filled in by `converters`, from what `rt/` draws.
"""

from __future__ import annotations

from typing import Final

MEMORY: Final = """\
/** The memory of an instance, and blocks in it. */
class Memory {
  constructor(raw, failure) {
    this.raw = raw;
    this.failure = failure;
    this.renewals = 0; // how often the heap has begun anew
    this.look();
  }

  /** A memory that has grown is another buffer. */
  look() {
    const { buffer } = this.raw.memory;
    if (this.view?.buffer !== buffer) this.view = new DataView(buffer);
  }

  /** A block with one reference. */
  block(size, kind) {
    const at = size < 4294967296 ? this.raw.$block(size, kind) >>> 0 : 0;
    if (at === 0) throw new errors.MemoryError();
    this.look();
    return at;
  }

  /** What a function of the module makes of some lists. */
  made(make, ...lists) {
    try {
      return make(...lists) >>> 0;
    } catch (trap) {
      throw this.failure(trap);
    } finally {
      this.look();
    }
  }

  references(block) {
    return this.view.getInt32(block - 8, true);
  }

  hold(block) {
    this.view.setInt32(block - 8, this.references(block) + 1, true);
  }

  reference(at) {
    return this.view.getUint32(at, true);
  }

  refer(at, block) {
    this.view.setUint32(at, block, true);
    this.view.setUint32(at + 4, 0, true);
  }
}
"""

CALL: Final = """\
/** The objects of one call, and the blocks that stand for them. */
class Call {
  constructor(memory, keeps) {
    this.memory = memory;
    this.keeps = keeps; // whether it can be seen which objects came in
    this.changes = false; // whether what comes in now may be changed
    this.known = new Map(); // what came in, with its block
    this.objects = new Map(); // by their blocks
    this.owned = []; // references to be given up
    this.renewals = memory.renewals;
    memory.look();
  }

  get lost() {
    return this.renewals !== this.memory.renewals;
  }

  take(type, value, name, changes) {
    this.changes = changes;
    const block = this.own(type, type.enter(value, name, this));
    if (this.lost) throw new Error(`${name}: reading it has made the module begin anew`);
    return block;
  }

  own(type, block) {
    if (block !== 0) this.owned.push([type, block]);
    return block;
  }

  /** Keeps an object's block, so that it is found again. */
  note(type, object, block) {
    this.known.set(object, { type, object, block, changes: this.changes });
    this.objects.set(block, object);
    this.memory.hold(block);
    this.own(type, block);
  }

  /** Calls a function; what it changes is changed for the caller, also where it raises. */
  run(body) {
    try {
      return body();
    } catch (trap) {
      throw this.memory.failure(trap);
    } finally {
      this.update();
    }
  }

  update() {
    if (this.lost) return;
    this.memory.look();
    for (const { type, object, block, changes } of this.known.values()) {
      if (changes && type.update) type.update(object, block, this);
    }
  }

  /** The result: in two places, a block is one object. */
  give(type, block) {
    return type.leave(this.own(type, block >>> 0), this);
  }

  close() {
    if (this.lost) return;
    for (const [type, block] of this.owned.reverse()) type.drop(block);
  }
}
"""

STEP: Final = """\
/** A place in an argument, as errors name it. */
class Step {
  constructor(outer, form = (key) => `[${key}]`) {
    this.outer = outer;
    this.form = form;
    this.key = 0;
  }

  toString() {
    return `${this.outer}${this.form(this.key)}`;
  }
}
"""

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

CONTAINER: Final = """\
/** What all containers have in common.  One that can change is one block, wherever it stands. */
function container(memory, drop, { make, read, update }) {
  const type = referring(memory, {
    drop,
    update,
    enter(value, name, call) {
      const known = update && call.known.get(value);
      if (known?.type === type) {
        memory.hold(known.block);
        return known.block;
      }
      const block = make(value, name, call);
      if (update || call.keeps) call.note(type, value, block);
      return block;
    },
    leave(block, call) {
      const isShared = memory.references(block) !== 1;
      const known = isShared ? call.objects.get(block) : undefined;
      if (known !== undefined) return known;
      const made = read(block, call);
      if (isShared) call.objects.set(block, made);
      return made;
    },
    same: (at, value, call) => call.objects.get(memory.reference(at)) === value,
  });
  return type;
}
"""

REFERENCE: Final = """\
/** A type whose values are blocks: how references to them stand in the memory. */
function referring(memory, type) {
  return Object.assign(type, {
    size: 8,
    put: (at, value, name, call) => memory.refer(at, type.enter(value, name, call)),
    get: (at, call) => type.leave(memory.reference(at), call),
  });
}
"""

# Numbers in the memory

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

CALLED: Final = {
    "Call": CALL,
    "listOf": LIST,
    "mapOf": MAP,
    "setOf": SET,
    "optionalOf": OPTIONAL,
    "boxOf": BOX,
    "tupleOf": TUPLE,
    "sequenceOf": SEQUENCE,
    "rangeOf": RANGE,
    "textOf": TEXT,
    "complexNumber": COMPLEX_IN_MEMORY,
    "wideNumber": INT64_IN_MEMORY,
    "smallNumber": SMALL_IN_MEMORY,
    "floatNumber": FLOAT_IN_MEMORY,
    "singleNumber": FLOAT32_IN_MEMORY,
    "truthValue": BOOL_IN_MEMORY,
    "Memory": MEMORY,
    "container": CONTAINER,
    "referring": REFERENCE,
    "writeElements": FILL,
    "asRow": AS_ROW,
    "updateRow": UPDATE_ROW,
    "updateTyped": UPDATE_TYPED,
    "readElements": READ,
    "entriesOf": ENTRIES,
    "isA": IS_A,
    "isPlain": IS_PLAIN,
    "plain": PLAIN,
    "Step": STEP,
    "textAt": TEXT_AT,
    "characters": CHARACTERS,
}
"""The pieces by what they define, each before those that it calls."""
