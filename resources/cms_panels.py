"""Parts of the CMS's listing form that show instead of asking."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import FieldPanel, Panel

from resources import rows


class ConfirmationPanel(FieldPanel):
    """The box that confirms a text; there only when the guard has asked."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.form.confirmation_asked) and super().is_shown()


class CountsPanel(Panel):
    """The newest counts of a listing, and the way to the next one."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "resources/cms/counts.html"

        def is_shown(self) -> bool:
            return not self.instance._state.adding

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return context | {
                "counts": rows.newest_counts(self.instance),
                "add_url": f"{reverse('availability:add')}?listing={self.instance.pk}",
            }
