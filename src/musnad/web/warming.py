"""What the first pages would load, loaded before anyone asks: twenty who come at once would wait for each other."""

from __future__ import annotations

import gc
from contextlib import suppress

from musnad.errors import MusnadError
from musnad.store import Store


def warm(store: Store) -> None:
    """Gather what pages count, compile the templates, load the lexicon and the trained model. Where that fails, the first page says why."""
    from musnad.analysis.learned import trained_network
    from musnad.analysis.lexicon import lexicon
    from musnad.web.rendering import compile_templates

    with suppress(MusnadError):
        store.columns()
        compile_templates()
        lexicon()
        trained_network()
    # All this stays until the end: to go through it again and again in search of what is not used any more would stop every page for
    # a part of a second.
    gc.collect()
    gc.freeze()
