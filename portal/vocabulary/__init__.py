"""One vocabulary of terms for listings, requests and events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from portal.vocabulary.models import Scheme as Scheme
    from portal.vocabulary.models import Term as Term


def __getattr__(name: str) -> Any:
    """`portal.vocabulary.Term` and `.Scheme`, found when first asked for: Django imports this package before models."""
    if name in ("Term", "Scheme"):
        from portal.vocabulary import models  # inline: see above

        return getattr(models, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
