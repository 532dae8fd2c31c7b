"""Secret writing."""

import string

ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def caesar(text: str, shift: int) -> str:
    """
    Shift letters by a number of places.

    >>> caesar("Hello, World!", 3)
    'Khoor, Zruog!'
    >>> caesar("xyz", -30)
    'tuv'
    """
    result = ""
    for char in text:
        if char.isupper():
            result += chr((ord(char) - ord("A") + shift) % 26 + ord("A"))
        elif char.islower():
            result += chr((ord(char) - ord("a") + shift) % 26 + ord("a"))
        else:
            result += char
    return result


def break_caesar(ciphertext: str) -> dict[int, str]:
    """
    >>> break_caesar("b")[1]
    'a'
    >>> len(break_caesar("abc"))
    26
    """
    return {shift: caesar(ciphertext, -shift) for shift in range(26)}


def atbash(sentence: str) -> str:
    """
    >>> atbash("ABCDEFG")
    'ZYXWVUT'
    >>> atbash("aW;;123BX")
    'zD;;123YC'
    """
    letters = string.ascii_letters
    reversed_letters = string.ascii_lowercase[::-1] + string.ascii_uppercase[::-1]
    return "".join(
        reversed_letters[letters.index(c)] if c in letters else c for c in sentence
    )


def vigenere(message: str, key: str, decrypt: bool = False) -> str:
    """
    >>> vigenere("attack at dawn", "lemon")
    'lxfopv ef rnhr'
    >>> vigenere("lxfopv ef rnhr", "lemon", decrypt=True)
    'attack at dawn'
    """
    translated = []
    index = 0
    for symbol in message:
        position = ALPHABET.find(symbol)
        if position != -1:
            step = ALPHABET.find(key[index % len(key)])
            position += -step if decrypt else step
            translated.append(ALPHABET[position % len(ALPHABET)])
            index += 1
        else:
            translated.append(symbol)
    return "".join(translated)


def rail_fence(text: str, rails: int) -> str:
    """
    >>> rail_fence("WEAREDISCOVEREDFLEEATONCE", 3)
    'WECRLTEERDSOEEFEAOCAIVDEN'
    >>> rail_fence("abc", 0)
    Traceback (most recent call last):
    ValueError: Height of grid can't be 0 or negative
    """
    lowest = rails - 1
    if rails <= 0:
        raise ValueError("Height of grid can't be 0 or negative")
    if rails == 1 or len(text) <= rails:
        return text
    grid: list[list[str]] = [[] for _ in range(rails)]
    for position, character in enumerate(text):
        num = position % (lowest * 2)
        num = min(num, lowest * 2 - num)
        grid[num].append(character)
    rows = ["".join(row) for row in grid]
    return "".join(rows)


def morse(message: str) -> str:
    """
    >>> morse("SOS me")
    '... --- ... / -- .'
    """
    codes = {"E": ".", "M": "--", "O": "---", "S": "...", "T": "-", " ": "/"}
    return " ".join(codes[char] for char in message.upper())


def unmorse(code: str) -> str:
    """
    >>> unmorse("... --- ... / -- .")
    'SOS ME'
    """
    codes = {".": "E", "--": "M", "---": "O", "...": "S", "-": "T", "/": " "}
    return "".join(codes[part] for part in code.split())


def affine(text: str, a: int, b: int) -> str:
    """
    >>> affine("affine cipher", 5, 8)
    'ihhwvc swfrcp'
    """
    out = []
    for ch in text.lower():
        if ch not in ALPHABET:
            out.append(ch)
            continue
        out.append(ALPHABET[(a * ALPHABET.index(ch) + b) % 26])
    return "".join(out)


def a1z26(plain: str) -> list[int]:
    """
    >>> a1z26("myname")
    [13, 25, 14, 1, 13, 5]
    """
    return [ord(elem) - 96 for elem in plain]


def polybius(message: str) -> str:
    """
    >>> polybius("test")
    '44154344'
    """
    square = ["abcde", "fghik", "lmnop", "qrstu", "vwxyz"]
    numbers = ""
    for letter in message.lower().replace("j", "i"):
        for row, letters in enumerate(square, 1):
            if letter in letters:
                numbers += f"{row}{letters.index(letter) + 1}"
    return numbers
