"""Signing in, joining, the people one looks after, and one's own account."""

from django.urls import include, path
from django.views.generic import RedirectView

from portal.accounts.views import joining, own, people

_own = [
    path("", RedirectView.as_view(pattern_name="accounts:me")),
    path("join/", joining.join, name="join"),
    path("join/<str:token>/", joining.open_invitation, name="open_invitation"),
    path("me/", own.me, name="me"),
    path("second-factor/", own.second_factor, name="second_factor"),
    path("session/", own.session, name="session"),
    path("sessions/", own.sessions_of_mine, name="sessions"),
    path("sessions/<int:pk>/end/", own.end_session, name="end_session"),
    path("terms/", own.terms, name="terms"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/invitations/<int:pk>/revoke/", people.revoke_invitation, name="revoke_invitation"),
    path("people/memberships/<int:pk>/end/", people.end_membership, name="end_membership"),
    path("people/<int:pk>/reset-factor/", people.reset_factor, name="reset_factor"),
    path("people/<int:pk>/disable/", people.disable_person, name="disable_person"),
    path("people/<int:pk>/enable/", people.enable_person, name="enable_person"),
    # A new address is a new invitation: nobody changes the one that an invitation proved.
    path("email/", own.closed, name="email_closed"),
]
urlpatterns = [
    path("", include((_own, "accounts"))),
    path("", include("allauth.urls")),
]
