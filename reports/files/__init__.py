"""Files: reading with bounds, YAML with places, opening and sanitising Office files, saving packages, the manifest."""
