"""Settings for all tests: Hypothesis tries the same examples everywhere, so that a red run can be repeated."""
from __future__ import annotations

import os

from hypothesis import settings

# No deadline: the first word to be read builds the lexicon. CI must not fail on an example that nobody else gets.
settings.register_profile("musnad", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("musnad")
