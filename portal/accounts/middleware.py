"""Limits of a session, and the second factor that every members' page asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from portal.accounts import access, cms_groups, gates, refusals, sessions
from portal.accounts.gates import Gate


class SessionLimitMiddleware:
    """Ends a session past its idle or absolute limit, and notes activity, except that of views marked `passive`.

    Sets `request.session_ended`: true if this browser came with a session that is over, so that the sign-in page can say so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.session_ended = self._is_over(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> None:
        if request.user.is_authenticated and not gates.is_passive(view):
            sessions.stamp(request.session)

    @staticmethod
    def _is_over(request: HttpRequest) -> bool:
        if request.user.is_authenticated:
            if not sessions.is_over(request.session):
                return False
            logout(request)
            return True
        return settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.session_key is None


class SecondFactorMiddleware:
    """Asks each address's gate (`portal.accounts.gates`) before any view runs. What no room opened is for members."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """None lets the view run. One SQL query for a member, two more under the CMS."""
        gate = gates.gate_of(request.resolver_match, request.path)
        if gate is Gate.PUBLIC:
            return None
        if not request.user.is_authenticated:
            return refusals.sign_in_first(request)
        confirmed = sessions.second_factor_confirmed(request.session, request.user)
        if gate is Gate.HALFWAY and not confirmed:
            return self._halfway(request)
        lacking = access.missing(request.user, second_factor=confirmed)
        if lacking:
            return refusals.ask_for(request, lacking)
        if gate is Gate.CMS:
            access.check_may_enter_cms(request.user)
            cms_groups.settle(request.user)
        return None

    @staticmethod
    def _halfway(request: HttpRequest) -> HttpResponse | None:
        """Who has a factor must show it; only who has none may add the first one."""
        name = request.resolver_match.view_name
        if name in gates.ENROLMENT and access.has_second_factor(request.user):
            return refusals.ask_for(request, access.Missing.SECOND_FACTOR)
        return None
