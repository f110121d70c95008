"""What the law keeps out of the directory."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from resources import secrecy
from resources.factories import terms

pytestmark = pytest.mark.django_db
RELEASED = datetime.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("codes", "visibility", "refusal"),
    [
        (["resource-family"], "never", "A family's home is never listed"),
        (["silp"], "never", "A family's home is never listed"),
        (["temporary-shelter"], "placing", "is shown to nobody"),
        (["small-family-home"], "member", "is shown to nobody"),
        (["strtp", "cse-pilot"], "public", "is shown to nobody"),
    ],
)
def test_what_the_law_keeps_out_is_refused(codes, visibility, refusal):
    with pytest.raises(ValidationError, match=refusal):
        secrecy.check_may_be_listed(terms("placement", *codes), visibility)


@pytest.mark.parametrize(
    ("codes", "visibility", "released_at"),
    [
        (["ffa", "resource-family"], "public", None),
        (["strtp"], "public", None),
        (["temporary-shelter"], "never", None),
        (["temporary-shelter"], "placing", RELEASED),
    ],
)
def test_agencies_programs_hidden_shelters_and_released_addresses_may_be_listed(codes, visibility, released_at):
    secrecy.check_may_be_listed(terms("placement", *codes), visibility, released_at)


def test_a_release_of_tomorrow_is_none():
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(ValidationError, match="lies in the future"):
        secrecy.check_may_be_listed(terms("placement", "temporary-shelter"), "placing", tomorrow)
