"""Texts of one character whose code is enough are numbers; those needed as texts are not."""

# stage: characters


def without_commas(text: str) -> str:
    kept: str = ""
    for c in text:
        if c != ",":
            kept += c
    return kept
# ir: func without_commas(text: uint64) -> uint64
# ir:   slot kept: uint64
# ir:   slot over.1: uint64
# ir:   slot index.2: int64
# ir:   slot c: uint32
# ir:   slot result: uint64
# ir: b0:
# ir:   kept = 0:uint64
# ir:   over.1 = 0:uint64
# ir:   %0: uint64 = static heap, b'\x00\x00\x00@\x02\x00\x08\x00\x00\x00\x00\x00\x01\x00\x00\x00'
# ir:   %1: uint64 = %0
# ir:   call counting.retain(heap, %1)
# ir:   %2: uint64 = kept
# ir:   kept = %1
# ir:   call counting.release_any[str](heap, %2)
# ir:   %3: uint64 = text
# ir:   call counting.retain(heap, %3)
# ir:   %4: uint64 = over.1
# ir:   over.1 = %3
# ir:   call counting.release_any[str](heap, %4)
# ir:   index.2 = 0
# ir:   jump b1
# ir: b1: on error b11
# ir:   %6: int64 = call objects.strings.length(over.1)
# ir:   %7: bool = ge index.2, %6
# ir:   branch %7, b2, b3
# ir: b2:
# ir:   jump b8
# ir: b3:
# ir:   jump b4
# ir: b4: on error b11
# ir:   %8: uint32 = call objects.strings.unchecked_code(over.1, index.2)
# ir:   c = %8
# ir:   %9: int64 = add index.2, 1
# ir:   index.2 = %9
# ir:   %10: bool = eq c, 44:uint32
# ir:   branch %10, b6, b5
# ir: b5: on error b11
# ir:   %11: uint64 = call objects.strings.append_code(kept, c)
# ir:   %12: uint64 = kept
# ir:   kept = %11
# ir:   call counting.release_any[str](heap, %12)
# ir:   jump b7
# ir: b6:
# ir:   jump b7
# ir: b7:
# ir:   jump b1
# ir: b8:
# ir:   jump b9
# ir: b9:
# ir:   %13: uint64 = over.1
# ir:   over.1 = 0:uint64
# ir:   call counting.release_any[str](heap, %13)
# ir:   %14: uint64 = kept
# ir:   kept = 0:uint64
# ir:   result = %14
# ir:   jump b10
# ir: b10:
# ir:   call counting.release_any[str](heap, kept)
# ir:   call counting.release_any[str](heap, over.1)
# ir:   return result
# ir: b11:
# ir:   %5: int32 = catch
# ir:   call counting.drop[str](heap, kept)
# ir:   call counting.drop[str](heap, over.1)
# ir:   reraise %5


def needed_as_texts(text: str) -> list[str]:
    found: list[str] = []
    for c in text:
        if c != ",":
            found.append(c)
    return found
# ir: func needed_as_texts(text: uint64) -> uint64
# ir:   slot found: uint64
# ir:   slot over.1: uint64
# ir:   slot index.2: int64
# ir:   slot c: uint64
# ir:   slot result: uint64
# ir: b0: on error b11
# ir:   found = 0:uint64
# ir:   over.1 = 0:uint64
# ir:   c = 0:uint64
# ir:   %1: uint64 = call objects.lists.with_room[str](0)
# ir:   %2: uint64 = found
# ir:   found = %1
# ir:   call counting.release_any[list[str]](heap, %2)
# ir:   %3: uint64 = text
# ir:   call counting.retain(heap, %3)
# ir:   %4: uint64 = over.1
# ir:   over.1 = %3
# ir:   call counting.release_any[str](heap, %4)
# ir:   index.2 = 0
# ir:   jump b1
# ir: b1: on error b11
# ir:   %5: int64 = call objects.strings.length(over.1)
# ir:   %6: bool = ge index.2, %5
# ir:   branch %6, b2, b3
# ir: b2:
# ir:   jump b8
# ir: b3:
# ir:   jump b4
# ir: b4: on error b11
# ir:   %7: uint64 = call objects.strings.renewed(c, over.1, index.2)
# ir:   %8: uint64 = c
# ir:   c = %7
# ir:   call counting.release_any[str](heap, %8)
# ir:   %9: int64 = add index.2, 1
# ir:   index.2 = %9
# ir:   %10: bool = call objects.strings.has_only(c, 44:uint32)
# ir:   branch %10, b6, b5
# ir: b5: on error b11
# ir:   call objects.lists.append[str](found, c)
# ir:   jump b7
# ir: b6:
# ir:   jump b7
# ir: b7:
# ir:   jump b1
# ir: b8:
# ir:   jump b9
# ir: b9:
# ir:   %11: uint64 = over.1
# ir:   over.1 = 0:uint64
# ir:   call counting.release_any[str](heap, %11)
# ir:   %12: uint64 = found
# ir:   found = 0:uint64
# ir:   result = %12
# ir:   jump b10
# ir: b10:
# ir:   call counting.release_any[list[str]](heap, found)
# ir:   call counting.release_any[str](heap, over.1)
# ir:   call counting.release_any[str](heap, c)
# ir:   return result
# ir: b11:
# ir:   %0: int32 = catch
# ir:   call counting.drop[list[str]](heap, found)
# ir:   call counting.drop[str](heap, over.1)
# ir:   call counting.drop[str](heap, c)
# ir:   reraise %0


def is_vowel(text: str, i: int) -> bool:
    return text[i] in "aeiou"
# ir: func is_vowel(text: uint64, i: int64) -> bool
# ir: b0:
# ir:   %0: uint32 = call objects.strings.code(text, i)
# ir:   %1: uint64 = static heap, b'\x00\x00\x00@\x02\x00\r\x00\x05\x00\x00\x00\x01\x00\x00\x00aeiou'
# ir:   %2: bool = eq %0, 97:uint32
# ir:   %3: bool = eq %0, 101:uint32
# ir:   %4: bool = or %2, %3
# ir:   %5: bool = eq %0, 105:uint32
# ir:   %6: bool = or %4, %5
# ir:   %7: bool = eq %0, 111:uint32
# ir:   %8: bool = or %6, %7
# ir:   %9: bool = eq %0, 117:uint32
# ir:   %10: bool = or %8, %9
# ir:   return %10
