"""``python -m yanzhen``."""

from yanzhen.cli import main

if __name__ == "__main__":
    main()
