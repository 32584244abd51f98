"""The administrative form (Decree 30/2020/NĐ-CP).

`text` makes of a document what an office would send; `form` writes it with its head, closing and annexes; `blanks`
leaves places to fill in; `text_lengths` measures texts for the rules under them.
"""

from reports.word.official.form import write_official
from reports.word.official.text import official_text

__all__ = ["official_text", "write_official"]
