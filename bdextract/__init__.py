"""From the text of an article to raw rows that a person reviews: where and when a figure holds, and what it measures.

``bdlib.find`` says which figures stand in a text; this package reads the words around them and decides nothing.
"""

from bdlib import lazily

_HOME = {"propose": "rows", "extract_files": "rows", "Topics": "topics", "usual_sizes": "topics"}
__getattr__, __dir__ = lazily(__name__, _HOME)
