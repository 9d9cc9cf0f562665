"""Reported figures on Vietnam's provinces: read, cleaned, reconciled and compared, with the evidence kept.

The functions below, and every module as ``bdlib.reconciliation`` or ``bdlib.comparison``, load when first used, so that
``import bdlib`` costs next to nothing.
"""

from bdquantities import lazily

__version__ = "0.1.0"

# The public face: each name and the module that it lives in, loaded when it is first asked for.
_HOME = {"load": "corpus", "clean": "cleaning", "assess": "evidence", "reconcile": "reconciliation",
         "compare": "comparison", "progress": "gap", "multiverse": "robustness", "cite": "citation",
         "parse": "quantities", "find": "extract", "fuse": "fusion", "DataError": "errors"}  # fmt: skip

__all__ = sorted(_HOME)
__getattr__, __dir__ = lazily(__name__, _HOME)
