"""brand.yaml, and an organisation's own .docx if there is one → the reference that Word documents are written on.

`making` puts it together, once for each brand and form: `styles` and `parts` give what is the brand's,
`letterhead` what is the organisation's, `adopting` joins their styles.
"""

from reports.brand.word_reference.making import word_reference
from reports.brand.word_reference.model import WordReference

__all__ = ["WordReference", "word_reference"]
