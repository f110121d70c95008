"""The demo's requests: made by the real actions, for invented people, the same on every machine."""

from django.core import mail

from cohorts.coordination.demo import PLANS, build
from cohorts.coordination.models import Request
from cohorts.threads.models import Post
from portal.accounts.factories import person
from portal.accounts.models import User
from portal.notify.models import Notification
from portal.operations.registry import demo_builders


def people():
    """The desks that the requests of the demo are made by."""
    wanted = {f"{plan.desk}@{plan.county}.example" for plan in PLANS}
    wanted |= {f"coordinator@{county}.example" for plan in PLANS for county, _ in plan.talk}
    for email in sorted(wanted - set(User.objects.values_list("email", flat=True))):
        person(county=email.split("@")[1].removesuffix(".example"), email=email)


def test_every_planned_request_is_there_with_its_talk_and_nothing_was_mailed(db, django_capture_on_commit_callbacks):
    people()
    with django_capture_on_commit_callbacks(execute=True):
        build()
    assert Request.objects.count() == len(PLANS)
    assert Request.objects.open().count() == len([plan for plan in PLANS if not plan.outcome])
    assert Post.objects.count() == sum(len(plan.talk) for plan in PLANS)
    assert mail.outbox == []
    assert Notification.objects.exclude(mail="none").count() == 0


def test_references_are_the_same_each_time_and_the_board_has_ages(db):
    people()
    build()
    assert Request.objects.get(county__slug="kern").reference == "M6J-3G6"
    assert len(set(Request.objects.values_list("posted_at__date", flat=True))) > 5


def test_the_demo_knows_the_builder():
    assert demo_builders["coordination"] is build
