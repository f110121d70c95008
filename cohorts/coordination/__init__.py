"""Out-of-county requests: a county asks, the right counties answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cohorts.coordination.models import Request
    from cohorts.coordination.origins import Origin
    from portal.accounts.models import User


def origin_for(request: Request, viewer: User) -> Origin:
    """The county that asks, or only its region: see `cohorts.coordination.origins.origin_for`."""
    from cohorts.coordination import origins  # inline: Django imports this package before models are loaded

    return origins.origin_for(request, viewer)
