"""HSDS JSON as rows of a table, for the importer: `mapping` the other way round, and more than it ever writes.

Read are pages of lists, packages (`{"organizations": […]}`, `{"services": […]}`), arrays and single objects: services,
services at locations and organizations with their services; of HSDS 3.1, 3.0 and, where names differ alone, 2.x.
"""

from resources.hsds.reading.objects import NotHsds, services_in
from resources.hsds.reading.services import Read, Row, read_service

__all__ = ["NotHsds", "Read", "Row", "read", "read_service", "services_in"]


def read(document: object) -> list[Read]:
    """One row for each service in a document, in its order. Refuses (NotHsds) a document without any."""
    return [read_service(service) for service in services_in(document)]
