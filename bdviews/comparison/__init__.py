"""Notebook 04: one area beside the others. Chooses, sorts, says and draws what bdlib.comparison found."""

from bdviews.comparison.likeness import peers, peers_table
from bdviews.comparison.linking import together, together_plot, together_table
from bdviews.comparison.reforming import old_and_new
from bdviews.comparison.spreading import catching_up_plot, unequal
from bdviews.comparison.squares import strip
from bdviews.comparison.standing import answer, in_country, in_region, table
from bdviews.comparison.standpoint import At, at
from bdviews.comparison.ways import moved, ranks_through_years, sampled, values_through_years

__all__ = ["At", "answer", "at", "catching_up_plot", "in_country", "in_region", "moved", "old_and_new", "peers",
           "peers_table", "ranks_through_years", "sampled", "strip", "table", "together", "together_plot",
           "together_table", "unequal", "values_through_years"]  # fmt: skip
