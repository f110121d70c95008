"""Addresses of a person's lists, within the directory's."""

from django.urls import path

from resources.worklists.views import calls, sharing, shortlist

urlpatterns = [
    path("shortlist/", shortlist.shortlist, name="shortlist"),
    path("shortlist/share/", sharing.share, name="share"),
    path("shortlist/links/<uuid:pk>/revoke/", sharing.revoke, name="revoke"),
    path("shortlist/<uuid:pk>/keep/", shortlist.keep, name="keep"),
    path("shortlist/<uuid:pk>/let-go/", shortlist.let_go, name="let_go"),
    path("shortlist/<uuid:pk>/move/", shortlist.move, name="move"),
    path("compare/", shortlist.comparison, name="compare"),
    path("shared/<str:key>/", sharing.shared, name="shared"),
    path("calls/", calls.call_lists, name="call_lists"),
    path("calls/start/", calls.start, name="start_calls"),
    path("calls/<uuid:pk>/", calls.call_list, name="call_list"),
    path("calls/<uuid:pk>/delete/", calls.throw_away, name="throw_away_calls"),
    path("calls/result/<int:pk>/", calls.note_result, name="note_result"),
    path("calls/tell/<int:pk>/", calls.tell_keepers, name="tell_keepers"),
    path("heard/<int:pk>/", calls.heard, name="heard"),
]
