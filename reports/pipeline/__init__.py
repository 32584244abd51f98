"""The story of a build, from facts and templates to files, and each of its steps."""
