"""Work on texts."""


def is_palindrome(text: str) -> bool:
    """
    >>> is_palindrome("A man, a plan, a canal: Panama")
    True
    >>> is_palindrome("hello")
    False
    """
    cleaned = [char.lower() for char in text if char.isalnum()]
    return cleaned == cleaned[::-1]


def is_anagram(first: str, second: str) -> bool:
    """
    >>> is_anagram("Silent", "Listen")
    True
    >>> is_anagram("There", "Their")
    False
    """
    first = first.lower().strip().replace(" ", "")
    second = second.lower().strip().replace(" ", "")
    if len(first) != len(second):
        return False
    count: dict[str, int] = {}
    for a, b in zip(first, second):
        count[a] = count.get(a, 0) + 1
        count[b] = count.get(b, 0) - 1
    return all(n == 0 for n in count.values())


def is_pangram(sentence: str = "The quick brown fox jumps over the lazy dog") -> bool:
    """
    >>> is_pangram()
    True
    >>> is_pangram("abc")
    False
    """
    letters = set()
    for alpha in sentence.replace(" ", ""):
        if "a" <= alpha.lower() <= "z":
            letters.add(alpha.lower())
    return len(letters) == 26


def is_isogram(word: str) -> bool:
    """
    >>> is_isogram("Uncopyrightable")
    True
    >>> is_isogram("allowance")
    False
    >>> is_isogram("copy1")
    Traceback (most recent call last):
    ValueError: String must only contain alphabetic characters.
    """
    if not all(x.isalpha() for x in word):
        raise ValueError("String must only contain alphabetic characters.")
    letters = sorted(word.lower())
    return len(letters) == len(set(letters))


def reverse_words(sentence: str) -> str:
    """
    >>> reverse_words("I love Python")
    'Python love I'
    """
    return " ".join(sentence.split()[::-1])


def reverse_long_words(sentence: str) -> str:
    """
    >>> reverse_long_words("Hey wollef sroirraw")
    'Hey fellow warriors'
    """
    return " ".join(
        "".join(word[::-1]) if len(word) > 4 else word for word in sentence.split()
    )


def capitalize_words(sentence: str) -> str:
    """
    >>> capitalize_words("hello brave  new world")
    'Hello Brave  New World'
    """
    return " ".join(w[:1].upper() + w[1:] for w in sentence.split(" "))


def to_camel(text: str, use_pascal: bool = False) -> str:
    """
    >>> to_camel("some_random_string")
    'someRandomString'
    >>> to_camel("some_random_string", use_pascal=True)
    'SomeRandomString'
    """
    words = text.split("_")
    start_index = 0 if use_pascal else 1
    capitalized = [word[0].upper() + word[1:] for word in words[start_index:]]
    initial = "" if use_pascal else words[0]
    return "".join([initial, *capitalized])


def to_snake(name: str) -> str:
    """
    >>> to_snake("someRandomString")
    'some_random_string'
    """
    result = []
    for i, char in enumerate(name):
        if char.isupper() and i > 0:
            result.append("_")
        result.append(char.lower())
    return "".join(result)


def count_vowels(s: str) -> int:
    """
    >>> count_vowels("hello world")
    3
    """
    vowels = "aeiouAEIOU"
    return sum(1 for char in s if char in vowels)


def pig_latin(word: str) -> str:
    """
    >>> pig_latin("pig"), pig_latin("apple"), pig_latin("smile"), pig_latin("")
    ('igpay', 'appleway', 'ilesmay', '')
    """
    if not (word or "").strip():
        return ""
    word = word.lower()
    if word[0] in "aeiou":
        return f"{word}way"
    for i, char in enumerate(word):  # noqa: B007
        if char in "aeiou":
            break
    return f"{word[i:]}{word[:i]}ay"


def remove_duplicates(sentence: str) -> str:
    """
    >>> remove_duplicates("Python is great and Java is also great")
    'Java Python also and great is'
    """
    return " ".join(sorted(set(sentence.split())))


def most_frequent_char(text: str) -> list[str]:
    """
    >>> most_frequent_char("banana")
    ['a']
    >>> most_frequent_char("abab")
    ['a', 'b']
    """
    counts = {char: text.count(char) for char in text}
    highest = max(counts.values(), default=0)
    return sorted([char for char, n in counts.items() if n == highest])


def longest_common_prefix(words: list[str]) -> str:
    """
    >>> longest_common_prefix(["flower", "flow", "flight"])
    'fl'
    >>> longest_common_prefix([])
    ''
    """
    if not words:
        return ""
    prefix = words[0]
    for word in words[1:]:
        while not word.startswith(prefix):
            prefix = prefix[:-1]
    return prefix


def knuth_morris_pratt(text: str, pattern: str) -> int:
    """
    >>> knuth_morris_pratt("abcxabcdabxabcdabcdabcy", "abcdabcy")
    15
    >>> knuth_morris_pratt("abc", "d")
    -1
    """
    failure = [0]
    i, j = 0, 1
    while j < len(pattern):
        if pattern[i] == pattern[j]:
            i += 1
        elif i > 0:
            i = failure[i - 1]
            continue
        j += 1
        failure.append(i)
    i, j = 0, 0
    while i < len(text):
        if pattern[j] == text[i]:
            if j == len(pattern) - 1:
                return i - j
            j += 1
        elif j > 0:
            j = failure[j - 1]
            continue
        i += 1
    return -1


def naive_search(s: str, pattern: str) -> list[int]:
    """
    >>> naive_search("ABAAABCDBBABCDDEBCABC", "ABC")
    [4, 10, 18]
    """
    pat_len = len(pattern)
    position = []
    for i in range(len(s) - pat_len + 1):
        match_found = True
        for j in range(pat_len):
            if s[i + j] != pattern[j]:
                match_found = False
                break
        if match_found:
            position.append(i)
    return position


def justify(text: str, width: int) -> list[str]:
    """
    >>> justify("This is an example of text", 12)
    ['This is an', 'example of', 'text']
    """
    lines: list[str] = []
    current = ""
    for word in text.split():
        if len(current) + len(word) + 1 > width and current:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return lines + [current]


def hamming_distance(a: str, b: str) -> int:
    """
    >>> hamming_distance("karolin", "kathrin")
    3
    >>> hamming_distance("00000", "1")
    Traceback (most recent call last):
    ValueError: String lengths must match!
    """
    if len(a) != len(b):
        raise ValueError("String lengths must match!")
    count = 0
    for char1, char2 in zip(a, b):
        if char1 != char2:
            count += 1
    return count


def is_valid_email(address: str) -> bool:
    """
    >>> is_valid_email("simple@example.com")
    True
    >>> is_valid_email("no.at.sign"), is_valid_email("a@b@c"), is_valid_email("x@.com")
    (False, False, False)
    """
    if address.count("@") != 1:
        return False
    local, domain = address.split("@")
    if not local or not domain or len(local) > 64:
        return False
    if local.startswith(".") or domain.startswith((".", "-")) or domain.endswith("."):
        return False
    return all(part.replace("-", "").isalnum() for part in domain.split("."))


def word_patterns(word: str) -> str:
    """
    >>> word_patterns("pattern")
    '0.1.2.2.3.4.5'
    """
    word = word.upper()
    next_num = 0
    letter_nums = {}
    patterns = []
    for letter in word:
        if letter not in letter_nums:
            letter_nums[letter] = str(next_num)
            next_num += 1
        patterns.append(letter_nums[letter])
    return ".".join(patterns)


def split_text(string: str, separator: str = " ") -> list[str]:
    """
    >>> split_text("apple#banana#cherry#orange", separator="#")
    ['apple', 'banana', 'cherry', 'orange']
    >>> split_text("Hello there")
    ['Hello', 'there']
    """
    split_words = []
    last_index = 0
    for index, char in enumerate(string):
        if char == separator:
            split_words.append(string[last_index:index])
            last_index = index + 1
        if index + 1 == len(string):
            split_words.append(string[last_index : index + 1])
    return split_words
