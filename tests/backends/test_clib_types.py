"""Every scalar type as parameter and as result, seen from C and from C++."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from clib_bodies import LLVM_NAMES, Body, build, run_c, signature

from pyexec import types
from pyexec.backends.clib.header import c_type
from pyexec.interface import Entry
from pyexec.types import COMPLEX, COMPLEX64, FLOAT, FLOAT32, Kind, Type

VALUES = {
    Kind.BOOL: ["0", "1"],
    Kind.FLOAT: ["0.5", "-1.25", "3e10"],
}


def values(t: Type) -> list[str]:
    """C literals on the edges of a type."""
    if t.is_integer:
        suffix = "" if t.signed else "u"
        low = [f"-{t.maximum}{suffix} - 1"] if t.signed else ["0"]
        return [*low, "1", "-1" if t.signed else "2", f"{t.maximum}{suffix}"]
    return VALUES[t.kind]


def same(t: Type, raises: bool) -> Body:
    """`same_TYPE(x)`: gives back what it is given."""
    own, name = LLVM_NAMES[t.name], f"same_{t.name}_{'r' if raises else 'p'}"
    text = f"define internal {own} @body.{name}({own} %x) {{\n  ret {own} %x\n}}\n"
    if raises:
        pair = f"{{ {own}, i32 }}"
        text = f"""
define internal {pair} @body.{name}({own} %x) noinline {{
  %pair = insertvalue {pair} zeroinitializer, {own} %x, 0
  ret {pair} %pair
}}
"""
    return Body(text, Entry(signature(name, {"x": t}, t), f"body.{name}", raises, False))


@pytest.mark.parametrize("compiler", ["gcc", "g++"])
@pytest.mark.parametrize("link", [("-L.", "-lsame"), ("./same.so", "-O2")], ids=["a", "so"])
def test_every_scalar_comes_back_unchanged(
    tmp_path: Path, compiler: str, link: tuple[str, ...]
) -> None:
    bodies = [same(t, raises) for t in types.SCALARS for raises in (False, True)]
    build(tmp_path, *bodies, base="same")
    checks = []
    for t, kind in itertools.product(types.SCALARS, "pr"):
        call, c_name = f"same_{t.name}_{kind}", c_type(t, "same")
        if t.is_complex:
            part = c_type(t.part, "same")
            checks.append(
                f"{{ {part} raw[2] = {{1.5f, -2.25f}}, back[2]; {c_name} z; "
                "memcpy(&z, raw, sizeof z);"
            )
            checks.append(f"z = {call}(z); memcpy(back, &z, sizeof z);")
            checks.append(f"CHECK(back[0] == raw[0] && back[1] == raw[1], {call}) }}")
        else:
            checks += [
                f"CHECK({call}(({c_name}) ({v})) == ({c_name}) ({v}), {call})" for v in values(t)
            ]
    source = f"""
#include "same.h"
#include <stdio.h>
#include <string.h>
#define CHECK(holds, name) if (!(holds)) {{ failed++; puts(#name); }}
int main() {{ int failed = 0; {chr(10).join(checks)} printf("%d\\n", failed); return 0; }}
"""
    assert run_c(tmp_path, source, *link, compiler=compiler) == "0\n"


MIXES = {
    "complex that outlast the registers": [COMPLEX] * 5 + [FLOAT, FLOAT32],
    "an odd register is left": [FLOAT] * 7 + [COMPLEX, FLOAT, COMPLEX64, FLOAT],
    "packed ones": [COMPLEX64] * 10 + [FLOAT32],
    "all on the stack": [FLOAT] * 8 + [COMPLEX64, COMPLEX, FLOAT32, COMPLEX64],
    "with integers": [types.INT8, COMPLEX, types.UINT16, COMPLEX64, types.BOOL] * 3,
    "many small integers": [types.INT8, types.UINT8, types.INT16, types.BOOL, types.UINT32] * 3,
}


def weighted(parameters: list[Type]) -> Body:
    """The sum of all parts of all parameters, each times its number."""
    lines: list[str] = []
    total, number = "0.0", 0

    def add(value: str, own: str, convert: str | None) -> None:
        nonlocal total, number
        number += 1
        if convert:
            lines.append(f"%d{number} = {convert} {own} {value} to double")
            value = f"%d{number}"
        lines.append(f"%m{number} = fmul double {value}, {number}.0")
        lines.append(f"%s{number} = fadd double {total}, %m{number}")
        total = f"%s{number}"

    for index, t in enumerate(parameters):
        own, name = LLVM_NAMES[t.name], f"%a{index}"
        if t.is_complex:
            for half in (0, 1):
                lines.append(f"{name}.{half} = extractvalue {own} {name}, {half}")
                convert = "fpext" if t is COMPLEX64 else None
                add(f"{name}.{half}", LLVM_NAMES[t.part.name], convert)
        elif t.is_float:
            add(name, own, "fpext" if t is FLOAT32 else None)
        else:
            add(name, own, "sitofp" if t.signed else "uitofp")
    inner = ", ".join(f"{LLVM_NAMES[t.name]} %a{i}" for i, t in enumerate(parameters))
    code = "\n".join(lines)
    text = f"define internal double @body.mix({inner}) {{\n{code}\nret double {total}\n}}\n"
    own_signature = signature("mix", {f"a{i}": t for i, t in enumerate(parameters)}, FLOAT)
    return Body(text, Entry(own_signature, "body.mix", raises=False, recursive=False))


@pytest.mark.parametrize("level", [0, 3])
@pytest.mark.parametrize("compiler", ["gcc", "g++"])
@pytest.mark.parametrize("mix", MIXES.values(), ids=MIXES.keys())
def test_parameters_are_found_where_c_puts_them(
    tmp_path: Path, mix: list[Type], compiler: str, level: int
) -> None:
    build(tmp_path, weighted(mix), base="mix", level=level)
    setting, number, total = [], 0, 0.0
    for index, t in enumerate(mix):
        name = c_type(t, "mix")
        parts = [t.part, t.part] if t.is_complex else [t]
        numbers = [
            float((index * 7 + i * 3) % 11 - (0 if p.kind in (Kind.BOOL, Kind.UNSIGNED) else 5))
            for i, p in enumerate(parts)
        ]
        if t.kind is Kind.BOOL:
            numbers = [float(index % 2)]
        for value in numbers:
            number += 1
            total += number * value
        inner = ", ".join(map(str, numbers))
        setting.append(
            f"{c_type(parts[0], 'mix')} raw{index}[] = {{{inner}}}; {name} a{index};"
            f" memcpy(&a{index}, raw{index}, sizeof a{index});"
            if t.is_complex
            else f"{name} a{index} = ({name}) {inner};"
        )
    arguments = ", ".join(f"a{i}" for i in range(len(mix)))
    source = f"""
#include "mix.h"
#include <stdio.h>
#include <string.h>
int main() {{ {chr(10).join(setting)} printf("%.1f\\n", mix({arguments})); return 0; }}
"""
    assert run_c(tmp_path, source, "-L.", "-lmix", compiler=compiler) == f"{total:.1f}\n"


def test_no_parameters_and_no_result(tmp_path: Path) -> None:
    text = "define internal void @body.quiet() {\n  ret void\n}\n"
    quiet = Body(text, Entry(signature("quiet", {}, types.NONE), "body.quiet", False, False))
    build(tmp_path, quiet, base="quiet")
    source = """
#include "quiet.h"
#include <stdio.h>
int main(void) { quiet(); puts(quiet_error() ? "failed" : "fine"); return 0; }
"""
    assert run_c(tmp_path, source, "-L.", "-lquiet") == "fine\n"
