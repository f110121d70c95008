from portal.pages.factories import ContentPageFactory
from portal.pages.levels import AccessLevel


def test_the_site_map_names_the_pages_that_are_open_to_everyone(client, db, settings):
    settings.SITE_URL = "https://portal.example"
    page = ContentPageFactory(slug="open")
    page.save_revision().publish()
    ContentPageFactory(parent=ContentPageFactory(access=AccessLevel.MEMBERS, slug="closed"), slug="below")
    ContentPageFactory(live=False, slug="draft")

    answer = client.get("/sitemap.xml")

    text = answer.content.decode()
    assert answer["Content-Type"] == "application/xml"
    assert text.count("<loc>") == 2
    assert "<loc>https://portal.example/</loc>" in text
    assert "<loc>https://portal.example/open/</loc><lastmod>20" in text


def test_crawlers_are_told_to_leave_what_asks_for_a_sign_in(client, settings, db):
    settings.SITE_URL = "https://portal.example"

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert {"Disallow: /desk/", "Disallow: /requests/", "Disallow: /accounts/"} <= set(lines)
    assert "Sitemap: https://portal.example/sitemap.xml" in lines
