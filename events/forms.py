"""Forms of the CMS."""

from __future__ import annotations

from wagtail.admin.forms import WagtailAdminModelForm


class ConveningForm(WagtailAdminModelForm):
    """Refuses to take away a room in which something takes place, with the session's name."""

    def is_valid(self) -> bool:
        return bool(super().is_valid()) and not self._refuse_rooms_in_use()

    def _refuse_rooms_in_use(self) -> bool:
        for form in self.formsets["rooms"].deleted_forms:
            session = form.instance.sessions.first()
            if session:
                self.add_error(
                    None, f"“{session}” takes place in {form.instance}. Move it first, then take the room away."
                )
        return bool(self.errors)
