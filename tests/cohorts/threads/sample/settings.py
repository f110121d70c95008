"""The portal with the sample room, for server processes that tests start."""

from portal.settings import *  # noqa: F403
from portal.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.cohorts.threads.sample"]
ROOT_URLCONF = "tests.cohorts.threads.sample.urls"
