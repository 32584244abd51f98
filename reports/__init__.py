"""songngu: bilingual Word briefings and PowerPoint decks from one curated facts file."""
