"""A second reading by a network that was trained in this repository: it sees what the rules found and revises it.

Which network reads is settled for the process, as the folder of knowledge is: the one that is shipped, or none.
"""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import TYPE_CHECKING

from musnad.errors import ModelError, ModelWarning

if TYPE_CHECKING:
    from musnad.analysis.learned.network import Network


class _Used:
    """Whether the network is used in this process."""

    network = True


def use_network(use: bool) -> None:
    """Let the trained network read in this process from now on, or the rules alone."""
    _Used.network = use


def trained_network() -> Network | None:
    """The trained network, loaded once a process; None where it is not used, or, with a warning, where it cannot be: the rules then read alone."""
    return _shipped() if _Used.network else None


def model_name() -> str | None:
    """The name of the network that reads in this process, as records tell it; None if the rules read alone."""
    found = trained_network()
    return found.name if found is not None else None


@lru_cache(maxsize=1)
def _shipped() -> Network | None:
    try:
        from musnad.analysis.learned.network import Network

        return Network()
    except ModelError as error:
        why = str(error)
    except (ImportError, OSError) as error:  # OSError: a library of the system that it needs
        why = f"ONNX Runtime cannot be loaded ({error}); install musnad again"
    warnings.warn(f"articles are read by the rules alone: {why}", ModelWarning, stacklevel=3)
    return None
