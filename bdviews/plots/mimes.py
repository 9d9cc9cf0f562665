"""Names of what an output carries beside its picture, for pages and slides to take up."""

TABLE = "application/vnd.bdlib.table+json"  # the data behind a figure
FIGURE = "application/vnd.bdlib.figure+json"  # its drawings as SVG, and its words
STRIP = "application/vnd.bdlib.strip+json"  # squares that show all at a glance
