"""The vocabulary in the CMS."""

from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from portal.vocabulary.access import NoTermGoes
from portal.vocabulary.models import Term

register_permission_policy(Term, NoTermGoes(Term))


class TermViewSet(ModelViewSet):
    """Terms by scheme. A term is ended by date, never removed."""

    model = Term
    icon = "list-ul"
    menu_label = "Vocabulary"
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["label", "scheme", "broader", "valid_from", "valid_to"]
    list_filter = ["scheme"]
    search_fields = ["label", "code", "explanation"]
    ordering = ["scheme", "position", "label"]
    panels = [
        FieldPanel("label"),
        FieldPanel("explanation"),
        FieldPanel("scheme"),
        FieldPanel("code", help_text="Permanent and never shown. Listings and searches are kept by it."),
        FieldPanel("broader"),
        FieldPanel("position"),
        HelpPanel(
            "A term that is no longer wanted gets a last day. It can't be removed: what was written with it stays."
        ),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
    ]


@hooks.register("register_admin_viewset")
def term_viewset() -> TermViewSet:
    return TermViewSet()
