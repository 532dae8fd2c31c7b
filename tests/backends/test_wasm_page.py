"""The page in a real Chromium: typing into the inputs, results, errors, file:// and http."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import wasm_bodies as bodies
from browser import chromium, serving
from playwright.sync_api import Browser, Page
from wasm_bodies import write


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    write(bodies.EVERYTHING, folder / "my demo#1.wasm", with_page=True)
    return folder


@pytest.fixture(scope="module")
def requested() -> list[str]:
    """The paths that the server was asked for."""
    return []


@pytest.fixture(scope="module")
def server(folder: Path, requested: list[str]) -> Iterator[str]:
    with serving(folder, requested) as address:
        yield address


@pytest.fixture(params=["http", "file"])
def page(
    request: pytest.FixtureRequest, browser: Browser, server: str, folder: Path
) -> Iterator[Page]:
    """The page, opened over http and from file://; nothing may be logged as an error."""
    address = server if request.param == "http" else folder.as_uri()
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(f"{address}/my%20demo%231.html")
    yield page
    page.close()
    assert faults == []


def calculate(page: Page, function: str, **typed: str | bool) -> str:
    """Fill in a function's form, press its button, and read what it shows."""
    form = page.locator(f"form[data-function={function}]")
    for name, value in typed.items():
        field = page.locator(f"#{function}-{name.replace('__', '-')}")
        if isinstance(value, bool):
            field.set_checked(value)
        else:
            field.fill(value)
    form.get_by_role("button", name="Calculate").click()
    output = form.get_by_role("status")
    page.wait_for_function(
        "(name) => document.getElementById(name).textContent !== ''", arg=f"{function}-result"
    )
    return output.inner_text()


def test_results(page: Page) -> None:
    assert calculate(page, "add", a="20", b="-8") == "12"
    assert calculate(page, "add", a="9007199254740993", b="1") == "9007199254740994"
    assert calculate(page, "add", a="1e3", b="1") == "1001"
    assert calculate(page, "sum_uint64", a="18446744073709551615", b="0") == "18446744073709551615"
    assert calculate(page, "is_even", n="7") == "false"
    assert calculate(page, "invert", flag=True) == "false"
    assert calculate(page, "half", x="-0.25") == "-0.125"
    assert calculate(page, "half", x="-0") == "-0"
    assert calculate(page, "conjugate", z__real="0.5", z__imaginary="-2") == "0.5 + 2i"
    assert calculate(page, "scale", n="2", by="0.25", small="-128", flag=True) == "-127.5"
    assert calculate(page, "scale", flag=False) == "0"
    assert calculate(page, "odd_error", fail=False) == "done"
    assert calculate(page, "answer") == "9007199254740993"


def test_errors(page: Page) -> None:
    said = calculate(page, "add", a="9223372036854775807", b="1")
    assert said == "OverflowError: integer overflow"
    output = page.locator("#add-result")
    assert output.get_attribute("class") == "error"
    assert calculate(page, "add", a="1.5") == "TypeError: add(): a must be an integer, not 1.5"
    assert calculate(page, "add", a="") == "TypeError: a needs a value"
    assert calculate(page, "add", a="1", b="1") == "2"
    assert output.get_attribute("class") == ""
    said = calculate(page, "sum_int8", a="128", b="0")
    assert said == "RangeError: sum_int8(): a must be from -128 to 127, not 128"
    said = calculate(page, "modulo", a="1", b="0")
    assert said == "ZeroDivisionError: integer division or modulo by zero"
    said = calculate(page, "forever", n="1")
    assert said == "RecursionError: maximum recursion depth exceeded"


def test_the_form_describes_itself(page: Page) -> None:
    form = page.locator("form[data-function=scale]")
    assert form.get_by_role("spinbutton", name="n int").get_attribute("value") == "5"
    assert form.get_by_role("spinbutton", name="by float").get_attribute("step") == "any"
    small = form.get_by_label("small int8")
    assert [small.get_attribute(name) for name in ("min", "max", "value")] == ["-128", "127", "-1"]
    assert form.get_by_role("checkbox", name="flag bool").is_checked()
    real = page.get_by_role("group", name="z complex", exact=True).get_by_label("real")
    assert real.get_attribute("value") == "1.0"
    assert page.get_by_role("heading", name="scale(").count() == 1
    assert page.get_by_text("It is <checked> */ & exact.").count() == 1
    assert page.title() == "MyDemo1 - WebAssembly"


def test_nothing_but_its_own_files_is_fetched(
    browser: Browser, server: str, requested: list[str]
) -> None:
    page = browser.new_page()
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    requested.clear()
    page.goto(f"{server}/my%20demo%231.html")
    assert calculate(page, "add", a="1", b="2") == "3"
    page.close()
    own = [f"/my%20demo%231.{suffix}" for suffix in ("html", "js", "wasm")]
    assert sorted(requested) == sorted(f"{path} 200" for path in own)
    assert all(url.startswith((server, "data:")) for url in addresses)


def test_script_and_es_module_in_a_browser(browser: Browser, server: str, folder: Path) -> None:
    (folder / "other").mkdir(exist_ok=True)
    (folder / "other" / "use.html").write_text(
        "<!DOCTYPE html><script src='../my%20demo%231.js'></script><script type='module'>"
        "import { add } from '../my%20demo%231.mjs';"
        "const wasm = await loadMyDemo1();"
        "document.title = `${wasm.add(1, 2)} ${add(3, 4)}`;</script>"
    )
    page = browser.new_page()
    page.goto(f"{server}/other/use.html")
    page.wait_for_function("document.title !== ''")
    assert page.title() == "3 7"
    page.close()
