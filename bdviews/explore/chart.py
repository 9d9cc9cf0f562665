"""One picture of a view: every claim with what it can mean, the estimates, the target."""

import io

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg

from bdlib.corpus import Corpus
from bdlib.periods import frame as period_bounds
from bdviews.explore.desk import View
from bdviews.language import area_name, choose, indicator_name, quantity, scale_and_unit
from bdviews.language.periods import period
from bdviews.plots import style

LABELS = {"kept": ("giữ", "kept", style.KEPT), "set_aside": ("để riêng", "set aside", style.SET_ASIDE),
          "declined": ("không kết luận", "declined", style.OTHERS)}  # fmt: skip


def chart(view: View, corpus: Corpus, lang: str) -> Axes:
    """Draw the claims of a view by date: kept and set aside, with claim intervals, estimates and targets."""
    claims = view.claims.assign(year=_year(view.claims["time_period"]))
    claims = claims[np.isfinite(claims["lower"]) & np.isfinite(claims["upper"])]
    largest = claims["upper"].abs().max() if len(claims) else 0.0
    scale, unit = scale_and_unit(largest, view.claims["unit_measure"].iloc[0] if len(view.claims) else "", lang)
    title = _title(view, corpus, lang)
    names = claims["publisher"].value_counts().index
    published = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
    with style.canvas(lang, title, published, subtitle=unit.strip(), width=5.8, height=3.9) as (figure, ax):
        _bands(ax, view.estimates, scale, lang)
        for action, (vi, en, look) in LABELS.items():
            _dots(ax, claims[claims["action"].eq(action)], scale, choose(lang, vi=vi, en=en), look)
        _targets(ax, view.judged, scale, lang)
        ax.margins(x=0.05, y=0.18)
        _whole_years(ax)
        if corpus.indicators.set_index("indicator")["kind"].get(view.indicator) == "rank":
            ax.invert_yaxis()  # the first place on top
        if ax.get_legend_handles_labels()[0]:
            ax.legend(loc="upper left", bbox_to_anchor=(0, -0.1), ncols=4, borderpad=0)
    words = {action: choose(lang, vi=vi, en=en) for action, (vi, en, _) in LABELS.items()}
    said = [f"{period(row.time_period, lang)}: {row.figure.strip()} ({words[row.action]})"
            for row in claims.itertuples()]  # fmt: skip
    figure.alt = f"{title}. " + "; ".join(said)
    figure.table = claims[["time_period", "figure", "obs_value", "action"]]
    return ax


def png(figure: style.Finding, dpi: int = 110) -> bytes:
    """Give a picture's bytes, light enough to redraw at once."""
    buffer = io.BytesIO()
    with mpl.rc_context(style.theme()):
        figure.dpi = dpi
        figure.get_layout_engine().execute(figure)
        figure.set_layout_engine("none")  # laid out once, and printed by the canvas: savefig would draw all of it twice
        FigureCanvasAgg(figure).print_png(buffer, metadata={"Software": None}, pil_kwargs={"compress_level": 1})
    return buffer.getvalue()


def _title(view: View, corpus: Corpus, lang: str) -> str:
    """Name area and indicator, and the newest estimate where there is one."""
    name = f"{area_name(corpus.areas, view.area, lang)}: {indicator_name(corpus.indicators, view.indicator, lang)}"
    stated = view.estimates[view.estimates["obs_value"].notna()].sort_values("time_period", kind="stable").tail(1)
    said = [f", {quantity(row.obs_value, row.unit_measure, lang)} ({period(row.time_period, lang)})"
            for row in stated.itertuples()]  # fmt: skip
    return name + "".join(said)


def _year(stated: pd.Series) -> pd.Series:
    """Last day of each period as a decimal year, within its year."""
    end = pd.to_datetime(period_bounds(stated)["end"])
    return end.dt.year + end.dt.day_of_year / 368


def _dots(ax: Axes, rows: pd.DataFrame, scale: float, label: str, look: dict) -> None:
    if rows.empty:
        return
    middle = rows["obs_value"].fillna((rows["lower"] + rows["upper"]) / 2)
    ends = np.abs(np.stack([middle - rows["lower"], rows["upper"] - middle])) / scale
    ax.errorbar(rows["year"], middle / scale, yerr=ends, linestyle="", elinewidth=1.6, label=label, **look)


def _bands(ax: Axes, estimates: pd.DataFrame, scale: float, lang: str) -> None:
    """Shade the interval of each year's estimate over that year."""
    stated = estimates[estimates["obs_value"].notna() & np.isfinite(estimates["upper"] - estimates["lower"])]
    label = choose(lang, vi="ước lượng", en="estimate")
    for row, end in zip(stated.itertuples(), _year(stated["time_period"]), strict=True):
        span = [np.floor(end), np.floor(end) + 1]
        ax.fill_between(span, row.lower / scale, row.upper / scale, label=label, **style.INTERVAL)
        ax.plot(span, [row.obs_value / scale] * 2, color=style.BLUE, linewidth=1.2, zorder=1)
        label = None


def _targets(ax: Axes, judged: pd.DataFrame, scale: float, lang: str) -> None:
    """Draw each target over the year that it is for."""
    rows = judged.dropna(subset=["target", "target_year"]).drop_duplicates(["target", "target_year"])
    label = choose(lang, vi="mục tiêu", en="target")
    for row in rows.itertuples():
        ax.plot([row.target_year, row.target_year + 1], [row.target / scale] * 2, label=label, **style.TARGET)
        label = None


def _whole_years(ax: Axes) -> None:
    """Write each year below its middle: a figure of 2024 stands over 2024, its last day included."""
    ends = ax.dataLim.intervalx
    if not np.isfinite(ends).all():
        return
    first, last = int(np.floor(ends[0])), int(np.ceil(ends[1])) - 1
    step = 1 + (last - first) // 8
    years = list(range(first, last + 1, step))
    ax.set_xticks([year + 0.5 for year in years], [str(year) for year in years])
