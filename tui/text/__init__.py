"""Arabic on a grid of cells: bidi levels, shaping, wrapping."""
