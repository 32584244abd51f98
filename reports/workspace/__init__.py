"""A folder with seeds/, templates/ and out/ → its reports and audiences, read and checked."""

from reports.workspace.checks import NAMES, is_name
from reports.workspace.files import (
    MEASURES,
    AudienceFile,
    AudienceReport,
    Budget,
    Count,
    OfficialFile,
    Phrases,
    ReportFile,
)
from reports.workspace.model import DEFAULT_AUDIENCE, SectionFile, Workspace
from reports.workspace.read import languages_of, read_workspace
from reports.workspace.strays import check_strays

__all__ = [
    "DEFAULT_AUDIENCE",
    "MEASURES",
    "NAMES",
    "AudienceFile",
    "AudienceReport",
    "Budget",
    "Count",
    "OfficialFile",
    "Phrases",
    "ReportFile",
    "SectionFile",
    "Workspace",
    "check_strays",
    "is_name",
    "languages_of",
    "read_workspace",
]
