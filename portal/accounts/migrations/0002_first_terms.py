import datetime

from django.db import migrations

VERSION = "2026-11"
BODY = """
<h2>What this portal is for</h2>
<p>People who work against child trafficking in California's counties find placements and services here, ask each other
for help across county lines, and prepare convenings together. It is not a case management system.</p>
<h2>What you agree to</h2>
<ol>
<li><b>No child can be recognised.</b> I write no name, birth date, case number, address, school, photograph or any other
detail from which someone could tell who a child is. I take identifying details to the telephone or to my county's own
system.</li>
<li><b>What I read stays with those who need it.</b> I share what I read here only with people whose work needs it, and
never the address of a confidential placement.</li>
<li><b>My account is mine alone.</b> I sign in with my own second factor, let nobody else use my session, and sign out on a
computer that others use.</li>
<li><b>My acts are on record.</b> The portal records who posted, changed, read a request or let someone in. Audits read
that record.</li>
<li><b>I say so when something is wrong.</b> If I posted something by mistake, lost a factor or saw what I should not
have seen, I tell my county coordinator or PACT staff on the same day.</li>
</ol>
<h2>When it ends</h2>
<p>My access ends with my work for the county or organisation that I joined for. My coordinator or PACT staff may end it
earlier if I break these terms.</p>
"""


def publish(apps, schema_editor):
    apps.get_model("accounts", "TermsOfUse").objects.get_or_create(
        version=VERSION,
        defaults={"body": BODY.strip(), "published_at": datetime.datetime(2026, 11, 1, 8, tzinfo=datetime.UTC)},
    )


def withdraw(apps, schema_editor):
    apps.get_model("accounts", "TermsOfUse").objects.filter(version=VERSION).delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(publish, withdraw)]
