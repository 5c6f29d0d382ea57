"""``python -m fihrist``."""

from fihrist.cli import main

if __name__ == "__main__":
    main()
