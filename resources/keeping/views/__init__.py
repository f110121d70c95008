"""The pages of keeping: of keepers, of proposals, and behind signed links."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form sent, an empty one too; None where the page was only opened."""
    return request.POST if request.method == "POST" else None
