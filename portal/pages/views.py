"""Guarded files, the site map, and what keeps Wagtail's own doors closed."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from portal.accounts.gates import public
from portal.pages import gate, queries
from portal.pages.levels import AccessLevel
from portal.pages.models import PortalDocument, PortalRendition

# How long a browser may keep a public file: an hour is also how long it can outlive a change of its level.
PUBLIC_SECONDS = 3600
IMAGE_TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "gif": "image/gif"}
# Nothing inside a file may run or load, should a browser ever show it in place of saving it.
FILE_POLICY = "default-src 'none'; sandbox"


@public
@require_safe
def document(request: HttpRequest, document_id: str, filename: str) -> HttpResponse:
    """A document to save, for those who may open it. 404 if the name isn't its own: an address names one file."""
    found = queries.document_named(int(document_id), filename)
    if found is None:
        raise Http404("No document has this address.")
    return gate.answer(request, found.access, lambda: _save_as(request, found))


@public
@require_safe
def image(request: HttpRequest, rendition_id: int) -> HttpResponse:
    """One size of an image, for those who may see the image. Sizes that no template has asked for don't exist."""
    found = queries.rendition(rendition_id)
    if found is None:
        raise Http404("No picture has this address.")
    return gate.answer(request, found.image.access, lambda: _show(found))


@public
@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """The pages that are open to everyone, for search engines (sitemaps.org, version 0.9)."""
    return render(request, "pages/sitemap.xml", {"entries": queries.public_addresses()}, "application/xml")


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Where search engines need not look: everything that asks for a sign-in."""
    return render(request, "pages/robots.txt", {"site": settings.SITE_URL}, content_type="text/plain; charset=utf-8")


@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """The CMS has no sign-in of its own: the portal's has done its work before this address is reached."""
    return redirect("wagtailadmin_home")


def closed(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Stands where Wagtail would offer a second way to restrict a thing: there is one, the access level."""
    raise Http404("Access levels are the one way to restrict a page or a file.")


def _save_as(request: HttpRequest, found: PortalDocument) -> HttpResponse:
    """Always an attachment: an uploaded file is never shown as a page of this site."""

    @condition(etag_func=lambda request: f'"{found.get_file_hash()}"')
    def send(request: HttpRequest) -> HttpResponse:
        file = found.file.storage.open(found.file.name, "rb")
        return FileResponse(file, as_attachment=True, filename=found.filename, content_type=found.content_type)

    return _harmless(send(request), found.access)


def _show(found: PortalRendition) -> HttpResponse:
    kind = IMAGE_TYPES.get(found.file.name.rsplit(".", 1)[-1].lower())
    if kind is None:
        raise Http404("Pictures of this kind are not shown.")
    return _harmless(
        FileResponse(found.file.storage.open(found.file.name, "rb"), content_type=kind), found.image.access
    )


def _harmless(response: HttpResponse, level: str) -> HttpResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = FILE_POLICY
    if level == AccessLevel.PUBLIC:
        patch_cache_control(response, public=True, max_age=PUBLIC_SECONDS)
    return response
