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

from . import object_calls, object_containers, object_numbers, object_texts

# The pieces by what they define, each before those that it calls.
CALLED: Final = {
    "Call": object_calls.CALL,
    "listOf": object_containers.LIST,
    "mapOf": object_containers.MAP,
    "setOf": object_containers.SET,
    "optionalOf": object_texts.OPTIONAL,
    "boxOf": object_texts.BOX,
    "tupleOf": object_containers.TUPLE,
    "sequenceOf": object_containers.SEQUENCE,
    "rangeOf": object_texts.RANGE,
    "textOf": object_texts.TEXT,
    "complexNumber": object_numbers.COMPLEX_IN_MEMORY,
    "wideNumber": object_numbers.INT64_IN_MEMORY,
    "smallNumber": object_numbers.SMALL_IN_MEMORY,
    "floatNumber": object_numbers.FLOAT_IN_MEMORY,
    "singleNumber": object_numbers.FLOAT32_IN_MEMORY,
    "truthValue": object_numbers.BOOL_IN_MEMORY,
    "Memory": object_calls.MEMORY,
    "container": object_calls.CONTAINER,
    "referring": object_calls.REFERENCE,
    "writeElements": object_containers.FILL,
    "asRow": object_containers.AS_ROW,
    "updateRow": object_containers.UPDATE_ROW,
    "updateTyped": object_containers.UPDATE_TYPED,
    "readElements": object_containers.READ,
    "entriesOf": object_containers.ENTRIES,
    "isA": object_containers.IS_A,
    "isPlain": object_texts.IS_PLAIN,
    "plain": object_containers.PLAIN,
    "Step": object_calls.STEP,
    "textAt": object_texts.TEXT_AT,
    "characters": object_texts.CHARACTERS,
}
