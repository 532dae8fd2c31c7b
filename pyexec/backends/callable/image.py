"""Place the sections of an object in one stretch of memory and tie them together.

    plan = Plan(read_object(content))
    image = plan.relocate(base, resolve)     # the bytes for address `base`

The stretch has three parts, each from a page boundary on, so that each can have
its own protection:

    base ┌──────────────────────┐
         │ sections with code   │  read, execute
         │ stubs                │    for calls that leave the image
         ├──────────────────────┤
         │ constants            │  read
         │ slots                │    addresses of what lies outside
         ├──────────────────────┤
         │ variables            │  read, write
         └──────────────────────┘
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ...errors import ToolError
from .elf import ABSOLUTE, UNDEFINED, ElfObject, Section
from .relocation import STUB_SIZE, Form, Target, form_of, stub

_SLOT_SIZE: Final = 8

# Large enough for every platform: AArch64 has pages of up to 64 KB.
_LARGEST_PAGE: Final = 65536


class Plan:
    """Where everything of an object goes, as offsets from a base still unknown."""

    def __init__(self, elf: ElfObject, page: int = 4096) -> None:
        """`page` is the size of the system's pages in bytes."""
        if page > _LARGEST_PAGE:
            raise ToolError(f"memory pages of {page} bytes are not supported")
        self._elf = elf
        self._offsets: dict[int, int] = {}  # section number -> offset
        kinds = {relocation[2] for relocation in elf.relocations}
        self._forms: dict[int, Form] = {kind: form_of(elf.machine, kind) for kind in kinds}
        self._stubs: dict[int, int] = {}  # symbol number -> which stub
        self._slots: dict[int, int] = {}
        self._number()
        code = self._place(0, page, lambda s: s.executable)
        self._stubs_at = code = _aligned(code, STUB_SIZE)
        code += STUB_SIZE * len(self._stubs)
        self.code_end = _aligned(code, page)
        constants = self._place(self.code_end, page, _is_constant)
        self._slots_at = constants = _aligned(constants, _SLOT_SIZE)
        constants += _SLOT_SIZE * len(self._slots)
        self.constants_end = _aligned(constants, page)
        self.size = _aligned(self._place(self.constants_end, page, _is_variable), page)

    def _number(self) -> None:
        """Number the stubs and slots, one for each symbol that needs one."""
        symbols = self._elf.symbols
        for kind, number in dict.fromkeys(r[2:4] for r in self._elf.relocations):
            target = self._forms[kind].target
            if target is Target.SLOT:
                self._slots.setdefault(number, len(self._slots))
            elif target is Target.FUNCTION and symbols[number].section == UNDEFINED:
                self._stubs.setdefault(number, len(self._stubs))

    def _place(self, offset: int, page: int, chosen: Callable[[Section], bool]) -> int:
        """Give the chosen sections their offsets, from `offset` on; returns the end."""
        for index, section in enumerate(self._elf.sections):
            if section.allocated and chosen(section):
                if section.alignment > page:
                    raise ToolError(f"a section asks for an alignment of {section.alignment} bytes")
                self._offsets[index] = offset = _aligned(offset, section.alignment)
                offset += len(section.content)
        return offset

    def relocate(self, base: int, resolve: Callable[[str], int]) -> bytearray:
        """The bytes to put at address `base`.

        `resolve` gives the address of a name that the object leaves undefined.

        Raises:
            ToolError: if something cannot be reached; what `resolve` raises.
        """
        elf = self._elf
        image = bytearray(self.size)
        for index, offset in self._offsets.items():
            content = elf.sections[index].content
            image[offset : offset + len(content)] = content
        addresses = self._addresses(base, resolve)
        targets = self._targets(base, addresses)
        writers = {kind: form.write for kind, form in self._forms.items()}
        offsets = self._offsets
        for section, offset, kind, number, addend in elf.relocations:
            at = offsets[section] + offset
            writers[kind](image, at, base + at, targets[kind, number] + addend)
        for number, index in self._stubs.items():
            at = self._stubs_at + STUB_SIZE * index
            image[at : at + STUB_SIZE] = stub(elf.machine, addresses[number])
        for number, index in self._slots.items():
            at = self._slots_at + _SLOT_SIZE * index
            image[at : at + _SLOT_SIZE] = addresses[number].to_bytes(_SLOT_SIZE, "little")
        return image

    def _addresses(self, base: int, resolve: Callable[[str], int]) -> dict[int, int]:
        """Where each symbol stands that is referred to."""
        numbers = dict.fromkeys(relocation[3] for relocation in self._elf.relocations)
        return {number: self._address(number, base, resolve) for number in numbers}

    def _targets(self, base: int, addresses: dict[int, int]) -> dict[tuple[int, int], int]:
        """What each kind of relocation has to reach for each symbol."""
        targets: dict[tuple[int, int], int] = {}
        for kind, number in dict.fromkeys(r[2:4] for r in self._elf.relocations):
            target = addresses[number]
            form = self._forms[kind]
            if form.target is Target.SLOT:
                target = base + self._slots_at + _SLOT_SIZE * self._slots[number]
            elif form.target is Target.FUNCTION and number in self._stubs:
                target = base + self._stubs_at + STUB_SIZE * self._stubs[number]
            targets[kind, number] = target
        return targets

    def _address(self, number: int, base: int, resolve: Callable[[str], int]) -> int:
        symbol = self._elf.symbols[number]
        if symbol.section == UNDEFINED:
            return resolve(symbol.name)
        if symbol.section == ABSOLUTE:
            return symbol.value
        if symbol.section not in self._offsets:
            raise ToolError(f"machine code refers to {symbol.name!r}, which takes no memory")
        return base + self._offsets[symbol.section] + symbol.value

    def defined(self) -> dict[str, int]:
        """The offsets of the names that the object defines for others."""
        return {
            symbol.name: self._offsets[symbol.section] + symbol.value
            for symbol in self._elf.symbols
            if not symbol.is_local and symbol.section in self._offsets
        }


def _is_constant(section: Section) -> bool:
    """Whether nothing writes to a section once its addresses stand."""
    relocated_constant = section.name.startswith(".data.rel.ro")
    return not section.executable and (not section.writable or relocated_constant)


def _is_variable(section: Section) -> bool:
    return not section.executable and not _is_constant(section)


def _aligned(offset: int, alignment: int) -> int:
    return -(-offset // alignment) * alignment
