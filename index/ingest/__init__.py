"""Cutting pages into articles and writing them to an archive."""
