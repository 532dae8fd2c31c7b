"""The runner of the pages' blocks: what it lets pass and, above all, what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import Reader, read_blocks

FENCE = "```"


def follow(tmp_path: Path, text: str) -> None:
    """Run a page whose fences are written as `~~~`."""
    page = tmp_path / "page.md"
    page.write_text(text.replace("~~~", FENCE))
    folder = tmp_path / "folder"
    folder.mkdir()
    with Reader(folder) as reader:
        for block in read_blocks(page):
            reader.run(block)


RIGHT = {
    "a comment": "~~~python\nprint(1)  # 1\n~~~",
    "a text below": "~~~python\nfor i in range(2):\n    print(i)\n~~~\n\n~~~text\n0\n1\n~~~",
    "one namespace": "~~~python\nx = 2\n~~~\n\n~~~python\nprint(x)  # 2\n~~~",
    "a source": "~~~python\nimport inspect\n\n\ndef f(): ...\n\n\n"
    "print(inspect.getsource(f))  # def f(): ...\n~~~",
    "a file": "~~~python\n# a.py\nprint(1)  # 1\n~~~\n\n~~~console\n$ python a.py\n1\n~~~",
    "an exit code": "~~~console\n$ sh -c 'echo no; exit 2'\nno\n$ echo $?\n2\n~~~",
    "a long command": "~~~console\n$ echo a \\\n    b\na b\n~~~",
    "a time": "~~~console\n$ echo 12.5 ms\n3 ms\n~~~",
    "an ellipsis": "~~~console\n$ echo from here to there\nfrom ... there\n~~~",
    "not run": "<!-- not run: a drawing -->\n~~~rust\nfn main() {}\n~~~",
    "shown": '~~~python\nopen("a.h", "w").write("int a;\\n")\n~~~\n\n'
    "<!-- shows: a.h -->\n~~~c\nint a;\n~~~",
    "Node": "~~~js\n// a.mjs\nconsole.log(1 + 2); // 3\n~~~",
}

WRONG = {
    "another result": ("~~~python\nprint(1)  # 2\n~~~", "the page says\n2\n"),
    "an unstated result": ("~~~python\nprint(1)\n~~~", "where this is printed:\n1"),
    "a missing result": ("~~~python\nx = 1\n~~~\n\n~~~text\n1\n~~~", "the page says\n1\n"),
    "an exception": ("~~~python\n1 / 0\n~~~", "ZeroDivisionError"),
    "an exception in a file": ("~~~python\n# a.py\n1 / 0\n~~~", "ZeroDivisionError"),
    "an unknown language": ("~~~rust\nfn main() {}\n~~~", "how to run rust"),
    "no language": ("~~~\nx\n~~~", "how to run no language"),
    "indented code": ("Text:\n\n    x = 1\n", "how to run no language"),
    "a block in a list": ("- item\n\n  ~~~python\n  print(1)  # 2\n  ~~~", "the page says\n2\n"),
    "text below nothing": ("~~~text\nx\n~~~", "how to run text"),
    "a marker without a reason": ("<!-- not run: -->\n~~~rust\nx\n~~~", "how to run rust"),
    "a silent failure": ("~~~console\n$ false\n~~~", "exit code 1"),
    "the end of the shell": ("~~~console\n$ exit 3\n~~~", "ended the shell"),
    "another output": ("~~~console\n$ echo a\nb\n~~~", "echo a: the page says\nb"),
    "too much output": ("~~~console\n$ seq 2\n1\n~~~", "where this is printed:\n1\n2"),
    "no command": ("~~~console\na\n~~~", "begins with `$ command`"),
    "no file": ("~~~c\nint a;\n~~~", "does not name a file"),
    "another file": (
        '~~~python\nopen("a.h", "w").write("int a;")\n~~~\n\n'
        "<!-- shows: a.h -->\n~~~c\nint b;\n~~~",
        "the page says\nint b;",
    ),
    "another result in Node": ("~~~js\n// a.mjs\nconsole.log(1); // 2\n~~~", "the page says\n2"),
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_right(text: str, tmp_path: Path) -> None:
    follow(tmp_path, text)


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_wrong(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises((AssertionError, pytest.fail.Exception)) as caught:
        follow(tmp_path, text)
    assert message in str(caught.value)


def test_the_blocks_of_a_slow_page_are_marked(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- slow -->\n```python\nx = 1\n```\n\n```text\n1\n```\n")
    (block,) = read_blocks(page)
    assert (block.marker, block.output, block.line) == ("slow", "1\n", 3)
