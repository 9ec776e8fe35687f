"""``python -m musnad.cli`` is ``musnad``."""

from __future__ import annotations

from musnad.cli.app import main

if __name__ == "__main__":
    main()
