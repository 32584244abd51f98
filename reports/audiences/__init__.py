"""An audience → what it resolves to: sections and files, facts in and out and why, budgets. And a new audience."""

from reports.audiences.making import make_audience
from reports.audiences.showing import Shown, show_audience

__all__ = ["Shown", "make_audience", "show_audience"]
