"""Run-length codes: of text, of bits in rows, and packed with literal runs."""

MARK = "~"


def runs(text: str) -> list[tuple[str, int]]:
    """Return the characters and how often each is repeated.

    >>> runs("aaab")
    [('a', 3), ('b', 1)]
    """
    found: list[tuple[str, int]] = []
    for char in text:
        if found and found[-1][0] == char:
            found[-1] = (char, found[-1][1] + 1)
        else:
            found.append((char, 1))
    return found


def encode(text: str) -> str:
    """Write numbers before characters that are repeated.

    >>> encode("WWWWBWW")
    '4WB2W'
    """
    if any(char.isdigit() for char in text):
        raise ValueError("digits cannot be encoded")
    return "".join(f"{n}{char}" if n > 1 else char for char, n in runs(text))


def decode(code: str) -> str:
    """Undo the encoding.

    >>> decode("4WB2W")
    'WWWWBWW'
    """
    result = ""
    number = ""
    for char in code:
        if char.isdigit():
            number += char
        else:
            result += char * (int(number) if number else 1)
            number = ""
    if number:
        raise ValueError(f"the code ends with the number {number}")
    return result


def encode_marked(text: str) -> str:
    """Encode runs of four and more alone, with a mark; any text will do.

    >>> encode_marked("aaaaa111b")
    '~5a111b'
    >>> encode_marked("~")
    '~1~'
    """
    parts = []
    for char, n in runs(text):
        while n > 0:
            piece = min(n, 9)
            if piece > 3 or char == MARK:
                parts.append(MARK + str(piece) + char)
            else:
                parts.append(char * piece)
            n -= piece
    return "".join(parts)


def decode_marked(code: str) -> str:
    """Undo the marked encoding.

    >>> decode_marked("~5a111b")
    'aaaaa111b'
    """
    parts: list[str] = []
    position = 0
    while position < len(code):
        if code[position] != MARK:
            parts.append(code[position])
            position += 1
            continue
        if position + 2 >= len(code):
            raise ValueError(f"a mark at {position} lacks its run")
        parts.append(int(code[position + 1]) * code[position + 2])
        position += 3
    return "".join(parts)


def encode_rows(rows: list[list[int]]) -> list[list[int]]:
    """Encode rows of bits as lengths of runs, which begin with zeros.

    >>> encode_rows([[0, 0, 1], [1, 1, 0]])
    [[2, 1], [0, 2, 1]]
    """
    encoded = []
    for row in rows:
        lengths = [0]
        current = 0
        for bit in row:
            if bit != current:
                lengths.append(0)
                current = bit
            lengths[-1] += 1
        encoded.append(lengths)
    return encoded


def decode_rows(encoded: list[list[int]]) -> list[list[int]]:
    """Undo the encoding of rows.

    >>> decode_rows([[2, 1], [0, 2, 1]])
    [[0, 0, 1], [1, 1, 0]]
    """
    return [[i % 2 for i, n in enumerate(lengths) for _ in range(n)] for lengths in encoded]


def pack(values: list[int]) -> list[int]:
    """Pack bytes: -n before one that stands n times, n before n that differ.

    >>> pack([7, 7, 7, 1, 2])
    [-3, 7, 2, 1, 2]
    """
    packed: list[int] = []
    literal: list[int] = []
    i = 0
    while i < len(values):
        j = i
        while j < len(values) and values[j] == values[i] and j - i < 128:
            j += 1
        if j - i >= 3:
            if literal:
                packed += [len(literal), *literal]
                literal = []
            packed.extend((i - j, values[i]))
        else:
            literal.extend(values[i:j])
        i = j
    if literal:
        packed += [len(literal), *literal]
    return packed


def unpack(packed: list[int]) -> list[int]:
    """Undo the packing.

    >>> unpack([-3, 7, 2, 1, 2])
    [7, 7, 7, 1, 2]
    """
    values: list[int] = []
    i = 0
    while i < len(packed):
        head, *rest = packed[i : i + 2]
        if head < 0:
            values += rest * -head
            i += 2
        else:
            values += packed[i + 1 : i + 1 + head]
            i += 1 + head
    return values


def main() -> None:
    """Encode and decode all sorts of things."""
    for text in ["WWWWWWWWWWWWBWWWWBBB", "abc", "", "ééé→→𝄞"]:
        code = encode(text)
        print(f"{text!r} -> {code!r} {decode(code) == text}")
    for text in ["aaaaaaaaaaaaaaa1111~~x", "no runs here", "~5a"]:
        code = encode_marked(text)
        share = 100 * len(code) / len(text)
        print(f"{text!r} -> {code!r} ({share:.0f} %) {decode_marked(code) == text}")
    letter = [[int(char == "#") for char in line] for line in ["#####", "..#..", "..#..", "....."]]
    encoded = encode_rows(letter)
    print(encoded, decode_rows(encoded) == letter)
    values = [0] * 300 + list(range(5)) + [9, 9] + [1] * 4
    packed = pack(values)
    print(len(values), "values in", packed, unpack(packed) == values)
    for wrong in ["ab3", "3"]:
        try:
            print(decode(wrong))
        except ValueError as error:
            print(f"{wrong!r}: {error}")
    for call in ["a1", "x~4"]:
        try:
            print(encode(call), decode_marked(call))
        except ValueError as error:
            print(f"{call!r}: {error}")


if __name__ == "__main__":
    main()
