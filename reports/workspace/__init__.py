"""A folder with seeds/, templates/ and out/ → its reports and audiences, read and checked."""

from reports.workspace.files import AudienceFile, AudienceReport, Budget, Count, OfficialFile, Phrases, ReportFile
from reports.workspace.read import DEFAULT_AUDIENCE, Section, Workspace, languages_of, read_workspace

__all__ = [
    "DEFAULT_AUDIENCE",
    "AudienceFile",
    "AudienceReport",
    "Budget",
    "Count",
    "OfficialFile",
    "Phrases",
    "ReportFile",
    "Section",
    "Workspace",
    "languages_of",
    "read_workspace",
]
