"""The pages about people: joining, looking after others, one's own account."""

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, even if it is empty; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None
