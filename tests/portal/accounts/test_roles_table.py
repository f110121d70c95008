"""docs/roles.md says what the code does."""

from django.conf import settings

from portal.accounts.roles_table import END, START, as_markdown


def test_the_page_about_roles_is_up_to_date():
    page = (settings.BASE_DIR / "docs" / "roles.md").read_text()
    assert page.split(START)[1].split(END)[0].strip() == as_markdown().strip()
