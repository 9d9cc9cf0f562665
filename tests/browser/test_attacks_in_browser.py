"""What data, articles and outputs of notebooks say is text in the machine's own browser, even without our policy."""

import json
from html import escape

import pandas as pd
import pytest
import trial_deck
from trial_deck import code, computed, markdown, shown, table

from bdpress import pages
from bdpress.decks import browser, html, outline
from bdpress.pages.document import read

pytestmark = [
    pytest.mark.skipif(browser.find() is None, reason=browser.MISSING),
    pytest.mark.xdist_group("browser"),
]
ACT = "window.hacked=1"
ATTACKS = [
    f"<script>{ACT}</script>", f'<img src=x onerror="{ACT}">', f"<svg/onload={ACT}>", f"[t](javascript:{ACT})",
    f"[t](JaVa&#115;cript:{ACT})", f"[t](data:text/html,<script>{ACT}</script>)", f"![t](javascript:{ACT})",
    "![t](https://example.org/spy.png)", f"<iframe srcdoc='<script>parent.{ACT}</script>'></iframe>",
    f"</script></style></title><script>{ACT}</script>", f"$\\href{{javascript:{ACT}}}{{t}}$",
    f"{{{{ {ACT} }}}}{{% {ACT} %}}", f"<a href='javascript:{ACT}'>t</a>", "<base href=https://example.org/>",
    f"<style>@import 'https://example.org/{ACT}'</style>", f"<math><mtext><img src=x onerror={ACT}></mtext></math>",
]  # fmt: skip
SVG = f"<svg xmlns='http://www.w3.org/2000/svg' onload='{ACT}' width='9' height='9'><script>{ACT}</script></svg>"


def cells():
    """Every place of an executed notebook that holds foreign text, with every attack."""
    every, frame = "\n\n".join(ATTACKS), pd.DataFrame({f"h {attack}": [attack] for attack in ATTACKS[:4]})
    rows = pd.DataFrame({"a": ATTACKS, "b": 1})
    words = {name: " ".join(ATTACKS) for name in ("alt", "title", "subtitle", "source")}
    data = {"name": ATTACKS[0], "columns": ["a", *ATTACKS[:1]], "rows": [[attack, 1] for attack in ATTACKS]}
    picture = shown({"image/svg+xml": SVG, "application/vnd.bdlib.table+json": data}, words)
    values = "\n".join(f"{name} = {ATTACKS[0]!r}" for name in ("area", "method", "as_of", "indicators", "territory"))
    titles = [markdown(f"# Tấn công {ATTACKS[0]}"), code(tags=("parameters",), source=values)]
    bodies = [every, *(f"## Phần {attack}" for attack in ATTACKS)]
    outputs = [
        computed(every), table(frame, ATTACKS[0]), table(rows, ATTACKS[1]), shown({"text/html": every}), picture,
        {"output_type": "stream", "name": "stdout", "text": every}, shown({"text/latex": every}),
        shown({"text/plain": every}), shown({"text/html": f"<table><tr><td>{every}</td></tr></table>"}),
    ]  # fmt: skip
    return titles + [markdown(body) for body in bodies] + [code(output, source=every) for output in outputs]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("attacks")
    notebook = folder / "attack.ipynb"
    notebook.write_text(json.dumps({"nbformat": 4, "metadata": {}, "cells": cells()}), encoding="utf-8")
    pages.index([pages.page(notebook, folder / "page.html")], folder / "index.html")
    (folder / "deck.html").write_bytes(html.html(read(notebook), outline.slides(read(notebook))))
    return folder


# What may stand in a document of ours: links that lead away in the open, pictures and downloads that are inside.
UNWANTED = """[...document.querySelectorAll('*')].filter(element =>
    element.matches('iframe, object, embed, base, meta[http-equiv=refresh], body script:not([type]) ~ script[src]')
    || [...element.attributes].some(({name, value}) => (name.startsWith('on') && value !== 'return false')
        || (/^(href|src|action|formaction|xlink:href)$/.test(name)
            && !/^(https?:|mailto:|#|data:image\\/|data:text\\/csv|data:,|[\\w./-]+\\.html)/.test(value))))
    .map(element => element.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("name", ["page", "index", "deck"])
def test_no_text_acts_or_asks_even_without_the_policy(folder, name):
    with browser.tab(bypass_csp=True) as page:
        asked, said = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.goto((folder / f"{name}.html").as_uri())
        page.wait_for_load_state("networkidle")
        assert page.evaluate("'hacked' in window") is False and said == []
        assert {url.split(":")[0] for url in asked if not url.endswith(f"{name}.html")} <= {"data"}
        assert page.evaluate(UNWANTED) == []
        if name != "index":
            text = page.evaluate("document.body.textContent")
            assert [attack for attack in ATTACKS[:3] if attack not in text] == []


def test_powerpoint_holds_the_text_and_no_link_but_to_the_web(folder, tmp_path):
    from pptx import Presentation

    short = [markdown("# T"), *(markdown(f"## S {n}\n\n{attack}\x0b\x1b") for n, attack in enumerate(ATTACKS))]
    notebook = tmp_path / "p.ipynb"
    notebook.write_text(json.dumps({"nbformat": 4, "metadata": {}, "cells": short}), encoding="utf-8")
    made = Presentation(trial_deck.deck(notebook, tmp_path, ["pptx"]).files[0])
    outside = [link.target_ref for slide in made.slides for link in slide.part.rels.values() if link.is_external]
    text = " ".join(shape.text_frame.text for slide in made.slides for shape in slide.shapes if shape.has_text_frame)
    assert all(address.startswith("https://") for address in outside) and ATTACKS[0] in text


def test_a_table_for_display_escapes_its_headings_and_caption():
    frame = pd.DataFrame({f"h {attack}": [attack] for attack in ATTACKS})
    written = (
        trial_deck.tables.table(frame, list(frame), "vi", name="t").set_caption(escape(" ".join(ATTACKS))).to_html()
    )
    assert not any(f"<{name}" in written for name in ("script", "img", "svg", "iframe", "base", "a ", "math"))
