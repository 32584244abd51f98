"""The steps from a workspace to files: plan, compose, prepare, then build, check or give an overview."""
