"""Forms of the CMS."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm


class TagForm(WagtailAdminModelForm):
    """Asks each changed entry of the set whether it clashes, once it knows its set: the entries' own forms don't yet."""

    def is_valid(self) -> bool:
        return bool(super().is_valid()) and not self._refuse_clashes()

    def _refuse_clashes(self) -> bool:
        entries = self.formsets["county_tags"]
        for form in entries.forms:
            if form.has_changed() and form not in entries.deleted_forms:
                self._ask(form)
        return any(form.errors for form in entries.forms)

    def _ask(self, form: WagtailAdminModelForm) -> None:
        form.instance.tag = self.instance
        try:
            form.instance.clean()
        except ValidationError as refused:
            form.add_error(None, refused)
