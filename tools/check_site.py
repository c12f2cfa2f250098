"The site of `make docs` in headless Chromium: every page, picture and link, the search, a telephone's width."
import functools
import http.server
import json
import shutil
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlparse

SITE = Path(__file__).resolve().parent.parent / "_docs"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SEARCH, SOUGHT = "search/search_index.json", "CompositionNet"
PHONE = dict(width=390, height=844)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args): pass


def served():
    "Address of the site, which is served as long as this process lives"
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=SITE))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/"


def listened_to(page, home, wrong):
    """A page of the browser's that keeps in `wrong` what it complains of, and what it asks of elsewhere; of what can be
    sought it gets one entry, as each page would spend a second on all"""
    def said(text): wrong.append(f"{page.url}: {text}")
    index = json.loads((SITE / SEARCH).read_text())
    page.route(f"**/{SEARCH}", lambda asked: asked.fulfill(json=index | dict(docs=index["docs"][:1])))
    page.on("console", lambda words: said(words.text) if words.type == "error" else None)
    page.on("pageerror", lambda error: said(error))
    page.on("request", lambda asked: asked.url.startswith((home, "data:", "blob:")) or said(f"asks {asked.url}"))
    return page


def look_at(page, address, seen):
    "What is wrong with one page of the site; what it has and where it leads is kept in `seen`"
    answer, wrong = page.goto(address, wait_until="load"), []
    if not answer.ok: wrong.append(f"answers {answer.status}")
    page.evaluate("document.querySelectorAll('img').forEach(one => one.loading = 'eager')")
    page.wait_for_function("[...document.images].every(one => one.complete)")
    wrong += [f"no picture {url}" for url in page.evaluate(
        "[...document.images].filter(one => !one.naturalWidth).map(one => one.src)")]
    too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if too_wide > 0: wrong.append(f"{too_wide} pixels wider than a telephone")
    seen[address] = (set(page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")),
                     set(page.evaluate("[...document.links].map(one => one.href)")))
    return [f"{address}: {text}" for text in wrong]


def dead_links(seen, home):
    "Links within the site that lead nowhere"
    for address, (_, links) in seen.items():
        for target, anchor in map(urldefrag, links):
            if not target.startswith(home): continue
            if not (SITE / unquote(urlparse(target).path).lstrip("/")).exists(): yield f"{address}: no {target}"
            elif anchor and target in seen and unquote(anchor) not in seen[target][0] and not anchor.startswith("__"):
                yield f"{address}: no {target}#{anchor}"


def found_by_search(page, home):
    "Where the search leads who looks for a class"
    page.goto(f"{home}index.html")
    page.keyboard.press("/")
    page.keyboard.type(SOUGHT)
    page.wait_for_selector(".md-search-result__link", timeout=20_000)
    return [link.get_attribute("href") for link in page.query_selector_all(".md-search-result__link")]


@contextmanager
def browser():
    "Chromium, of the thread that asks for it"
    from playwright.sync_api import sync_playwright
    with sync_playwright() as player:
        found = player.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield found
        found.close()


def look_through(paths, home):
    "What is wrong with some pages, and what they have and where they lead, see `look_at`"
    wrong, seen = [], {}
    with browser() as chromium:
        page = listened_to(chromium.new_page(viewport=PHONE), home, wrong)  # one for all: a new one takes its time
        for path in paths: wrong += look_at(page, home + path.name, seen)
    return wrong, seen


def main():
    "Exit status: 0 where all is well, or where there is nothing to check or nothing to check with"
    if not (SITE / "index.html").exists() or not BROWSER:
        print(f"skipped: there is no {'browser' if SITE.exists() else 'site in _docs/; `make docs` makes it'}")
        return 0
    home, wrong, seen = served(), [], {}
    paths = sorted(SITE.glob("[!4]*.html"))  # 404.html is for the place where the site will be
    with ThreadPoolExecutor(2) as pool:
        for said, found in pool.map(look_through, (paths[::2], paths[1::2]), (home, home)): wrong += said; seen |= found
    wrong += dead_links(seen, home)
    with browser() as chromium: hits = found_by_search(chromium.new_page(), home)
    if not any(f"#{SOUGHT.lower()}" in hit for hit in hits): wrong.append(f"search finds no {SOUGHT}: {hits}")
    for text in wrong: print(f"WRONG {text}")
    print(f"{len(seen)} pages, {sum(len(links) for _, links in seen.values())} links, {len(wrong)} wrong")
    return int(bool(wrong) or not seen)


if __name__ == "__main__": sys.exit(main())
