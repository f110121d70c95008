"""Tags for tests and for the demo. Counties themselves come with the migrations: `County.objects.get(slug="kern")`."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from portal.counties.models import County, CountyTag, Tag


class TagFactory(DjangoModelFactory[Tag]):
    """An opt-in set with no counties; `counties=["kern", "kings"]` adds them by slug, with no first or last day."""

    class Meta:
        model = Tag
        skip_postgeneration_save = True

    kind = Tag.Kind.OPT_IN
    slug = factory.Sequence(lambda n: f"made-up-{n}")
    name = factory.Sequence(lambda n: f"Made-up set {n}")
    source = "Invented."

    @factory.post_generation
    def counties(self, create: bool, extracted: list[str] | None, **_: Any) -> None:
        for slug in extracted or []:
            CountyTagFactory(tag=self, county=County.objects.get(slug=slug))


class CountyTagFactory(DjangoModelFactory[CountyTag]):
    """Kern carries a new tag, with no first or last day."""

    class Meta:
        model = CountyTag

    tag = factory.SubFactory(TagFactory)
    county = factory.LazyFunction(lambda: County.objects.get(slug="kern"))
