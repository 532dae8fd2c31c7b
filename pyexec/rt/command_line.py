"""Reads the words of a program's command line, as `programs/arguments.py` has it.

    next_value(memory, line, table, rows)    # 0: `text` up to `end` is a value of argument 0
    next_value(memory, line, table, rows)    # DONE

The program converts each text that it is answered with, and asks again, until an answer is
below 0.  So the error that is told is the one in the word that comes first, as in Python.

The words are C strings.  The table, which never changes, has a row for each spelling that an
argument can be given by; the line keeps what is known so far:

    table   for each spelling   [start: u32][length: u32][kind: u32][argument: u32]
            then the spellings, each `start` bytes behind the table's begin
    line    [words: u64]        where the addresses of the words stand, 8 bytes each
            [count: u64]        how many there are
            [position: u64]     the next one to be looked at, then that of what is loose
            [loose: u64]        how many are given by position; they move to the front
            [closed: u64]       whether there was "--", behind which all are
            [row: u64]          the spelling that an answer is about,
            [text: u64]         the text that it is about,
            [end: u64]          and where that ends
            for each argument   [value: 16 bytes][given: u64]

Flags are dealt with here: the value of one is its first byte.  An argument that takes any
number of words by position gets those that the others leave.
"""

from __future__ import annotations

from ..scalars import int64, uint8, uint64
from .characters import MINUS, POINT, UNDERSCORE, character, digit, drop_spaces, skip_spaces, spells
from .primitives import (
    Address,
    Memory,
    address,
    read_u8,
    read_u32,
    read_u64,
    write_u8,
    write_u64,
)

# Answers that are no argument.
DONE, HELP, MISSING, UNRECOGNIZED, VALUE_EXPECTED, VALUE_REFUSED = -1, -2, -3, -4, -5, -6
READ_ON = -7  # between the functions here

# Kinds of spellings: what is given by position, an option, a flag, its negation, help.
PLACE, OPTION, SWITCH_ON, SWITCH_OFF, HELP_OPTION = 0, 1, 2, 3, 4
# Added to the kind of an argument that must be given, and of one that takes several values.
REQUIRED, REPEATED = 8, 16

WORDS, COUNT, POSITION, LOOSE, CLOSED, ROW, TEXT, END, VALUES = 0, 8, 16, 24, 32, 40, 48, 56, 64
SIZE_OF_VALUE, GIVEN = 24, 16
SIZE_OF_ROW, LENGTH, KIND, ARGUMENT = 16, 4, 8, 12

EQUALS = 61


def next_value(memory: Memory, line: Address, table: Address, rows: int64) -> int64:
    """The argument that the next text is for, or DONE, or what else the words ask for.

    Returns:
        The argument's number: its text is to be converted and written to its value.
        DONE when all are; HELP; MISSING, and `next_missing` tells which; UNRECOGNIZED, of
        the text; VALUE_EXPECTED and VALUE_REFUSED, of the option in the row.
    """
    answer: int64 = READ_ON
    while answer == READ_ON and read_u64(memory, line + POSITION) < read_u64(memory, line + COUNT):
        answer = next_word(memory, line, table, rows)
    if answer != READ_ON:
        return answer
    place = read_u64(memory, line + POSITION) - read_u64(memory, line + COUNT)
    if place == 0:
        answer = check_loose(memory, line, table, rows)
    if answer != READ_ON:
        return answer
    row = place_row(memory, line, table, rows, place)
    if row == rows:
        return DONE
    write_u64(memory, line + POSITION, read_u64(memory, line + POSITION) + 1)
    set_text(memory, line, word_at(memory, line, place))
    return found(memory, line, table, row)


def next_missing(memory: Memory, line: Address, table: Address, rows: int64, row: int64) -> int64:
    """The first row, from one on, of an argument that is missing; `rows` if there is none."""
    while row < rows:
        required = kind_of(memory, table, row) & REQUIRED != 0
        if required and not is_given(memory, line, argument_of(memory, table, row)):
            return row
        row += 1
    return rows


def next_word(memory: Memory, line: Address, table: Address, rows: int64) -> int64:
    """Look at one word: an option, or something loose that is put aside."""
    word = take_word(memory, line)
    end = set_text(memory, line, word)
    if read_u64(memory, line + CLOSED) != 0 or not looks_like_option(memory, word):
        loose = read_u64(memory, line + LOOSE)
        write_u64(memory, address(read_u64(memory, line + WORDS) + 8 * loose), uint64(word))
        write_u64(memory, line + LOOSE, loose + 1)
        return READ_ON
    if end - word == 2 and character(memory, word + 1, end) == MINUS:
        write_u64(memory, line + CLOSED, 1)
        return READ_ON
    stop = word
    while stop < end and character(memory, stop, end) != EQUALS:
        stop += 1
    row = row_of_option(memory, table, rows, word, stop)
    if row == rows:
        return UNRECOGNIZED
    write_u64(memory, line + ROW, uint64(row))
    return read_option(memory, line, table, row, stop)


def read_option(memory: Memory, line: Address, table: Address, row: int64, stop: Address) -> int64:
    """Look at an option whose name ends at `stop`, at the word's end or at its "="."""
    kind = kind_of(memory, table, row) & (REQUIRED - 1)
    attached = stop < address(read_u64(memory, line + END))
    if kind == HELP_OPTION:
        return UNRECOGNIZED if attached else HELP
    if kind != OPTION:
        if attached:
            return VALUE_REFUSED
        value = value_of(line, found(memory, line, table, row))
        write_u8(memory, value, uint8(kind == SWITCH_ON))
        return READ_ON
    if attached:
        write_u64(memory, line + TEXT, uint64(stop + 1))
    else:
        position = read_u64(memory, line + POSITION)
        if position == read_u64(memory, line + COUNT):
            return VALUE_EXPECTED
        if looks_like_option(memory, word_at(memory, line, position)):
            return VALUE_EXPECTED
        set_text(memory, line, take_word(memory, line))
    return found(memory, line, table, row)


def check_loose(memory: Memory, line: Address, table: Address, rows: int64) -> int64:
    """Give what is loose to the arguments that are given by position."""
    loose = read_u64(memory, line + LOOSE)
    place: uint64 = 0
    row: int64 = 0
    repeated = False
    while row < rows:
        kind = kind_of(memory, table, row)
        if kind & (REQUIRED - 1) == PLACE:
            if kind & REPEATED != 0:
                repeated = True
            elif place < loose:
                found(memory, line, table, row)
                place += 1
        row += 1
    if next_missing(memory, line, table, rows, 0) < rows:
        return MISSING
    if place < loose and not repeated:
        set_text(memory, line, word_at(memory, line, place))
        return UNRECOGNIZED
    return READ_ON


def take_word(memory: Memory, line: Address) -> Address:
    """The next word, which has been looked at then."""
    position = read_u64(memory, line + POSITION)
    write_u64(memory, line + POSITION, position + 1)
    return word_at(memory, line, position)


def word_at(memory: Memory, line: Address, position: uint64) -> Address:
    return address(read_u64(memory, address(read_u64(memory, line + WORDS) + 8 * position)))


def set_text(memory: Memory, line: Address, word: Address) -> Address:
    """Let the answer be about a word; where that ends."""
    end = word
    while read_u8(memory, end) != 0:
        end += 1
    write_u64(memory, line + TEXT, uint64(word))
    write_u64(memory, line + END, uint64(end))
    return end


def looks_like_option(memory: Memory, word: Address) -> bool:
    """A hyphen alone is a value, and so is what begins as a negative number does."""
    second = read_u8(memory, word + 1) if read_u8(memory, word) == MINUS else uint8(0)
    if second == 0 or second == POINT or digit(memory, word + 1, word + 2) < 10:
        return False
    # Letters of "inf" and "nan", which a word that ends before its third lacks.
    return not (
        spells(memory, word + 1, word + 4, 0x666E69) or spells(memory, word + 1, word + 4, 0x6E616E)
    )


def row_of_option(
    memory: Memory, table: Address, rows: int64, word: Address, stop: Address
) -> int64:
    """The row of an option or flag that a word up to `stop` names; `rows` if there is none."""
    row: int64 = 0
    while row < rows:
        place = table + address(row * SIZE_OF_ROW)
        spelling = table + address(read_u32(memory, place))
        end = spelling + address(read_u32(memory, place + LENGTH))
        if kind_of(memory, table, row) & (REQUIRED - 1) != PLACE:
            if stop - word == end - spelling and names(memory, word, stop, spelling):
                return row
        row += 1
    return rows


def names(memory: Memory, word: Address, stop: Address, spelling: Address) -> bool:
    """Whether a word is a spelling of its length; "_" stands for "-" behind two characters."""
    at = word
    while at < stop:
        written = read_u8(memory, at)
        if written == UNDERSCORE and at - word >= 2:
            written = MINUS
        if written != read_u8(memory, spelling):
            return False
        at += 1
        spelling += 1
    return True


def place_row(memory: Memory, line: Address, table: Address, rows: int64, place: uint64) -> int64:
    """The row of the argument that a loose word is for; `rows` behind the last of them."""
    surplus = read_u64(memory, line + LOOSE)
    row: int64 = 0
    while row < rows:
        if kind_of(memory, table, row) == PLACE + REQUIRED:
            surplus -= 1
        row += 1
    row = 0
    while row < rows:
        kind = kind_of(memory, table, row)
        if kind & (REQUIRED - 1) == PLACE:
            room: uint64 = 1 if kind & REPEATED == 0 else surplus
            if place < room:
                return row
            place -= room
        row += 1
    return rows


def found(memory: Memory, line: Address, table: Address, row: int64) -> int64:
    """Note that an argument is given, by the spelling of a row; the argument's number."""
    argument = argument_of(memory, table, row)
    write_u64(memory, line + ROW, uint64(row))
    write_u64(memory, value_of(line, argument) + GIVEN, 1)
    return argument


def is_given(memory: Memory, line: Address, argument: int64) -> bool:
    return read_u64(memory, value_of(line, argument) + GIVEN) != 0


def value_of(line: Address, argument: int64) -> Address:
    return line + VALUES + address(argument * SIZE_OF_VALUE)


def kind_of(memory: Memory, table: Address, row: int64) -> int64:
    return int64(read_u32(memory, table + address(row * SIZE_OF_ROW) + KIND))


def argument_of(memory: Memory, table: Address, row: int64) -> int64:
    return int64(read_u32(memory, table + address(row * SIZE_OF_ROW) + ARGUMENT))


def read_truth(memory: Memory, start: Address, end: Address, place: Address) -> bool:
    """Read a text that says yes or no, and write a byte to `place`; False if it says neither."""
    start = skip_spaces(memory, start, end)
    end = drop_spaces(memory, start, end)
    value: uint8 = 0
    known = False
    length = end - start
    if length == 1:
        value = uint8(character(memory, start, end) == 49)
        known = digit(memory, start, end) < 2
    elif length == 2:
        value = uint8(spells(memory, start, end, 0x6E6F))  # "on", its first letter lowest
        known = value != 0 or spells(memory, start, end, 0x6F6E)  # "no"
    elif length == 3:
        value = uint8(spells(memory, start, end, 0x736579))  # "yes"
        known = value != 0 or spells(memory, start, end, 0x66666F)  # "off"
    elif length == 4:
        value = uint8(spells(memory, start, end, 0x65757274))  # "true"
        known = value != 0
    else:
        known = length == 5 and spells(memory, start, end, 0x65736C6166)  # "false"
    write_u8(memory, place, value)
    return known
