"""Dates in a text and the day an article was published."""
