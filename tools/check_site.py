"The site of `make docs` in headless Chromium: every page, picture and link, the search, a telephone's width."
import functools
import http.server
import shutil
import sys
import threading
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlparse

SITE = Path(__file__).resolve().parent.parent / "_docs"
SOUGHT = "CompositionNet"
PHONE = dict(width=390, height=844)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args): pass


def served():
    "Address of the site, which is served as long as this process lives"
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=SITE))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/"


def look_at(page, address, seen):
    "What is wrong with one page; what it has and where it leads is kept in `seen`"
    wrong, local = [], (address.rpartition("/")[0] + "/", "data:", "blob:")
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith(local) or wrong.append(f"asks {asked.url}"))
    answer = page.goto(address, wait_until="load")
    if not answer.ok: wrong.append(f"answers {answer.status}")
    page.evaluate("document.querySelectorAll('img').forEach(one => one.loading = 'eager')")
    page.wait_for_function("[...document.images].every(one => one.complete)")
    wrong += [f"no picture {url}" for url in page.evaluate(
        "[...document.images].filter(one => !one.naturalWidth).map(one => one.src)")]
    too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if too_wide > 0: wrong.append(f"{too_wide} pixels wider than a telephone")
    seen[address] = (set(page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")),
                     set(page.evaluate("[...document.links].map(one => one.href)")))
    return wrong


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


def main():
    "Exit status: 0 where all is well, or where there is nothing to check or nothing to check with"
    browser_at = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not (SITE / "index.html").exists() or not browser_at:
        print(f"skipped: there is no {'browser' if SITE.exists() else 'site in _docs/; `make docs` makes it'}")
        return 0
    from playwright.sync_api import sync_playwright
    home, seen, wrong = served(), {}, []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=browser_at, args=["--no-sandbox"])
        phone = browser.new_context(viewport=PHONE)
        for path in sorted(SITE.glob("[!4]*.html")):  # 404.html is for the place where the site will be
            page = phone.new_page()
            wrong += [f"{path.name}: {text}" for text in look_at(page, home + path.name, seen)]
            page.close()
        wrong += dead_links(seen, home)
        hits = found_by_search(browser.new_page(), home)
        if not any(f"#{SOUGHT.lower()}" in hit for hit in hits): wrong.append(f"search finds no {SOUGHT}: {hits}")
        browser.close()
    for text in wrong: print(f"WRONG {text}")
    print(f"{len(seen)} pages, {sum(len(links) for _, links in seen.values())} links, {len(wrong)} wrong")
    return int(bool(wrong) or not seen)


if __name__ == "__main__": sys.exit(main())
