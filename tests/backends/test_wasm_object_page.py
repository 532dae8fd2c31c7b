"""The page of functions with objects in a real Chromium: examples, results, what was changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import chromium, serving
from object_functions import FUNCTIONS
from playwright.sync_api import Page

import pyexec


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("page")
    pyexec.wasm_multi(FUNCTIONS, folder / "objects.wasm", generate_html=True)
    with serving(folder) as address, chromium() as browser:
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{address}/objects.html")
        yield page
        page.close()
        assert faults == []


def calculate(page: Page, function: str, **typed: str) -> str:
    """Fill in a function's form, press its button, and read what it shows."""
    for name, value in typed.items():
        page.locator(f"#{function}-{name}").fill(value)
    form = page.locator(f"form[data-function={function}]")
    form.get_by_role("button", name="Calculate").click()
    page.wait_for_function(
        "(name) => document.getElementById(name).textContent !== ''", arg=f"{function}-result"
    )
    return form.get_by_role("status").inner_text()


EXAMPLES = {
    "backwards": "cba",
    "total": "6",
    "same_texts": '["one", "two", "three"]',
    "copied_complexes": "[[1, 0.5], [2, 0.5], [3, 0.5]]",
    "fixed": '[1, "two", [1.5, 2.5, 3.5]]',
    "counted": '{"one": 1, "two": 1, "three": 1}',
    "moved": '[[[1, 2], "moved"], [[2, 3], "two"]]\n'
    'points is now [[[1, 2], "moved"], [[2, 3], "two"]]',
    "scaled": "done\nvalues is now [7.5, 12.5, 17.5]",
    "distinct": "3",
    "frozen": '["one", "two", "three", "more"]',
    "steps": '{"start": 0, "stop": 10, "step": 2}',
    "found": "null",
}


@pytest.mark.parametrize("function", EXAMPLES)
def test_the_example_in_a_form_fits(page: Page, function: str) -> None:
    assert calculate(page, function) == EXAMPLES[function]


def test_what_is_typed_in(page: Page) -> None:
    assert calculate(page, "backwards", text='no "JSON", a text') == 'txet a ,"NOSJ" on'
    assert calculate(page, "total", values='[1, "9223372036854775000"]') == "9223372036854775001"
    said = calculate(page, "grouped", numbers='{"1": [4], "2": []}', number="5")
    assert said == "done\nnumbers is now [[1, [4]], [2, [5]]]"
    assert calculate(page, "found", text='"abcdef"', at="null") == "null"
    assert calculate(page, "found", at="2") == "cdef"


def test_errors(page: Page) -> None:
    assert calculate(page, "total", values='[1, "x"]') == (
        'TypeError: total(): values[1] must be an integer, not "x"'
    )
    assert calculate(page, "total", values="[1,").startswith("TypeError: values needs JSON: ")
    assert calculate(page, "total", values="5") == (
        "TypeError: total(): values must be an array, not 5"
    )
    said = calculate(page, "renamed", names='{"a": 1}', old="b")
    assert said == "KeyError: 'b'"
