"""The constant texts of a program, and LLVM's way to write them.

texts = Texts("\\n")
texts.argument("argument ")       # "ptr @program.text.0, i64 9"
texts.definitions()               # '@program.text.0 = private ... c"argument "\\n'
"""

from __future__ import annotations


class Texts:
    """Collects texts, for a platform with its own end of lines; each of them is there once."""

    def __init__(self, line_end: str) -> None:
        self.line_end = line_end
        self._names: dict[bytes, str] = {}

    def argument(self, text: str) -> str:
        """A text as two arguments of a call: where it is, and its length in bytes."""
        content = encoded(text.replace("\n", self.line_end))
        name = self._names.setdefault(content, f"@program.text.{len(self._names)}")
        return f"ptr {name}, i64 {len(content)}"

    def line(self, text: str) -> str:
        """The same for a whole line."""
        return self.argument(text + "\n")

    def definitions(self) -> str:
        """The LLVM text that defines what was asked for."""
        return "".join(constant(name, content) for content, name in self._names.items())


def encoded(text: str) -> bytes:
    """UTF-8; what it has no bytes for is written out, as Python does on standard error."""
    return text.encode("utf-8", "backslashreplace")


def constant(name: str, content: bytes, alignment: int = 1) -> str:
    """The LLVM text that defines a constant of some bytes."""
    characters = "".join(
        chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\{byte:02X}"
        for byte in content
    )
    kind = f"private unnamed_addr constant [{len(content)} x i8]"
    return f'{name} = {kind} c"{characters}", align {alignment}\n'
