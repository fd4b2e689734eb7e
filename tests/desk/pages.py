"""Reading the desk's pages in tests: the words on them, and their sections by heading."""

import html
import re


def text_of(page: str) -> str:
    """The words of a page or a piece of it, as a person reads them."""
    page = page.split(">", 1)[1] if re.match(r"[^<>]*>", page) else page
    page = re.sub(r"<(script|style|svg).*?</\1>", " ", page, flags=re.DOTALL)
    words = html.unescape(re.sub(r"<[^>]*>", " ", page))
    return re.sub(r"\s+([.,])", r"\1", " ".join(words.split()))


def parts(page: str) -> dict[str, str]:
    """The sections of a page by their headings."""
    found = page.split('<section class="sec')[1:]
    return {text_of(one.split("<h2")[1].split("</h2>")[0]): one.split("</section>")[0] for one in found if "<h2" in one}
