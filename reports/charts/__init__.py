"""charts.yaml and facts → checked chart data, words, text alternatives and pictures."""

from reports.charts.data import alt_text, caption, chart_data, facts_of, note_text, places_of
from reports.charts.model import ChartData, ChartEntry, Media, Tick
from reports.charts.read import read_charts
from reports.charts.specs import ChartsFile, Specs

__all__ = [
    "ChartData",
    "ChartEntry",
    "ChartsFile",
    "Media",
    "Specs",
    "Tick",
    "alt_text",
    "caption",
    "chart_data",
    "facts_of",
    "note_text",
    "places_of",
    "read_charts",
]
