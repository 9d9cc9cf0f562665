"""Looking at one province and indicator from every side at once, and trying a figure of one's own.

`Desk` computes, `panels` shows, `app` is the window in JupyterLab that ties them to widgets.
"""

from bdviews.explore.desk import Desk, View
from bdviews.explore.own import Trial, attempt

__all__ = ["Desk", "Trial", "View", "attempt"]
