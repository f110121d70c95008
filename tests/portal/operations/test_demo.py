import io

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from portal.operations import registry

pytestmark = pytest.mark.django_db


def person(email):
    return get_user_model().objects.create_user(email=email, first_name="Dana", last_name="Ferncliff")


@pytest.fixture
def builders(monkeypatch):
    """Two builders of the test's own; gives the names of those that ran."""
    made: list[str] = []
    own = {}
    monkeypatch.setattr("portal.operations.demo.demo_builders", own)
    monkeypatch.setattr(registry, "demo_builders", own)
    registry.register_demo("people", lambda: (made.append("people"), person("dana@kern.example")))
    registry.register_demo("listings", lambda: made.append("listings"))
    return made


def load():
    out = io.StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def test_the_builders_run_once_in_their_order(builders):
    assert load() == "Loaded the demo with 1 people: people, listings.\n"
    assert load() == "The demo is already there.\n"
    assert builders == ["people", "listings"]


def test_beside_real_people_no_demo_is_loaded(builders):
    person("dana@kerncounty.gov")
    with pytest.raises(CommandError, match="holds real people"):
        load()
    assert builders == []


def test_in_production_no_demo_is_loaded(builders, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="never loaded in production"):
        load()
    assert builders == []


def test_a_builder_that_fails_leaves_nothing_behind(builders):
    def fail():
        raise ZeroDivisionError

    registry.register_demo("broken", fail)
    with pytest.raises(ZeroDivisionError):
        load()
    assert get_user_model().objects.count() == 0
