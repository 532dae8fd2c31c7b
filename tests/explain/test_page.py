"""The page in a real Chromium: pointing, focus, taps, columns, and nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import explained as functions
import pytest
from browser import chromium
from playwright.sync_api import Browser, Locator, Page, ViewportSize
from test_stages import FILE, number

from pyexec.explain.explanation import STAGES, Explanation
from pyexec.explain.lines import Place
from pyexec.explain.page import page_text
from pyexec.explain.settings import Settings

WIDE: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def explanation() -> Explanation:
    return Explanation([functions.harshad, functions.powers], Settings(target="x86_64-linux"))


@pytest.fixture(scope="module")
def address(explanation: Explanation, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "explained.html"
    path.write_text(page_text(explanation), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page on a wide screen; it may log no error, and fetch nothing."""
    yield from opened(browser, address, WIDE, is_phone=False)


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    yield from opened(browser, address, PHONE, is_phone=True)


def opened(browser: Browser, address: str, size: ViewportSize, is_phone: bool) -> Iterator[Page]:
    context = browser.new_context(
        viewport=size, has_touch=is_phone, is_mobile=is_phone, reduced_motion="reduce"
    )
    page = context.new_page()
    faults: list[str] = []
    fetched: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(address)
    yield page
    context.close()
    assert faults == []
    assert [url for url in fetched if not url.startswith("data:")] == [address]


def source_line(page: Page, text: str) -> Locator:
    return page.locator(f"#source [data-line='{number(text)}']")


def lit(page: Page, stage: str, kind: str = "lit") -> list[str]:
    """The lines of a column that are lit up."""
    return [t.strip() for t in page.locator(f"#{stage} p.{kind} code").all_text_contents()]


def expected(explanation: Explanation, stage: str, text: str) -> list[str]:
    """What a source line became, as the library says it."""
    place = Place(FILE, number(text))
    return [
        line.text.expandtabs(4).strip()
        for part in explanation.stage(stage).parts
        for line in part.lines
        if line.places[:1] == (place,)
    ]


CONDITION = "if n % digit_sum(n) == 0:"


def test_hovering_a_source_line(page: Page, explanation: Explanation) -> None:
    source_line(page, CONDITION).hover()
    for stage in STAGES:
        assert lit(page, stage) == expected(explanation, stage, CONDITION), stage
    assert any("idiv" in line for line in lit(page, "asm"))
    # What was inlined into the line is marked too, but not as its own.
    inlined = expected(explanation, "asm", "n //= 10")
    assert inlined
    assert set(inlined) <= set(lit(page, "asm", "near"))
    # Another line takes its place.
    source_line(page, "count += 1").hover()
    assert lit(page, "asm") == expected(explanation, "asm", "count += 1")


def test_hovering_a_line_of_the_assembly(page: Page, explanation: Explanation) -> None:
    page.locator("#asm p", has_text="idivq").first.hover()
    assert lit(page, "source") == [CONDITION]
    assert lit(page, "llvm") == expected(explanation, "llvm", CONDITION)


def test_an_inlined_line_shows_its_caller(page: Page) -> None:
    page.locator("#llvm p", has_text="udiv").first.hover()
    assert lit(page, "source") == ["n //= 10"]
    assert lit(page, "source", "near") == [CONDITION]
    detail = page.get_by_role("status").inner_text()
    assert f"inlined into line {number(CONDITION)}" in detail


def test_other_columns_scroll_to_the_line(page: Page) -> None:
    line = page.locator("#asm p.lit").first
    source_line(page, "total: int = base**exp + exp**base").hover()
    line.wait_for()
    box, pane = line.bounding_box(), page.locator("#asm .lines").bounding_box()
    assert box is not None and pane is not None
    assert pane["y"] <= box["y"] <= pane["y"] + pane["height"]
    assert page.evaluate("document.querySelector('#asm .lines').scrollTop") > 0
    assert page.evaluate("scrollY") == 0


def test_details_of_a_line(page: Page) -> None:
    source_line(page, CONDITION).hover()
    said = page.get_by_role("status").inner_text()
    assert said.startswith(f"Line {number(CONDITION)}")
    assert "runtime: integers.modulo_signed[int64]" in said
    assert "can raise ZeroDivisionError: integer modulo by zero" in said
    source_line(page, "def harshad(limit: int) -> int:").hover()
    assert "what several lines share stands here" in page.get_by_role("status").inner_text()


def test_weights(page: Page, explanation: Explanation) -> None:
    cost = source_line(page, CONDITION).locator(".cost").inner_text()
    lines = [line for part in explanation.stage("asm").parts for line in part.lines]
    place = Place(FILE, number(CONDITION))
    own = [line for line in lines if line.is_instruction and line.places[:1] == (place,)]
    assert int(cost) == len(own)

    def alpha(text: str) -> float:
        colour = source_line(page, text).evaluate("line => getComputedStyle(line).backgroundColor")
        return float(colour.rpartition("/")[2].strip(" )")) if "/" in colour else 0.0

    assert alpha(CONDITION) > alpha("count += 1") > alpha("return count") == 0
    assert source_line(page, CONDITION).locator(".raises").count() == 1
    assert source_line(page, "n //= 10").locator(".raises").count() == 0


def test_keyboard(page: Page) -> None:
    page.locator("[data-opens=wat]").focus()
    page.keyboard.press("Tab")
    first = page.locator("#source [data-p]").first
    assert first.evaluate("line => line === document.activeElement")
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    assert lit(page, "source") == [CONDITION]
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.closest('section').id") == "ir"
    assert lit(page, "source") == [CONDITION]
    page.keyboard.press("End")
    assert lit(page, "source") != [CONDITION]
    # Tab reaches one line of each column.
    for stage in STAGES:
        assert page.locator(f"#{stage} [data-p][tabindex='0']").count() == 1


def test_a_click_holds_a_line(page: Page) -> None:
    source_line(page, CONDITION).click()
    source_line(page, "count += 1").hover()
    assert lit(page, "source") == [CONDITION]
    page.keyboard.press("Escape")
    source_line(page, "return count").hover()
    source_line(page, "count += 1").hover()
    assert lit(page, "source") == ["count += 1"]


def test_columns_open_and_close(page: Page) -> None:
    visible = "section:not([hidden])"
    assert page.locator(visible).count() == 4
    page.get_by_role("button", name="WebAssembly").click()
    page.get_by_role("button", name="IR", exact=True).click()
    ids = page.locator(visible).evaluate_all("sections => sections.map((each) => each.id)")
    assert ids == ["source", "llvm", "asm", "wat"]
    assert page.get_by_role("button", name="WebAssembly").get_attribute("aria-pressed") == "true"
    assert page.get_by_role("listbox").count() == 4


def test_nothing_is_wider_than_the_window(page: Page, phone: Page) -> None:
    for each in (page, phone):
        for button in each.locator("[data-opens]").all():
            if button.is_visible():
                button.click()
            assert each.evaluate("document.documentElement.scrollWidth <= innerWidth")
            panes = each.locator(".lines")
            assert panes.evaluate_all("all => all.every((p) => p.scrollWidth <= p.clientWidth)")


def test_a_phone_has_the_source_and_one_more(phone: Page, explanation: Explanation) -> None:
    visible = phone.locator("section:not([hidden])")
    assert visible.evaluate_all("all => all.map((each) => each.id)") == ["source", "asm"]
    source_line(phone, CONDITION).tap()
    assert lit(phone, "asm") == expected(explanation, "asm", CONDITION)
    phone.get_by_role("button", name="WebAssembly").tap()
    assert visible.evaluate_all("all => all.map((each) => each.id)") == ["source", "wat"]
    assert lit(phone, "wat") == expected(explanation, "wat", CONDITION)
    assert phone.locator("#wat p.lit").first.is_visible()


def test_what_the_web_does_not_have(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "sine.html"
    path.write_text(page_text(Explanation([functions.sine], Settings())), encoding="utf-8")
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(path.as_uri())
    page.get_by_role("button", name="WebAssembly").click()
    assert "math.sin is not available" in page.locator("#wat").inner_text()
    source_line(page, "return math.sin(x) / 2").hover()
    said = page.get_by_role("status").inner_text()
    assert "calls sin" in said and "WebAssembly" not in said
    context.close()


def test_light_and_dark(browser: Browser, address: str) -> None:
    for scheme, is_dark in (("light", False), ("dark", True)):
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address)
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        channels = [int(part) for part in background.strip("rgb()").split(",")]
        assert (max(channels) < 64) is is_dark
        context.close()


def test_the_users_text_is_text(tmp_path: Path) -> None:
    path = tmp_path / "hostile.py"
    path.write_text('def hostile(n: int) -> int:\n    """</script><b onclick="x">&amp;"""\n'
                    "    return n\n")  # fmt: skip
    namespace: dict[str, object] = {}
    exec(compile(path.read_text(), str(path), "exec"), namespace)
    text = page_text(Explanation([namespace["hostile"]], Settings()))
    assert "<b onclick" not in text
    assert "&lt;/script&gt;&lt;b onclick=" in text
