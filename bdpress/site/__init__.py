"""A collection of pages: every area in every language, each page leading to its neighbours, conflicts by address."""

from bdpress.site.collection import Made, areas, collection, galleries, home, lasting, made
from bdpress.site.conflicts import conflict_pages, listed
from bdpress.site.links import broken, largest
from bdpress.site.running import run_all

__all__ = [
    "Made", "areas", "broken", "collection", "conflict_pages", "galleries", "home", "largest", "lasting", "listed",
    "made", "run_all",
]  # fmt: skip
