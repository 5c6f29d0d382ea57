"""Running a query tree over a snapshot of the index."""
