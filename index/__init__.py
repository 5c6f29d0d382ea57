"""From a file on disk to a searchable archive."""
