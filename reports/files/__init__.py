"""Reading and writing files: bounds, YAML with places, Office files by others, packages, the manifest."""
