"""The directory in the CMS."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from resources.access import NoCountChanges, NoListingGoes, NoPolicyComesOrGoes
from resources.keeping import reports  # noqa: F401  its hooks are found through this module
from resources.models import Availability, FreshnessPolicy, Listing
from resources.viewsets import DirectoryGroup

register_permission_policy(Listing, NoListingGoes(Listing))
register_permission_policy(Availability, NoCountChanges(Availability))
register_permission_policy(FreshnessPolicy, NoPolicyComesOrGoes(FreshnessPolicy))


@hooks.register("register_admin_viewset")
def directory_viewsets() -> DirectoryGroup:
    return DirectoryGroup()
