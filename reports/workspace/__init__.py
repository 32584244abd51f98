"""A folder with seeds/, templates/ and out/ → its reports and audiences, read and checked."""

from reports.workspace.checks import check_strays
from reports.workspace.files import (
    NAMES,
    AudienceFile,
    AudienceReport,
    Budget,
    BudgetCount,
    OfficialFile,
    Phrases,
    ReportFile,
    is_name,
)
from reports.workspace.model import DEFAULT_AUDIENCE, SectionFile, Workspace
from reports.workspace.read import languages_of, read_workspace

__all__ = [
    "DEFAULT_AUDIENCE",
    "NAMES",
    "AudienceFile",
    "AudienceReport",
    "Budget",
    "BudgetCount",
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
