"""Terms for tests and for the demo."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from portal.vocabulary.models import Scheme, Term


class TermFactory(DjangoModelFactory[Term]):
    """A service term of its own, in force with no first or last day."""

    class Meta:
        model = Term

    scheme = Scheme.SERVICE
    code = factory.Sequence(lambda n: f"made-up-{n}")
    label = factory.Sequence(lambda n: f"Made-up term {n}")
    position = 9000
