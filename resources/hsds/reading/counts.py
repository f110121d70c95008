"""Capacities, and what our attributes say of counts, as the columns of a count."""

from __future__ import annotations

from resources.hsds.mapping.attributes import EVERYONE
from resources.hsds.reading.objects import Object, many, one, text

KINDS = frozenset({"availability", "freshness", "counted_at", "believed_until", "waiting_length", "waiting_days"})
Columns = dict[str, str | list[str]]


def of_service(service: Object) -> tuple[Columns, list[str]]:
    """The last count for everyone in columns of its own and those of populations in one; sentences for what can't be."""
    problems: list[str] = []
    columns: Columns = _said(service)
    by_population = []
    for capacity in many(service, "capacities"):
        whom = _population(capacity)
        counted = _counted(capacity, problems)
        if whom and counted.get("beds_total"):
            numbers = f"{counted['beds_occupied']}/{counted['beds_total']}"
            by_population.append(f"{whom}={numbers} {counted['counted_at']}")
        elif not whom and counted:
            columns |= counted
    if by_population:
        columns["beds_by_population"] = ";".join(by_population)
    return columns, problems


def _population(capacity: Object) -> str:
    """The code of whom it is for; empty: everyone."""
    terms = [
        one(each, "taxonomy_term") for each in many(capacity, "attributes") if text(each, "link_type") == "population"
    ]
    return text(terms[0], "code") if terms else ""


def _counted(capacity: Object, problems: list[str]) -> Columns:
    available, maximum = capacity.get("available"), capacity.get("maximum")
    at = text(capacity, "updated")
    if not _is_count(available) or not (maximum is None or _is_count(maximum)):
        problems.append("A capacity has no whole number of what is open. It is left out.")
        return {}
    if maximum is None:
        return {"availability": "capacity" if available else "no-capacity", "counted_at": at}
    if available > maximum:  # type: ignore[operator]
        problems.append(f"A capacity says that {available} of {maximum} are open. It is left out: ask which is right.")
        return {}
    return {"beds_total": str(maximum), "beds_occupied": str(maximum - available), "counted_at": at}  # type: ignore[operator]


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _said(service: Object) -> Columns:
    """What attributes say of the count for everyone; a count that is not known any more is none."""
    lines = [each for each in many(service, "attributes") if text(each, "label") == EVERYONE]
    said = {text(each, "link_type"): text(one(each, "taxonomy_term"), "code") or text(each, "value") for each in lines}
    if said.get("availability", "unknown") == "unknown":
        return {}
    names = ("availability", "counted_at", "waiting_length", "waiting_days")
    return {name: said[name] for name in names if said.get(name)}
