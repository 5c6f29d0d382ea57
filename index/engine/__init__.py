"""Segments: building, merging, committing, opening and reading them."""
