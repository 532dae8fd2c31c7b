"""Read JSON by hand: a tokenizer, and a parser that lists every value under its path.

The parser answers with one flat dictionary, from paths such as ``owner.langs[0]`` to the
text of the value found there.
"""

WHITESPACE = " \t\n\r"
PUNCTUATION = "{}[]:,"
ESCAPES = {
    '"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t",
}  # fmt: skip
LITERALS = ("true", "false", "null")


def read_string(text: str, start: int) -> tuple[str, int]:
    """Return the string that opens at ``start`` and the position after its closing quote.

    >>> read_string('"a\\\\n\\\\u00e9" rest', 0)
    ('a\\né', 11)
    """
    characters: list[str] = []
    position = start + 1
    while position < len(text):
        character = text[position]
        if character == '"':
            return "".join(characters), position + 1
        if character == "\\":
            position += 1
            escape = text[position : position + 1]
            if escape == "u":
                digits = text[position + 1 : position + 5]
                if len(digits) < 4:
                    raise ValueError(f"short escape at position {position}")
                characters.append(chr(int(digits, 16)))
                position += 4
            elif escape in ESCAPES:
                characters.append(ESCAPES[escape])
            else:
                raise ValueError(f"unknown escape {escape!r} at position {position}")
        else:
            characters.append(character)
        position += 1
    raise ValueError(f"string opened at position {start} is not closed")


def read_number(text: str, start: int) -> tuple[str, int]:
    """Return the number at ``start`` as text, and the position behind it.

    >>> read_number("-12.5e3,", 0)
    ('-12.5e3', 7)
    """
    position = start
    while position < len(text) and (text[position].isdigit() or text[position] in "+-.eE"):
        position += 1
    number = text[start:position]
    float(number)  # raises a ValueError for what is no number
    return number, position


def tokenize(text: str) -> list[tuple[str, str]]:
    """Split JSON into pairs of a kind and a text.

    >>> tokenize('{"a": [1, true]}')[:4]
    [('punctuation', '{'), ('string', 'a'), ('punctuation', ':'), ('punctuation', '[')]
    """
    tokens = []
    position = 0
    while position < len(text):
        character = text[position]
        if character in WHITESPACE:
            position += 1
        elif character in PUNCTUATION:
            tokens.append(("punctuation", character))
            position += 1
        elif character == '"':
            value, position = read_string(text, position)
            tokens.append(("string", value))
        elif character == "-" or character.isdigit():
            value, position = read_number(text, position)
            tokens.append(("number", value))
        else:
            for literal in LITERALS:
                if text.startswith(literal, position):
                    tokens.append(("literal", literal))
                    position += len(literal)
                    break
            else:
                raise ValueError(f"unexpected {character!r} at position {position}")
    return tokens


def expect(tokens: list[tuple[str, str]], position: int, wanted: str) -> int:
    """Step over a punctuation mark, or complain."""
    if position >= len(tokens):
        raise ValueError(f"expected {wanted!r}, found the end")
    kind, text = tokens[position]
    if kind != "punctuation" or text != wanted:
        raise ValueError(f"expected {wanted!r}, found {text!r}")
    return position + 1


def parse_value(
    tokens: list[tuple[str, str]], position: int, path: str, found: dict[str, str]
) -> int:
    """Note the value at a position under its path; return the position behind it."""
    if position >= len(tokens):
        raise ValueError(f"no value for {path!r}")
    kind, text = tokens[position]
    if kind != "punctuation":
        found[path] = text
        return position + 1
    if text == "{":
        return parse_object(tokens, position + 1, path, found)
    if text == "[":
        return parse_array(tokens, position + 1, path, found)
    raise ValueError(f"expected a value for {path!r}, found {text!r}")


def parse_object(
    tokens: list[tuple[str, str]], position: int, path: str, found: dict[str, str]
) -> int:
    """Note the members of an object whose brace is already open."""
    first = True
    while tokens[position : position + 1] != [("punctuation", "}")]:
        if not first:
            position = expect(tokens, position, ",")
        kind, key = tokens[position]
        if kind != "string":
            raise ValueError(f"expected a key, found {key!r}")
        position = expect(tokens, position + 1, ":")
        position = parse_value(tokens, position, f"{path}.{key}" if path else key, found)
        first = False
    return position + 1


def parse_array(
    tokens: list[tuple[str, str]], position: int, path: str, found: dict[str, str]
) -> int:
    """Note the elements of an array whose bracket is already open."""
    index = 0
    while tokens[position : position + 1] != [("punctuation", "]")]:
        if index > 0:
            position = expect(tokens, position, ",")
        position = parse_value(tokens, position, f"{path}[{index}]", found)
        index += 1
    return position + 1


def parse(text: str) -> dict[str, str]:
    """Return every value of a JSON text under its path.

    >>> parse('{"name": "Ada", "born": {"year": 1815}, "tags": ["x", null]}')
    {'name': 'Ada', 'born.year': '1815', 'tags[0]': 'x', 'tags[1]': 'null'}
    """
    tokens = tokenize(text)
    found: dict[str, str] = {}
    end = parse_value(tokens, 0, "", found)
    if end != len(tokens):
        raise ValueError(f"{len(tokens) - end} tokens are left over")
    return found


def main() -> None:
    """Show a document, and what is wrong with others."""
    document = """
    {
        "project": "weather",
        "version": 2.5,
        "owner": {"name": "Zo\\u00eb \\"Z\\" Quill", "langs": ["fr", "en"], "admin": true},
        "grid": [[1, 2, 3], [4, 5, -6e2], []],
        "empty": {},
        "parent": null
    }
    """
    for path, value in sorted(parse(document).items()):
        print(f"{path:<16} {value}")
    for wrong in ['{"a" 1}', "[1, 2", '"open', "[1 2]", '{"a": }', "nothing", "[1] 2", '["\\q"]']:
        try:
            print(parse(wrong))
        except ValueError as error:
            print(f"{wrong:<10} -> {error}")


if __name__ == "__main__":
    main()
