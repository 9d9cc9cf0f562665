"""The window of `notebooks/explore.ipynb`: controls above, every side of a view below."""

import gc
from base64 import b64encode
from html import escape

import ipywidgets as widgets
import statsmodels.regression.linear_model  # noqa: F401, a third of a second that no choice should wait for

from bdlib.codelists import SOURCE_KINDS
from bdlib.errors import DataError
from bdlib.reconciliation import methods
from bdviews.explore import panels
from bdviews.explore.ahead import ahead as compute_ahead
from bdviews.explore.desk import Desk, View
from bdviews.explore.own import attempt
from bdviews.labels import Labels
from bdviews.language import day
from bdviews.language.codes import spoken
from bdviews.language.messages import gettext
from bdviews.plots import style
from bdviews.plots.claims import claims

SCREEN = 110  # dots per inch
USUAL = "newspaper"  # the kind of page that a figure of one's own most often comes from
STYLE = """<style>
.bd h3 {font-size: 1.05em; margin: .9em 0 .3em} .bd p, .bd li {line-height: 1.45; margin: .2em 0; max-width: 75em}
.bd ul {margin: 0; padding-left: 1.2em} .bd img {max-width: 100%; height: auto} .bd-scroll {overflow-x: auto}
.bd table {border-collapse: collapse; font-size: .92em} .bd th, .bd td {text-align: left; padding: .25em .7em .25em 0;
vertical-align: top; line-height: 1.35; border-bottom: 1px solid var(--jp-border-color2, #D5DBE1)}
.bd th {font-weight: 600}
.bd a {color: var(--jp-content-link-color, #0B4F8A); text-decoration: underline} .bd-answer p {font-size: 1.15em}
.bd .widget-html-content {overflow: visible} .bd .bd-bad {color: var(--jp-error-color1, #B00020)}
</style>"""


class Window(widgets.VBox):
    """Choose an area, an indicator, a day and a method; everything below follows."""

    def __init__(self, desk: Desk, area: str, indicator: str = "", *, method: str = "evidence", as_of: str = "",
                 lang: str = "vi", ahead: bool = True) -> None:  # fmt: skip
        self.desk, self.lang, self.labels = desk, lang, Labels(desk.corpus, lang)
        self.area = self._menu(gettext(lang, "Area"), self._areas(), area)
        self.indicator = self._menu(gettext(lang, "Indicator"), self._indicators(area), indicator)
        self.as_of = self._menu(gettext(lang, "Known by"), self._days(as_of), as_of)
        self.method = self._menu(gettext(lang, "Method"), [(spoken(one, lang), one) for one in methods()], method)
        self.parts = {
            name: _html(name) for name in ("answer", "chart", "estimates", "conflicts", "claims", "peers", "gap")
        }
        self.own = OwnFigure(self)
        left, right = self._column("chart", "conflicts", "gap"), self._column("estimates", "peers")
        menus = _row(self.area, self.indicator, self.as_of, self.method)
        below = [_row(left, right), self.parts["claims"], self.own]
        super().__init__([widgets.HTML(STYLE), menus, self.parts["answer"], *below])
        self.add_class("bd")
        self.area.observe(self._moved, "value")
        for menu in (self.indicator, self.as_of, self.method):
            menu.observe(self._chosen, "value")
        if ahead:
            asked = [[menu.value, *(code for _, code in menu.options)] for menu in (self.method, self.as_of)]
            compute_ahead(desk, *(list(dict.fromkeys(codes)) for codes in asked))
        self.redraw()
        gc.collect()
        gc.freeze()  # else every few choices would wait a tenth of a second while all modules are searched for garbage

    @property
    def view(self) -> View:
        """What is shown."""
        return self.desk.look(self.area.value, self.indicator.value, self.method.value, self.as_of.value)

    def redraw(self) -> None:
        """Show what the menus ask for."""
        self.parts["answer"].value = "<p>{}</p>".format(gettext(self.lang, "Computing …"))
        view, corpus, lang = self.view, self.desk.corpus, self.lang
        self.parts["answer"].value = panels.answer(view, corpus, lang)
        for name in ("claims", "estimates", "peers", "gap"):
            self.parts[name].value = getattr(panels, name)(view, corpus, lang)
        self.parts["conflicts"].value = panels.conflicts(view, lang)
        self.parts["chart"].value = picture(view, self)
        self.own.result.value = ""

    def _moved(self, _change: dict) -> None:
        """Offer the new area's indicators, keeping the present one where the area has it, and redraw once."""
        offered, present = self._indicators(self.area.value), self.indicator.value
        self.indicator.unobserve(self._chosen, "value")
        self.indicator.options = offered
        self.indicator.value = present if present in {code for _, code in offered} else offered[0][1]
        self.indicator.observe(self._chosen, "value")
        self.redraw()

    def _chosen(self, _change: dict) -> None:
        self.redraw()

    def _menu(self, label: str, options: list[tuple[str, str]], value: str) -> widgets.Dropdown:
        known = {code for _, code in options}
        return widgets.Dropdown(options=options, value=value if value in known else options[0][1], description=label,
                                style={"description_width": "initial"},
                                layout={"width": "auto", "margin": "2px 12px 2px 0"})  # fmt: skip

    def _areas(self) -> list[tuple[str, str]]:
        return [(self.labels.area(code), code) for code in self.desk.areas()]

    def _indicators(self, area: str) -> list[tuple[str, str]]:
        counted = self.desk.indicators(area)
        return [(f"{self.labels.indicator(code, area)} ({count})", code) for code, count in counted.items()]

    def _days(self, as_of: str) -> list[tuple[str, str]]:
        everything = gettext(self.lang, "today (everything)")
        days = sorted({*self.desk.days(), as_of} - {""}, reverse=True)
        return [(everything, ""), *((day(one, self.lang), one) for one in days)]

    def _column(self, *names: str) -> widgets.VBox:
        layout = {"flex": "1 1 28em", "min_width": "20em", "padding": "0 1.5em 0 0"}
        return widgets.VBox([self.parts[name] for name in names], layout=layout)


class OwnFigure(widgets.VBox):
    """Add a figure of one's own: the button tells how it is read and what it would change."""

    def __init__(self, window: Window) -> None:
        self.window, lang = window, window.lang
        self.figure = widgets.Text(description=gettext(lang, "Your figure"), placeholder=gettext(lang, "about 8%"))
        self.period = widgets.Text(description=gettext(lang, "Period"), placeholder="2024, 2024-06, 2024-H1")
        kinds = list(dict.fromkeys(sorted(window.desk.corpus.sources["kind"], key=_known))) or [USUAL]
        self.kind = widgets.Dropdown(options=[(spoken(kind, lang), kind) for kind in kinds],
                                     value=USUAL if USUAL in kinds else kinds[0],
                                     description=gettext(lang, "Source"))  # fmt: skip
        self.button = widgets.Button(description=gettext(lang, "What would change?"), layout={"width": "auto"})
        self.result = _html("trial")
        head = panels.section(gettext(lang, "Try a figure of your own"), "")
        super().__init__([widgets.HTML(head), _row(self.figure, self.period, self.kind, self.button), self.result])
        self.button.on_click(lambda _button: self.attempt())

    def attempt(self) -> None:
        """Say what the figure would change; nothing is written."""
        window, lang = self.window, self.window.lang
        self.result.value = "<p>{}</p>".format(gettext(lang, "Computing …"))
        try:
            found = attempt(window.desk, window.area.value, window.indicator.value, self.figure.value,
                            period=self.period.value, source_kind=self.kind.value, method=window.method.value,
                            as_of=window.as_of.value)  # fmt: skip
            self.result.value = panels.trial(found, window.desk.corpus, lang)
        except DataError as error:
            self.result.value = f'<p class="bd-bad" role="alert">{escape(str(error))}</p>'


def picture(view: View, window: Window) -> str:
    """Give the chart of a view as an HTML image with its words, light enough to redraw at once."""
    title = panels.newest(view, window.lang)
    figure = claims(view.est, view.area, view.indicator, window.lang, title=title).figure
    data = b64encode(style.png(figure, dpi=SCREEN)).decode()
    return f'<img alt="{escape(figure.alt)}" src="data:image/png;base64,{data}">'


def _known(kind: str) -> tuple[int, str]:
    """Order of a kind of source: those of the codelist first, the others by name."""
    return SOURCE_KINDS.index(kind) if kind in SOURCE_KINDS else len(SOURCE_KINDS), kind


def _html(name: str) -> widgets.HTML:
    part = widgets.HTML()
    part.add_class(f"bd-{name}")
    return part


def _row(*parts: widgets.Widget) -> widgets.HBox:
    return widgets.HBox(parts, layout={"flex_flow": "row wrap", "align_items": "flex-start"})
