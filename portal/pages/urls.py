"""The CMS under /cms/, guarded files, and pages: everything that no room above claims."""

from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern
from wagtail.views import serve as serve_page

from portal.pages import views

cms = [
    path("login/", views.sign_in),
    path("collections/<int:collection_id>/privacy/", views.closed),
    path("", include(wagtailadmin_urls)),
]

urlpatterns = [
    path("cms/", include(cms)),
    path("sitemap.xml", views.site_map, name="pages_site_map"),
    path("robots.txt", views.robots, name="pages_robots"),
    # The names under which Wagtail looks for a document and a page.
    re_path(r"^documents/(?P<document_id>\d+)/(?P<filename>.*)$", views.document, name="wagtaildocs_serve"),
    path("images/<int:rendition_id>/", views.image, name="pages_image"),
    re_path(serve_pattern, serve_page, name="wagtail_serve"),
]
