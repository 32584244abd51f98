"""brand.yaml, and an organisation's own .docx if there is one → the reference that Word documents are written on.

`maker` puts it together, once for each brand and form: `styles` and `parts` give what is the brand's,
`letterhead` what is the organisation's, `adoption` joins their styles.
"""

from reports.brand.word_reference.maker import word_reference
from reports.brand.word_reference.model import WordReference

__all__ = ["WordReference", "word_reference"]
