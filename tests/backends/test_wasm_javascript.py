"""The emitted JavaScript under Node: loading, conversions, errors, names."""

from __future__ import annotations

import http.server
import json
import keyword
import re
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import wasm_bodies as bodies
from wasm_bodies import ADD, Function, run_node, write

from pyexec.backends.wasm import build, exports, javascript, runtime
from pyexec.errors import OptionError, OutputError

# Prints, for each expression, its value with its type, or what it throws.
SHOW = """
const show = (value) => Array.isArray(value) ? `[${value.map(show)}]`
  : typeof value === 'bigint' ? `${value}n` : Object.is(value, -0) ? '-0' : String(value);
const outcome = (call) => {
  try { return show(call()); } catch (error) { return `${error.name}: ${error.message}`; }
};
"""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with `everything.wasm` and its files."""
    folder = tmp_path_factory.mktemp("everything")
    write(bodies.EVERYTHING, folder / "everything.wasm")
    return folder


@pytest.fixture(scope="module")
def without_shims(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("without")
    write(bodies.EVERYTHING, folder / "everything.wasm", number_shims=False)
    return folder


CASES = [
    ("add(2, 3)", "5"),
    ("add(-0, 0)", "0"),
    ("add(2n, 3)", "5n"),
    ("add(2n, 3n)", "5n"),
    ("add(true, false)", "1"),
    ("add(9007199254740991, 0)", "9007199254740991"),
    ("add(9007199254740991, 1)", "9007199254740992n"),
    ("add(-9007199254740991, -2)", "-9007199254740993n"),
    ("add(2n ** 63n - 1n, 0)", "9223372036854775807n"),
    ("add(2n ** 63n - 1n, 1n)", "OverflowError: integer overflow"),
    ("add(2n ** 63n, 1n)", "RangeError: add(): a must be from -9223372036854775808 to "
     "9223372036854775807, not 9223372036854775808"),
    ("add(0, 2 ** 53)", "RangeError: add(): b is 9007199254740992, where Numbers have gaps: "
     "pass a BigInt"),
    ("add(0, 1e30)", "RangeError: add(): b must be from -9223372036854775808 to "
     "9223372036854775807, not 1e+30"),
    ("add(1.5, 1)", "TypeError: add(): a must be an integer, not 1.5"),
    ("add(NaN, 1)", "TypeError: add(): a must be an integer, not NaN"),
    ("add(1, '2')", 'TypeError: add(): b must be an integer, not "2"'),
    ("add(null, 2)", "TypeError: add(): a must be an integer, not null"),
    ("add(undefined, 2)", "TypeError: add(): a must be an integer, not a value of type undefined"),
    ("add(Symbol(), 2)", "TypeError: add(): a must be an integer, not a value of type symbol"),
    ("add(1)", "TypeError: add(a, b) was called with 1 argument"),
    ("add(1, 2, 3)", "TypeError: add(a, b) was called with 3 arguments"),
    ("modulo(7, 4)", "3"),
    ("modulo(2n ** 64n - 1n, 2n ** 63n)", "9223372036854775807n"),
    ("modulo(7)", "7"),
    ("modulo(7n)", "7n"),
    ("modulo(7, undefined)", "7"),
    ("modulo(-1, 4)", "RangeError: modulo(): a must be from 0 to 18446744073709551615, not -1"),
    ("modulo(2n ** 64n, 4)", "RangeError: modulo(): a must be from 0 to 18446744073709551615, "
     "not 18446744073709551616"),
    ("modulo(1, 0)", "ZeroDivisionError: integer division or modulo by zero"),
    ("modulo()", "TypeError: modulo(a, b = 18446744073709551615n) was called with 0 arguments"),
    ("odd_error(false)", "undefined"),
    ("odd_error(true)", "TypeError: it's \\ \"odd\"\n"),
    ("odd_error(1)", "TypeError: odd_error(): fail must be true or false, not 1"),
    ("conjugate([1, -2.5])", "[1,2.5]"),
    ("conjugate([1, 0])", "[1,-0]"),
    ("conjugate(3)", "[3,-0]"),
    ("conjugate()", "[1,-2]"),
    ("conjugate([NaN, Infinity])", "[NaN,-Infinity]"),
    ("conjugate([1])", "TypeError: conjugate(): z must be [real, imaginary] or a Number, "
     "not a value of type object"),
    ("swap([0.5, 2])", "[2,0.5]"),
    ("swap([0.1, 0])[1]", "0.10000000149011612"),
    ("scale(2)", "2"),
    ("scale(2n)", "2"),
    ("scale(2, 0.25)", "-0.5"),
    ("scale(2, 0.25, -128)", "-127.5"),
    ("scale(2, 0.25, 127, true)", "127.5"),
    ("scale(2, 0.25, 127, false)", "0"),
    ("scale(2, 0.25, 5n)", "5.5"),
    ("scale(2, 0.25, 128)", "RangeError: scale(): small must be from -128 to 127, not 128"),
    ("scale(2, 0.25, 2n ** 70n)", "RangeError: scale(): small must be from -128 to 127, not "
     "1180591620717411303424"),
    ("scale(2, 0.25, 0.5)", "TypeError: scale(): small must be an integer, not 0.5"),
    ("scale(2, '1')", 'TypeError: scale(): by must be a Number, not "1"'),
    ("scale(2, 1n)", "TypeError: scale(): by must be a Number, not a value of type bigint"),
    ("scale()", "TypeError: scale(n, by = 1.5, small = -1, flag = true) was called with "
     "0 arguments"),
    ("scale(1, 2, 3, true, 5)", "TypeError: scale(n, by = 1.5, small = -1, flag = true) was "
     "called with 5 arguments"),
    ("big_default(5)", "4611686018427387909n"),
    ("big_default(4611686018427387905n)", "1n"),
    ("big_default(5, 4)", "1"),
    ("big_default(5, 4n)", "1n"),
    ("is_even(4)", "true"),
    ("is_even(2n ** 62n + 1n)", "false"),
    ("widen(-2147483648)", "-2147483648"),
    ("widen(-2147483649)", "RangeError: widen(): x must be from -2147483648 to 2147483647, not "
     "-2147483649"),
    ("answer()", "9007199254740993n"),
    ("forever(1)", "RecursionError: maximum recursion depth exceeded"),
    ("spill(3)", "6"),
    ("spill(3n)", "6n"),
    ("spill(-1)", "OverflowError: integer overflow"),
    ("spill(1e12)", "RecursionError: maximum recursion depth exceeded"),
    ("spill(100)", "5050"),
    ("lookup(1)", "-1"),
    ("lookup(256)", "RangeError: lookup(): n must be from 0 to 255, not 256"),
    ("invert(true)", "false"),
    ("invert(false)", "true"),
    ("half(-0)", "-0"),
    ("half(5)", "2.5"),
    ("half()", "Infinity"),
    ("half(NaN)", "NaN"),
    ("single(0.1)", "0.10000000149011612"),
    ("single(-Infinity)", "-Infinity"),
    ("single(1e39)", "RangeError: single(): x must fit float32, not 1e+39"),
    ("sum_int8(127, 1)", "-128"),
    ("sum_uint8(255, 1)", "0"),
    ("sum_uint8(250, 5)", "255"),
    ("sum_int16(-32768, -1)", "32767"),
    ("sum_uint16(65535, 65535)", "65534"),
    ("sum_int32(2147483647, 1)", "-2147483648"),
    ("sum_uint32(4294967295, 0)", "4294967295"),
    ("sum_uint32(2147483648, 2147483647)", "4294967295"),
    ("sum_uint32(-1, 0)", "RangeError: sum_uint32(): a must be from 0 to 4294967295, not -1"),
    ("sum_int64(2n ** 63n - 1n, 1n)", "-9223372036854775808n"),
    ("sum_uint64(2n ** 64n - 1n, 0n)", "18446744073709551615n"),
    ("sum_uint64(9007199254740991, 9007199254740991)", "18014398509481982n"),
]  # fmt: skip


@pytest.mark.parametrize("shims", [True, False])
def test_calls(everything: Path, without_shims: Path, shims: bool) -> None:
    calls = "".join(f"  outcome(() => wasm.{call}),\n" for call, _ in CASES)
    script = (
        f"{SHOW}require('./everything.js').loadEverything().then((wasm) => "
        f"console.log(JSON.stringify([\n{calls}])));"
    )
    answers = json.loads(run_node(script, everything if shims else without_shims))
    assert dict(zip((call for call, _ in CASES), answers, strict=True)) == dict(CASES)


def test_usage_as_documented(tmp_path: Path) -> None:
    write([bodies.arithmetic("square", "int64", "i64", "mul")], tmp_path / "square.wasm")
    script = """
        require('./square.js');
        (async () => {
          const wasm = await loadSquare();
          console.log(wasm.square(5, 5));
        })();
    """
    assert run_node(script, tmp_path) == "25"


def test_files_are_found_from_another_folder(everything: Path, tmp_path: Path) -> None:
    script = f"""
        const {{ loadEverything }} = require({json.dumps(str(everything / "everything.js"))});
        loadEverything().then((wasm) => console.log(wasm.add(1, 2)));
    """
    assert run_node(script, tmp_path) == "3"


def test_named_imports_of_both_forms(everything: Path) -> None:
    script = """
        import { loadEverything, PythonError } from './everything.js';
        import * as form from './everything.mjs';
        const wasm = await loadEverything();
        console.log(wasm.add(1, 2), form.add(3, 4), (await form.loadEverything()).add(5, 6));
        for (const [call, type] of [[wasm.modulo, PythonError], [form.modulo, form.PythonError]]) {
          try { call(1, 0); } catch (error) {
            console.log(error instanceof type, error instanceof Error, error.constructor.name);
          }
        }
    """
    expected = "3 7 11\n" + "\n".join(["true true ZeroDivisionError"] * 2)
    assert run_node(script, everything, module=True) == expected


def test_what_the_loader_gives(everything: Path) -> None:
    script = """
        const load = require('./everything.js').loadEverything;
        load().then((wasm) => {
          console.log(Object.isFrozen(wasm), wasm.raw.add(1n, 2n), wasm.add.name);
          console.log(typeof load.PythonError, globalThis.loadEverything === load);
        });
    """
    assert run_node(script, everything) == "true 3n add\nfunction true"


def test_an_error_is_recorded_once(everything: Path) -> None:
    """After an error the module works on, and a later fault is not taken for the earlier."""
    script = f"""{SHOW}
        require('./everything.js').loadEverything().then((wasm) => {{
          const calls = [() => wasm.add(2n ** 63n - 1n, 1), () => wasm.add(1, 1),
            () => wasm.forever(1), () => wasm.spill(100)];
          for (const call of [...calls, ...calls]) console.log(outcome(call));
          console.log(wasm.raw.$error.value, wasm.raw.$stack.value);
        }});
    """
    round_ = (
        "OverflowError: integer overflow\n2\n"
        "RecursionError: maximum recursion depth exceeded\n5050\n"
    )
    assert run_node(script, everything) == f"{round_}{round_}0 65536"


@pytest.fixture
def server(everything: Path) -> Iterator[str]:
    """The address of a server for that folder, which knows no type for `.bin`."""
    (everything / "module.bin").write_bytes((everything / "everything.wasm").read_bytes())

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:
            """Print nothing."""

    handler = partial(Quiet, directory=str(everything))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def test_every_kind_of_source(everything: Path, server: str) -> None:
    script = f"""
        const {{ loadEverything: load }} = require('./everything.js');
        const fs = require('fs');
        const url = require('url').pathToFileURL('everything.wasm');
        const bytes = fs.readFileSync('everything.wasm');
        (async () => {{
          const sources = ['everything.wasm', url, String(url), bytes, new Uint8Array(bytes).buffer,
            await WebAssembly.compile(bytes), '{server}/everything.wasm', '{server}/module.bin',
            new URL('{server}/everything.wasm'), fetch('{server}/everything.wasm'),
            await fetch('{server}/module.bin')];
          for (const source of sources) console.log((await load(source)).add(1, 2));
          for (const bad of ['{server}/absent.wasm', 'absent.wasm', 5]) {{
            await load(bad).then(console.log, (error) => console.log(error.message));
          }}
        }})();
    """
    lines = run_node(script, everything).splitlines()
    assert lines[:11] == ["3"] * 11
    assert lines[11].startswith(f"{server}/absent.wasm: 404")
    assert "absent.wasm" in lines[12]
    assert len(lines) == 14


def test_a_package_of_es_modules_loads_the_script_as_a_global(tmp_path: Path) -> None:
    write([ADD], tmp_path / "sum.wasm")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    script = "import './sum.js'; console.log((await loadSum()).add(1, 2));"
    assert run_node(script, tmp_path, module=True) == "3"


@pytest.mark.parametrize(
    ("stem", "loader"),
    [
        ("square", "loadSquare"),
        ("fib_wasm", "loadFibWasm"),
        ("my-mod.2", "loadMyMod2"),
        ("2d", "load2d"),
        ("mathUtils", "loadMathUtils"),
        ("größe", "loadGröße"),
        ("a b'c#d%20", "loadABCD20"),
    ],
)
def test_names_of_loaders(stem: str, loader: str, tmp_path: Path) -> None:
    assert javascript.loader_name(stem) == loader
    files = write([ADD], tmp_path / f"{stem}.wasm")
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in files.values()}
    path = json.dumps(f"./{stem}.js")
    script = f"require({path}); {loader}().then((wasm) => console.log(wasm.add(1, 2)));"
    assert run_node(script, tmp_path) == "3"
    name = json.dumps(f"./{stem}.mjs".replace("%", "%25").replace("#", "%23"))
    assert run_node(f"import {{ add }} from {name}; console.log(add(1, 2));", tmp_path, True) == "3"


@pytest.mark.parametrize("stem", ["", "-", "...", "_", "²", "a\nb"])
def test_stems_that_give_no_name(stem: str, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="help: use letters and digits"):
        write([ADD], tmp_path / f"{stem}.wasm")
    assert not list(tmp_path.iterdir())


def test_an_export_name_stands_everywhere(tmp_path: Path) -> None:
    planned = exports.plan([ADD.entry], ["plus"])
    content = bodies.object_file(planned, ADD.text)
    output = tmp_path / "sum.wasm"
    files = build.write_module(content, planned, bodies.ERRORS, output, with_page=True)
    script = "require('./sum.js').loadSum().then((wasm) => console.log(wasm.plus(1, 2)));"
    assert run_node(script, tmp_path) == "3"
    for key in ("js", "module", "types", "module_types", "html"):
        text = files[key].read_text()
        assert "plus(a: int, b: int) -" in text
        assert "add" not in text.replace("addEventListener", "").replace("padding", "")


def test_suffix_is_added(tmp_path: Path) -> None:
    assert write([ADD], tmp_path / "my.mod")["wasm"] == tmp_path / "my.mod.wasm"


@pytest.mark.parametrize("name", ["then", "PythonError", "loadIt", "LoadedIt"])
def test_names_that_javascript_cannot_export(name: str, tmp_path: Path) -> None:
    function = bodies.arithmetic(name, "int64", "i64", "add")
    with pytest.raises(OptionError, match=f"cannot be exported to JavaScript as '{name}'"):
        write([function], tmp_path / "it.wasm")
    assert not list(tmp_path.iterdir())


def test_functions_of_any_other_name(tmp_path: Path) -> None:
    names = ["new", "delete", "default", "constructor", "__proto__", "raw", "bind", "get",
             "static", "arguments", "eval", "wasm", "toString", "exports", "Number", "failure",
             "async"]  # fmt: skip
    functions = [bodies.arithmetic(name, "int", "i64", "add") for name in names]
    write([*functions, ADD], tmp_path / "odd.wasm")
    calls = "".join(f"console.log(wasm.{name}(1, 2), form.{name}(1n, 2n));" for name in names)
    script = f"""
        import {{ loadOdd }} from './odd.js';
        import * as form from './odd.mjs';
        const wasm = await loadOdd();
        {calls}
    """
    assert run_node(script, tmp_path, module=True).splitlines() == ["3 3n"] * len(names)


def test_parameters_of_any_name(tmp_path: Path) -> None:
    """Every word of the emitted code, and of JavaScript itself, can name a parameter."""
    write(bodies.EVERYTHING, tmp_path / "words.wasm")
    text = (tmp_path / "words.js").read_text() + (tmp_path / "words.mjs").read_text()
    words = sorted(set(re.findall(r"\b[A-Za-z_][A-Za-z_0-9]*\b", text)) | runtime.RESERVED)
    words = [word for word in words if not keyword.iskeyword(word)]
    functions = []
    for position, word in enumerate(words):
        # Only the first may declare the intrinsic.
        body = ADD.body if position == 0 else ADD.body.replace("declare", "; declare")
        header = f"f{position}({word}: int, the_other: int) -> int"
        functions.append(Function(header, body, raises=True))
    write(functions, tmp_path / "named.wasm")
    script = f"""{SHOW}
        require('./named.js').loadNamed().then((wasm) => {{
          for (let i = 0; i < {len(functions)}; i++) {{
            const f = wasm[`f${{i}}`];
            const got = [f(1, 2), f(1n, 2n), outcome(() => f(2n ** 63n - 1n, 1n))].map(show).join();
            if (got !== '3,3n,OverflowError: integer overflow') console.log(i, got);
          }}
        }});
    """
    assert run_node(script, tmp_path) == ""


def test_only_what_is_called_is_emitted(tmp_path: Path) -> None:
    files = write([bodies.HALF], tmp_path / "half.wasm")
    text = files["js"].read_text()
    for absent in ("BigInt", "PythonError", "failure", "integer", "complex", "compact", "catch"):
        assert absent not in text
    assert "float(" in text
    assert "miscount(" in text


def test_unwritable_places_leave_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"cannot be written to the folder .*file: Not a dir"):
        write([ADD], tmp_path / "file" / "add.wasm")
    (tmp_path / "file").unlink()
    with pytest.raises(OutputError, match="is a folder, not the name of a file"):
        write([ADD], tmp_path)
    (tmp_path / "add.d.ts").mkdir()
    (tmp_path / "add.wasm").write_text("before")
    with pytest.raises(OutputError, match="there is a folder of this name"):
        write([ADD], tmp_path / "add.wasm", with_page=True)
    assert {path.name for path in tmp_path.iterdir()} == {"add.d.ts", "add.wasm"}
    assert (tmp_path / "add.wasm").read_text() == "before"
