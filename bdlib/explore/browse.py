"""Every observation in one interactive table, without a network."""

import itables

from bdlib.explore.desk import Desk
from bdlib.explore.panels import linked
from bdlib.language import choose

COLUMNS = ["ref_area", "indicator", "figure", "time_period", "role", "series", "publisher", "published", "note"]
WORDS = {
    "vi": {
        "search": "Tìm:", "info": "_START_–_END_ trong _TOTAL_ số liệu", "infoEmpty": "0 số liệu",
        "infoFiltered": "(lọc từ _MAX_)", "lengthMenu": "_MENU_ dòng", "zeroRecords": "Không có số liệu nào",
    },
    "en": {"info": "_START_–_END_ of _TOTAL_ figures", "lengthMenu": "_MENU_ rows"},
}  # fmt: skip


def show(desk: Desk, lang: str) -> None:
    """Display all observations: filtered by column, sorted by heading, the publisher linked to its page."""
    itables.init_notebook_mode(all_interactive=False, connected=False)
    itables.show(
        linked(desk.observations, desk.corpus, lang, COLUMNS), allow_html=True, showIndex=False, maxBytes=0,
        column_filters="header", language=WORDS[choose(lang, vi="vi", en="en")], lengthMenu=[10, 25, 100],
        classes="display compact", style="width:100%",
    )  # fmt: skip
