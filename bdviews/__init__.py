"""What people see of the analysis: sentences, tables, plots, a talk and a desk to explore; it computes nothing new.

One module a subject, loaded when first used: ``import bdviews as bv``, then ``bv.conflicts.table(...)``.
"""

from bdlib import lazily

# What a notebook calls without a module's name, and where it lives.
_HOME = {"table": "tables", "Labels": "labels", "show": "plots.style", "check": "parameters"}
__getattr__, __dir__ = lazily(__name__, _HOME)
