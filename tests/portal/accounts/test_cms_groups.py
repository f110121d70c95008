"""Wagtail's groups follow the memberships."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection, Page
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from portal.accounts import actions, cms_groups
from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.audit.access import may_read_report
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def _names(user):
    return set(user.groups.values_list("name", flat=True))


@pytest.mark.parametrize("role", list(Role))
def test_a_membership_puts_people_into_the_groups_of_its_capabilities(role):
    due = {Role.STAFF: {"CMS editors", "Audit readers"}, Role.PRIVACY_OFFICER: {"Audit readers"}}
    user = person(role=role)
    assert _names(user) == due.get(role, set())
    assert user.has_perm("wagtailadmin.access_admin") is bool(due.get(role))
    assert may_read_report(user) is bool(due.get(role))


def test_staff_edit_pages_files_and_snippets():
    user = person(role=Role.STAFF)
    root = Page.get_first_root_node()
    for verb in ("add", "change", "publish", "lock"):
        assert PagePermissionPolicy().user_has_permission_for_instance(user, verb, root)
    files = CollectionOwnershipPermissionPolicy(Document, auth_model=Document, owner_field_name="uploaded_by_user")
    assert files.user_has_permission(user, "add")
    assert Collection.get_first_root_node() is not None
    assert user.has_perms(["accounts.change_termsofuse", "accounts.add_organisation", "vocabulary.change_term"])


def test_no_group_can_make_people_or_touch_what_identifies_them():
    granted = {
        f"{each.content_type.app_label}.{each.codename}"
        for each in Permission.objects.filter(group__name__in=cms_groups.GROUP_NAMES.values()).select_related(
            "content_type"
        )
    }
    closed = ("auth.", "account.", "mfa.", "usersessions.")
    assert {name for name in granted if name.startswith(closed)} == set()
    assert {name for name in granted if name.startswith("accounts.")} == {
        f"accounts.{verb}_{model}"
        for verb in ("add", "change", "delete", "view")
        for model in ("organisation", "termsofuse")
    }
    assert {name for name in granted if name.startswith("audit.")} == {"audit.view_auditrow"}


def test_a_room_can_keep_its_own_from_editors(monkeypatch):
    monkeypatch.setattr(cms_groups, "_withheld", list(cms_groups._withheld))
    cms_groups.withhold("vocabulary.*")
    cms_groups.lay()
    assert not person(role=Role.STAFF).has_perm("vocabulary.change_term")


def test_laying_the_groups_twice_changes_nothing():
    before = {group.name: group.permissions.count() for group in Group.objects.all()}
    cms_groups.lay()
    assert {group.name: group.permissions.count() for group in Group.objects.all()} == before
    assert before["CMS editors"] > 20


def test_ending_the_membership_takes_people_out():
    user, other = person(role=Role.STAFF), person(role=Role.STAFF)
    user.memberships.update(valid_from=datetime.date(2024, 1, 1))
    actions.end_membership(other, user.memberships.get().pk)
    assert _names(user) == set()


def test_a_date_that_passes_takes_people_out_at_the_next_tick():
    user = person(role=Role.STAFF)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    user.memberships.update(valid_from=yesterday, valid_to=yesterday)
    assert _names(user) == {"CMS editors", "Audit readers"}
    cms_groups.settle_everyone()
    assert _names(user) == set()


def test_a_group_given_by_hand_is_gone_before_the_next_page_of_the_cms(client):
    user = person(role=Role.PRIVACY_OFFICER)
    user.groups.add(Group.objects.get(name="CMS editors"))
    sign_in(client, user)
    client.get("/cms/")
    assert _names(user) == {"Audit readers"}


def test_the_cms_has_no_sign_in_and_no_password_page_of_its_own(client):
    assert client.get("/cms/login/").url == "/accounts/login/?next=%2Fcms%2Flogin%2F"
    assert client.get("/cms/password_reset/").url.startswith("/accounts/login/")
    sign_in(client, person(role=Role.STAFF))
    assert client.get("/cms/password_reset/").status_code == 404


def test_the_cms_is_closed_to_members(client):
    sign_in(client, person())
    assert client.get("/cms/").status_code == 403


def test_staff_find_people_in_the_menu_and_no_user_page_of_wagtail(client):
    sign_in(client, person(role=Role.STAFF))
    page = client.get("/cms/").content.decode()
    assert '"/accounts/people/"' in page
    assert "/cms/users/" not in page
    for path in ("/cms/users/", "/cms/users/add/", "/cms/groups/", "/cms/groups/new/"):
        assert (path, client.get(path).status_code) in ((path, 302), (path, 404))
        assert client.get(path, follow=True).redirect_chain in ([], [("/cms/", 302)])
