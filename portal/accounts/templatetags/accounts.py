"""Parts of the sign-in pages."""

from typing import Any

from allauth.account.internal.stagekit import unstash_login
from django import template

from portal.accounts import demo_people

register = template.Library()


@register.inclusion_tag("accounts/_demo_help.html", takes_context=True)
def demo_help(context: dict[str, Any]) -> dict[str, Any]:
    """How to sign in to the demo: nothing at all in production or without the demo."""
    request = context["request"]
    login = unstash_login(request, peek=True)
    person = request.user if request.user.is_authenticated else login and login.user
    return {"demo": demo_people.help_for(person)}
