"""The administrative form (Decree 30/2020/NĐ-CP): what stands before the text, the text, what stands after it, annexes.

`text` makes of a document what an office would send; `head`, `closing` and `annexes` write what surrounds it;
`blanks` leaves free what nobody has given; `lengths` measures texts for the rules under them.
"""

from reports.writers.word.official.annexes import annex_number, write_annex_title
from reports.writers.word.official.closing import write_closing
from reports.writers.word.official.head import write_head
from reports.writers.word.official.page_number import header_part
from reports.writers.word.official.text import official_text

__all__ = ["annex_number", "header_part", "official_text", "write_annex_title", "write_closing", "write_head"]
