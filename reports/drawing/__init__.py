"""Chart data + brand + language → PNG and SVG, kept by the hash of all that went into them."""
