"""What loading and searching take, with peers beside them."""
