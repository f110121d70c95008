"""After-hours duty lines for the demo: invented, and missing for some counties as in life."""

from portal.counties.models import County


def build() -> None:
    """Gives four counties of five a duty line from the block of numbers that nobody has."""
    counties = [county for number, county in enumerate(County.objects.order_by("fips")) if number % 5 != 2]
    for number, county in enumerate(counties):
        county.after_hours_line = f"555-01{number % 100:02}"
    County.objects.bulk_update(counties, ["after_hours_line"])
