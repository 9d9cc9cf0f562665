"""Every observation in one interactive table, without a network."""

import itables
from IPython.display import HTML, display
from itables.javascript import generate_init_offline_itables_html

from bdviews.explore.desk import Desk
from bdviews.explore.panels import linked

COLUMNS = ["ref_area", "indicator", "figure", "time_period", "role", "series", "publisher", "published", "note",
           "figure_id"]  # fmt: skip
WORDS = {"vi": {"search": "Tìm:", "info": "_START_–_END_ trong _TOTAL_ số liệu", "infoEmpty": "0 số liệu",
                "infoFiltered": "(lọc từ _MAX_)", "lengthMenu": "_MENU_ dòng", "zeroRecords": "Không có số liệu nào",
                "thousands": "."},
         "en": {"info": "_START_–_END_ of _TOTAL_ figures", "lengthMenu": "_MENU_ rows"}}  # fmt: skip


def show(desk: Desk, lang: str) -> None:
    """Display all observations: filtered by column, sorted by heading, the publisher linked to its page."""
    # Not init_notebook_mode: that uses the script one output before it is there, an error in the browser's console.
    display(HTML(generate_init_offline_itables_html(itables.options.dt_bundle)))
    cells = linked(desk.observations, desk.corpus, lang, COLUMNS)
    cells.iloc[:, -1] = cells.iloc[:, -1].str.replace("_", "_<wbr>")  # a long name may break there
    itables.show(cells, connected=False, allow_html=True, showIndex=False, maxBytes=0, column_filters="header",
                 language=WORDS[lang], lengthMenu=[10, 25, 100], classes="display compact", style="width:100%",
                 columnDefs=[{"className": "dt-left", "targets": "_all"}])  # fmt: skip
