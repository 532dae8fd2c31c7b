"""JavaScript of what all objects have in common: the memory, a call, how references stand.

`object_runtime` says what a type is, and which piece calls which.
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
