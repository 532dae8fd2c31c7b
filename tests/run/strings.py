"""Texts: characters of every width, indices, slices, order, search, building."""

# options: infer=True
# numba: no


def code(text: str) -> int:
    """A number in which every character and its place counts."""
    number = len(text)
    for character in text:
        number = (number * 31 + ord(character)) % 1_000_000_007
    return number


def item(index: int) -> int:
    return ord("hello"[index])
# run: item(0) == 104
# run: item(-1) == 111
# run: item(5) raises IndexError: string index out of range
# run: item(-6) raises IndexError: string index out of range


def wide_items(index: int) -> int:
    return ord("aé→𝄞"[index])
# run: wide_items(0) == 97
# run: wide_items(1) == 233
# run: wide_items(2) == 8594
# run: wide_items(3) == 119070
# run: wide_items(-2) == 8594


def length(n: int) -> int:
    return len("a" * n) + 100 * len("é→𝄞") + 1000 * len("")
# run: length(7) == 307
# run: length(-1) == 300


def slices(start: int, stop: int, step: int) -> int:
    return code("abcdefgh"[start:stop:step])
# run: slices(1, 5, 1) == 6711942
# run: slices(7, 0, -2) == 6893568
# run: slices(-3, 100, 1) == 190692
# run: slices(5, 2, 1) == 0
# run: slices(0, 8, 0) raises ValueError: slice step cannot be zero


def narrowed(n: int) -> bool:
    return "a→b"[n] + "b" == "ab" and ("x𝄞y"[::2] == "xy")
# run: narrowed(0) == True
# run: narrowed(1) == False


def concatenated(n: int) -> int:
    text = "a" + "é" + "→" + "𝄞"
    return code(text * n)
# run: concatenated(1) == 7193208
# run: concatenated(3) == 420997208
# run: concatenated(0) == 0


def built(n: int) -> int:
    text = ""
    for i in range(n):
        text += chr(97 + i % 26)
    return code(text)
# run: built(0) == 0
# run: built(100) == 252466215


def grown_with_alias(n: int) -> int:
    text = "ab"
    other = text
    text += "c" * n
    other += "d"
    return code(text) + code(other)
# run: grown_with_alias(2) == 6866885


def compared(a: int, b: int) -> int:
    x, y = "a" * a + "b", "a" * b
    return (x < y) + 10 * (x <= y) + 100 * (x == y) + 1000 * (x != y) + 10000 * (x > y)
# run: compared(1, 2) == 11000
# run: compared(2, 2) == 11000
# run: compared(0, 0) == 11000


def order_of_widths(n: int) -> int:
    words = ["z", "é", "→", "𝄞", "", "a", "aé", "a→"]
    words.sort()
    return code("|".join(words))
# run: order_of_widths(0) == 449255662


def chained_comparison(n: int) -> bool:
    c = chr(n)
    return "a" <= c <= "z" or "0" <= c < ":"
# run: chained_comparison(104) == True
# run: chained_comparison(57) == True
# run: chained_comparison(58) == False


def contains(n: int) -> int:
    text = "abc→d"
    return ("b" in text) + 10 * ("bc→" in text) + 100 * ("" in text) + 1000 * (chr(n) in text)
# run: contains(100) == 1111
# run: contains(101) == 111


def not_contains(n: int) -> bool:
    return chr(n) not in "aeiou" and "ab" * n not in "aba"
# run: not_contains(98) == True
# run: not_contains(97) == False


def characters(n: int) -> int:
    total = 0
    for c in "a→𝄞" * n:
        total += ord(c)
    for i, c in enumerate("xyz"):
        total += i * ord(c)
    return total
# run: characters(0) == 365
# run: characters(2) == 255887


def truth(n: int) -> int:
    text = "x" * n
    if not text:
        return 0
    return 1 if text else 2
# run: truth(0) == 0
# run: truth(3) == 1


def multiline(n: int) -> int:
    text = """one
two\tthree\\ \x41\u00e9\N{BULLET}\U0001d11e"""
    return code(text) + n
# run: multiline(0) == 428506046


def raw_and_joined(n: int) -> int:
    return code(r"\n\d" "and" 'more' "\0")
# run: raw_and_joined(0) == 982737901


def character_of(n: int) -> int:
    return ord(chr(n))
# run: character_of(0) == 0
# run: character_of(255) == 255
# run: character_of(65536) == 65536
# run: character_of(1114111) == 1114111
# run: character_of(1114112) raises ValueError: chr() arg not in range(0x110000)
# run: character_of(-1) raises ValueError: chr() arg not in range(0x110000)


def code_of(text: str) -> int:
    return ord(text)
# run: code_of("a") == 97
# run: code_of("𝄞") == 119070
# run: code_of("") raises TypeError: ord() expected a character, but string of length 0 found
# run: code_of("ab") raises TypeError: ord() expected a character, but string of length 2 found


def in_conditional(n: int) -> int:
    text = "even" if n % 2 == 0 else "odd"
    return len(text)
# run: in_conditional(1) == 3
# run: in_conditional(2) == 4


def palindrome(text: str) -> bool:
    return text == text[::-1]
# run: palindrome("level") == True
# run: palindrome("𝄞→𝄞") == True
# run: palindrome("ab") == False
# run: palindrome("") == True


def reverse(text: str) -> str:
    return text[::-1]
# run: reverse("abc") == 'cba'
# run: reverse("a→𝄞é") == 'é𝄞→a'
# run: reverse("") == ''


def letter(text: str, index: int) -> str:
    return text[index]
# run: letter("abc", 1) == 'b'
# run: letter("a→c", -2) == '→'
# run: letter("", 0) raises IndexError: string index out of range
# run: letter("abc", 3) raises IndexError: string index out of range


def part(text: str, start: int, stop: int) -> str:
    return text[start:stop]
# run: part("hello", 1, 3) == 'el'
# run: part("h𝄞llo", 1, 2) == '𝄞'
# run: part("h𝄞llo", 2, 99) == 'llo'
# run: part("hello", 3, 2) == ''


def both(a: str, b: str) -> str:
    return a + ", " + b
# run: both("x", "y") == 'x, y'
# run: both("é", "→") == 'é, →'
# run: both("", "𝄞") == ', 𝄞'


def times(text: str, n: int) -> str:
    return n * text
# run: times("ab", 3) == 'ababab'
# run: times("→", 2) == '→→'
# run: times("ab", 0) == ''
# run: times("ab", -1) == ''


def order(a: str, b: str) -> list[bool]:
    return [a == b, a != b, a < b, a <= b, a > b, a >= b]
# run: order("a", "b") == [False, True, True, True, False, False]
# run: order("é", "→") == [False, True, True, True, False, False]
# run: order("𝄞", "\uffff") == [False, True, False, False, True, True]
# run: order("abc", "ab") == [False, True, False, False, True, True]
# run: order("", "") == [True, False, False, True, False, True]


def surrogate(text: str) -> str:
    return text + "!"
# run: surrogate("\ud800") == '\ud800!'
# run: surrogate("\x00a") == '\x00a!'


def rot13(text: str) -> str:
    result = ""
    for c in text:
        if "a" <= c <= "z":
            result += chr((ord(c) - ord("a") + 13) % 26 + ord("a"))
        elif "A" <= c <= "Z":
            result += chr((ord(c) - 65 + 13) % 26 + 65)
        else:
            result += c
    return result
# run: rot13("Hello, World!") == 'Uryyb, Jbeyq!'
# run: rot13("") == ''


def letters(text: str) -> list[str]:
    return [c for c in text]
# run: letters("a→b") == ['a', '→', 'b']


def as_list(text: str) -> list[str]:
    return list(text)
# run: as_list("xyz") == ['x', 'y', 'z']
# run: as_list("") == []


def sorted_letters(text: str) -> str:
    return "".join(sorted(text))
# run: sorted_letters("banana") == 'aaabnn'
# run: sorted_letters("𝄞a→é") == 'aé→𝄞'


def smallest(text: str) -> str:
    return min(text) + max(text)
# run: smallest("hello") == 'eo'
# run: smallest("") raises ValueError: min() arg is an empty sequence


def same_word(a: str, b: str) -> bool:
    return sorted(a.lower()) == sorted(b.lower())
# run: same_word("Listen", "Silent") == True
# run: same_word("a", "b") == False


def hash_agrees(a: str, b: str) -> bool:
    return hash(a + b) == hash("".join([a, b]))
# run: hash_agrees("x", "→") == True


def grown(piece: str, n: int) -> int:
    text = ""
    for _ in range(n):
        text = text + piece
        text += ","
    return len(text)
# run: grown("ab", 3) == 9
# run: grown("→", 200000) == 400000


def grown_from_itself(text: str) -> list[str]:
    first = text
    text = text + text
    second = text
    text = text + (text := "new") + text
    return [first, second, text]
# run: grown_from_itself("é") == ['é', 'éé', 'éénewnew']


def hashes(n: int, s: str) -> tuple[int, bool]:
    return hash(n), hash(s) == hash("".join(list(s)))
# run: hashes(5, "abc") == (5, True)
# run: hashes(-1, "abc") == (-2, True)
# run: hashes(-2**63, "abc") == (-4, True)
# run: hashes(2**61-1, "abc") == (0, True)
# run: hashes(-2**61+1, "abc") == (0, True)
# run: hashes(2**61, "abc") == (1, True)
