"""Reading files: one module a format, from a path to decoded pages."""
