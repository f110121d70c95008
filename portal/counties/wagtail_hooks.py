"""Counties and sets of counties in the CMS."""

from wagtail import hooks
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permissions import register_permission_policy

from portal.counties.access import NoRowComesOrGoes, NoRowGoes
from portal.counties.forms import TagForm
from portal.counties.models import County, Tag

register_permission_policy(County, NoRowComesOrGoes(County))
register_permission_policy(Tag, NoRowGoes(Tag))

_entry = [FieldPanel("county"), FieldPanel("valid_from"), FieldPanel("valid_to")]


class CountyViewSet(ModelViewSet):
    """The facts are the census's and read-only; seat, default region and the after-hours line are the staff's."""

    model = County
    icon = "site"
    list_display = ["name", "seat", "region", "population", "after_hours_line"]
    list_filter = ["region"]
    search_fields = ["name", "seat"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name", read_only=True),
                FieldPanel("fips", read_only=True),
                FieldPanel("population", read_only=True),
            ],
            heading="Census",
        ),
        FieldPanel("seat"),
        FieldPanel("region"),
        FieldPanel("after_hours_line"),
    ]


class TagViewSet(ModelViewSet):
    """Cohorts, pilots, opt-in and attendance: each a named set with its counties and their days."""

    model = Tag
    name = "county_tag"
    icon = "tag"
    menu_label = "Sets of counties"
    list_display = ["name", "kind", "source"]
    list_filter = ["kind"]
    search_fields = ["name", "note"]
    _panels = [
        FieldPanel("name"),
        FieldPanel("kind"),
        FieldPanel("slug"),
        FieldPanel("note"),
        FieldPanel("source"),
        InlinePanel("county_tags", heading="Counties", label="County", panels=_entry),
    ]
    edit_handler = ObjectList(_panels, base_form_class=TagForm)


class CountiesGroup(ModelViewSetGroup):
    menu_label = "Counties"
    menu_icon = "site"
    menu_order = 300
    items = (CountyViewSet, TagViewSet)


@hooks.register("register_admin_viewset")
def counties_viewsets() -> CountiesGroup:
    return CountiesGroup()
