"""Contrast by WCAG 2.2, in the light and in the dark: text at least 4.5:1 on its ground, marks at least 3:1."""

import re
from pathlib import Path

import pytest
from inks import contrast

from bdpress.pages.drawing import dark
from bdpress.pages.rendering import asset
from bdviews.plots import claims, sources, strip, style, targets

CSS = re.findall(r"{([^{}]*--paper:[^{}]*)}", asset("design.css", "page.css"))
LIGHT, *DARK = (dict(re.findall(r"--([\w-]+): (#\w{6})", declared)) for declared in CSS)
TEXT = [("ink", "paper"), ("muted", "paper"), ("accent", "paper"), ("warn", "paper"), ("ink", "raised"),
        ("muted", "raised"), ("accent", "raised"), ("warn", "raised"), ("ink", "accent-soft"), ("muted", "accent-soft"),
        ("accent", "accent-soft"), ("ink", "warn-soft"), ("warn", "warn-soft"), ("paper", "accent"),
        ("paper", "warn")]  # fmt: skip
TILES = [(shade, style.PAPER if shade in style.SHADES[3:] else style.INK) for shade in style.SHADES]


@pytest.mark.parametrize("theme", [LIGHT, *DARK])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_of_pages_stands_out_from_its_ground(theme, ink, ground):
    assert contrast(theme[ink], theme[ground]) >= 4.5


def test_both_ways_into_the_dark_are_one_dark():
    assert DARK[0] == DARK[1] and DARK[0].keys() == LIGHT.keys()


def test_placeholders_have_an_ink_of_text():
    assert "::placeholder { color: var(--muted); opacity: 1; }" in asset("page.css")


@pytest.mark.parametrize(
    ("ink", "least"), [(style.INK, 7), (style.MUTED, 4.5), *((ink, 3) for ink in (*style.SERIES, style.GREY))]
)
def test_inks_of_charts_stand_out_from_the_page(ink, least):
    assert min(contrast(ink, style.PAPER), contrast(dark(ink), DARK[0]["paper"])) >= least


@pytest.mark.parametrize(("ground", "ink"), TILES + [tone[:2] for tone in strip.TONES.values()])
def test_words_on_tiles_and_squares_are_legible(ground, ink):
    assert min(contrast(ground, ink), contrast(dark(ground), dark(ink))) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, *DARK])
@pytest.mark.parametrize("tone", strip.TONES)
def test_words_on_squares_of_a_page_are_legible(theme, tone):
    look = re.search(rf"\.strip \.{tone} {{(.*?)}}", asset("page.css"))[1]
    ground, ink = (re.search(rf"(?<![\w-]){name}: var\(--([\w-]+)\)", look)[1] for name in ("background", "color"))
    assert contrast(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize("stripe", re.findall(r"#\w{6}", re.search(r"gradient\(.*?\)", asset("deck.html.j2"))[0]))
def test_words_on_the_cover_are_legible_on_every_stripe(stripe):
    assert contrast("#ffffff", stripe) >= 4.5 and "--ink: #fff; --muted: #fff;" in asset("deck.css")


@pytest.mark.parametrize(("number", "found"), [("#000000", 21.0), ("#767676", 4.54), ("#ffffff", 1.0)])
def test_contrast_is_that_of_the_standard(number, found):
    assert contrast(number, "#ffffff") == pytest.approx(found, abs=0.01)


@pytest.mark.parametrize(
    "look", [*targets.LOOKS.values(), *claims.LOOKS.values(), *(look for *_, look in sources.LEVELS)]
)
def test_every_mark_stands_out_in_light_and_dark(look):
    assert min(contrast(look["color"], style.PAPER), contrast(dark(look["color"]), DARK[0]["paper"])) >= 3


def test_marks_of_a_chart_differ_by_more_than_ink():
    for looks in (targets.LOOKS, claims.LOOKS):
        shapes = [(look["marker"], "markerfacecolor" in look) for look in looks.values()]
        assert len(set(shapes)) == len(shapes)


def test_charts_take_their_inks_from_one_place():
    charts = [path for path in Path(style.__file__).parent.glob("*.py") if path.stem not in ("style", "vector")]
    assert not [path.name for path in charts if re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8"))]
