"""Looking at one area and indicator, trying a figure, and the window around it."""

import re
import signal
from html.parser import HTMLParser
from types import SimpleNamespace

import pandas as pd
import pytest
from studies import SHARE as SHARE_OF
from studies import study

import bdlib as bd
from bdlib import reconciliation as reconcile
from bdlib.errors import DataError
from bdviews.explore import Desk, ahead, attempt, panels
from bdviews.language.codes import said
from bdviews.plots.claims import claims

AREA, SHARE = "VN-74", "digital_economy_share_grdp"


@pytest.fixture(scope="module")
def desk(corpus):
    return Desk(corpus)


def test_a_view_has_every_observation_with_what_became_of_it(desk, tables):
    view = desk.look(AREA, SHARE, "median")
    wanted = tables.observations.query("ref_area == @AREA and indicator == @SHARE")["figure_id"]
    assert sorted(view.claims["figure_id"]) == sorted(wanted)
    assert set(view.claims["action"]) <= {"kept", "set_aside", "declined"}


def test_a_view_agrees_with_reconciling_the_whole_corpus(desk, tables, corpus):
    frame = reconcile.reconcile(bd.assess(tables, "2024-06-30"), "latest").frame
    wanted = frame.query("ref_area == @AREA and indicator == 'dti_rank'").reset_index(drop=True)
    pd.testing.assert_frame_equal(desk.look(AREA, "dti_rank", "latest", "2024-06-30").estimates, wanted)


def test_a_figure_in_open_conflict_carries_no_value(tmp_path):
    areas, kinds = {"N": "Norway"}, {"unemployment": SHARE_OF}
    desk = Desk(bd.load(study(tmp_path, areas, kinds, [(one, "N", "unemployment", "2023", value) for one, value in
                                                       (("office_a", "3.6%"), ("office_b", "4.9%"))])))  # fmt: skip
    view = desk.look("N", "unemployment")
    assert view.estimates["obs_value"].isna().all() and set(view.claims["action"]) == {"in_conflict"}
    assert "the value rests on it" not in panels.claims(view, desk.corpus, "en")


def test_an_interrupt_of_the_kernel_is_not_one_of_what_runs_ahead(desk, monkeypatch):
    seen, before = [], signal.getsignal(signal.SIGINT)
    context = ahead.get_context("spawn")
    started = SimpleNamespace(start=lambda: seen.append(signal.getsignal(signal.SIGINT)))
    fake = SimpleNamespace(Pipe=context.Pipe, Process=lambda **_: started)
    monkeypatch.setattr(ahead, "get_context", lambda _: fake)
    ahead.ahead(desk, ["latest"], [""])
    assert seen == [signal.SIG_IGN] and signal.getsignal(signal.SIGINT) is before


def test_a_later_publication_is_not_known_yet(desk):
    claims = desk.look(AREA, SHARE, "latest", "2024-06-30").claims
    assert len(claims) and (claims["published"].str[:7] <= "2024-06").all()


@pytest.mark.parametrize("area", ["VN", "VN-72", "VN-08"])
def test_every_indicator_of_an_area_can_be_looked_at(area, desk, corpus):
    for code in desk.indicators(area).index:
        view = desk.look(area, code, "latest")
        text = "".join(getattr(panels, name)(view, corpus, "en") for name in ("answer", "claims", "peers", "gap"))
        assert "nan" not in re.findall(r"\w+", text) and balanced(text)


def balanced(text):
    open_tags = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: open_tags.append(tag)
    parser.handle_endtag = lambda tag: open_tags.remove(tag)
    parser.feed(text)
    return not open_tags


def test_a_figure_of_ones_own_is_read_and_changes_nothing_here(desk, corpus):
    before = (corpus.reported.copy(), desk.observations.copy())
    trial = attempt(desk, AREA, SHARE, "khoảng 12,5%", period="2025", method="latest")
    assert trial.claim["obs_value"].item() == 12.5 and trial.claim["qualifier"].item() == "approx"
    assert trial.after.estimates.query("time_period == '2025'")["obs_value"].tolist() == [12.5]
    pd.testing.assert_frame_equal(corpus.reported, before[0])
    pd.testing.assert_frame_equal(desk.observations, before[1])
    assert len(trial.before.claims) == len(trial.after.claims) - 1


@pytest.mark.parametrize(("figure", "period", "word"), [
    ("nhiều", "2024", "figure"), ("12 tỷ đồng", "2024", "percent"), ("12%", "năm ngoái", "period"),
    ("", "2024", "figure"),
])  # fmt: skip
def test_what_cannot_be_read_is_said(figure, period, word, desk):
    with pytest.raises(DataError, match=word):
        attempt(desk, AREA, SHARE, figure, period=period, method="latest")


def test_only_web_addresses_become_links():
    assert panels.link("javascript:alert(1)", "x<y") == "x&lt;y"
    assert panels.link("https://a.vn/?b=1&c", "trang").startswith('<a href="https://a.vn/?b=1&amp;c"')


def test_every_reason_of_every_method_has_vietnamese_words(tables, corpus):
    for method in reconcile.methods():
        found = reconcile.reconcile(bd.assess(tables), method)
        for reason in {*found.steps["reason"], *found.frame["reason"]} - {""}:
            assert said(reason, "vi") != reason, reason


@pytest.fixture
def window(desk):
    app = pytest.importorskip("bdviews.explore.app")
    return app.Window(desk, AREA, SHARE, method="latest", lang="vi", ahead=False)


def test_the_window_follows_its_menus(window):
    seen = [part.value for part in window.parts.values()]
    window.area.value = "VN-72"
    assert "Tây Ninh" in window.parts["answer"].value and window.view.area == "VN-72"
    assert [part.value for part in window.parts.values()] != seen
    assert window.indicator.value in dict(map(reversed, window.indicator.options))


def test_a_choice_redraws_once(window, monkeypatch):
    drawn = []
    monkeypatch.setattr(window, "redraw", lambda: drawn.append(window.area.value))
    window.area.value = "VN-72"
    window.method.value = "median"
    assert drawn == ["VN-72", "VN-72"]


def test_the_window_reads_a_figure_and_names_errors(window):
    window.own.figure.value, window.own.period.value = "khoảng trên 8%", "2024"
    window.own.button.click()
    assert "8%" in window.own.result.value
    window.own.period.value = "hôm qua"
    window.own.button.click()
    assert 'role="alert"' in window.own.result.value and "period" in window.own.result.value


def test_the_sources_to_try_are_of_kinds_that_the_study_has(window, corpus):
    assert {kind for _, kind in window.own.kind.options} == set(corpus.sources["kind"])


def test_every_picture_has_words(window):
    assert re.search(r'<img alt="[^"]{20,}', window.parts["chart"].value)


def test_chart_and_list_have_the_figures_known_by_the_day_under_the_same_numbers(desk, corpus):
    view = desk.look(AREA, SHARE, "latest", "2024-06-30")
    drawn = claims(view.est, AREA, SHARE, "en").figure.table
    listed = re.findall(r"<tr><td>(\d+)</td><td>(.*?)</td>", panels.claims(view, corpus, "en"))
    assert [(int(number), figure) for number, figure in listed] == [*zip(drawn["number"], drawn["figure"], strict=True)]
