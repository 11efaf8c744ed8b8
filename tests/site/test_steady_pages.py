"""What scripts add and a font that comes late move nothing that is read."""

import pytest
from playwright.sync_api import Browser, Route

from tests.site.release import Release
from tests.site.test_browser import NARROW, WIDE, opened, served

pytestmark = pytest.mark.browser

# Google's bound for "good" is 0.1.
# What is left is what scripts add beyond the room for it.
MOST = 0.02
LATE = "**/*.{js,woff2}"
OBSERVER = """
window.moved = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.moved += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def moved(browser: Browser, url: str, viewport: dict[str, int]) -> float:
    """How much of what was on the screen moved when scripts and font came after the page had been painted."""
    held: list[Route] = []
    with browser.new_context(viewport={"width": viewport["width"], "height": viewport["height"]}) as context:
        page = context.new_page()
        page.add_init_script(OBSERVER)
        page.route(LATE, lambda route: held.append(route))
        page.goto(url, wait_until="commit")
        page.locator("footer").wait_for()
        page.wait_for_timeout(300)
        for route in held:
            route.continue_()
        page.unroute(LATE)
        page.wait_for_load_state("load")
        page.wait_for_timeout(300)
        assert page.locator("#search input").count(), "the scripts came"
        return float(page.evaluate("window.moved"))


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
def test_nothing_moves_when_scripts_and_font_come_late(
    browser: Browser, release: Release, viewport: dict[str, int]
) -> None:
    """On a page of each kind of the real release, but those that a script alone fills."""
    paths = [page.path for page in release.pages if page.lang == "vi"]
    firsts = {(path.count("/"), path.split("/")[0]): path for path in reversed(paths)}
    steady = [path for path in firsts.values() if path not in ("compare.html", "explore.html")]
    with served(release.site) as address:
        found = {path: moved(browser, address + path, viewport) for path in steady}
    assert not {path: value for path, value in found.items() if value >= MOST}


def test_the_words_of_a_line_are_on_the_screen_that_a_link_leads_to(
    browser: Browser, release: Release
) -> None:
    """Lines far from the screen are not laid out until they come near it."""
    longest = max(release.of("sources"), key=lambda page: len(page.find("//*[@class='ln']")))
    words = [str(found.get("id")) for found in longest.find("//*[@class='ln']/p//*[@id]")]
    with served(release.site) as address:
        for word in (words[0], words[len(words) // 2], words[-1]):
            with opened(browser, f"{address}{longest.path}#{word}", viewport=NARROW) as page:
                page.wait_for_timeout(100)
                box = page.locator(f"[id='{word}']").bounding_box()
                assert box and 0 <= box["y"] < NARROW["height"], word
