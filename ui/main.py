"""Where the window starts. This version has none yet: the program is `bailee`, in the terminal."""

import sys


def main() -> int:
    """Say so, and fail."""
    sys.stderr.write("This version of Bailee has no window yet. Use `bailee` in a terminal.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
