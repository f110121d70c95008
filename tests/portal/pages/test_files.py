import pytest
from django.core.files.base import ContentFile

from portal.pages.factories import DocumentFactory, ImageFactory
from portal.pages.levels import AccessLevel
from portal.pages.models import PortalRendition
from tests.portal.pages.conftest import fetch, staff


def test_a_document_is_saved_and_never_shown_as_a_page(client, db):
    answer = fetch(client, DocumentFactory().url)

    assert answer.body == b"%PDF-1.4 a guide"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="guide.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("name", ["page.html", "drawing.svg"])
def test_a_file_that_could_hold_script_is_never_shown_inline(client, db, name):
    document = DocumentFactory(file=ContentFile(b"<script>alert(1)</script>", name=name))

    answer = fetch(client, document.url)

    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_document_that_is_still_the_same_is_not_sent_again(client, db):
    url = DocumentFactory().url
    first = fetch(client, url)

    again = fetch(client, url, **{"If-None-Match": first["ETag"]})

    assert again.status_code == 304


def test_a_document_is_found_under_its_own_name_alone(client, db):
    document = DocumentFactory()

    assert fetch(client, document.url.replace("guide", "other")).status_code == 404
    assert fetch(client, "/documents/999999/guide.pdf").status_code == 404


def test_an_image_is_sent_in_the_sizes_that_templates_ask_for(client, db):
    rendition = ImageFactory().get_rendition("width-32|format-webp")

    answer = fetch(client, rendition.url)

    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.body[8:12] == b"WEBP"
    assert fetch(client, f"/images/{rendition.pk + 1}/").status_code == 404


@pytest.mark.parametrize("make", ["nobody", "staff"])
def test_files_on_disk_have_no_address_of_their_own(client, db, make):
    reader = staff() if make == "staff" else client
    image, document = ImageFactory(), DocumentFactory()
    rendition = image.get_rendition("width-32")

    for file in (image.file, rendition.file, document.file):
        assert fetch(reader, file.url).status_code == 404, file.name


def test_closing_an_image_closes_the_sizes_made_before(client, db):
    image = ImageFactory()
    url = image.get_rendition("width-32").url
    assert fetch(client, url).status_code == 200

    image.access = AccessLevel.MEMBERS
    image.save()

    assert fetch(client, url).status_code == 302


def test_an_image_with_a_rendition_of_its_own_model_is_addressed_by_its_row(db):
    rendition = ImageFactory().get_rendition("width-32")

    assert isinstance(rendition, PortalRendition)
    assert rendition.url == f"/images/{rendition.pk}/"


def test_files_are_read_and_not_changed_by_their_addresses(client, db):
    assert client.post(DocumentFactory().url).status_code == 405


@pytest.mark.parametrize("name", ["drawing.svg", "page.html", "picture.gif"])
def test_pictures_of_other_kinds_are_refused_at_the_door(db, name):
    from wagtail.images.forms import get_image_form

    from portal.pages.models import PortalImage

    form = get_image_form(PortalImage)({"title": "x"}, {"file": ContentFile(b"<svg/>", name=name)})

    assert "file" in form.errors
