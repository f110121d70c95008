"""What people do to keep listings right. Each act is one transaction with its record."""

from resources.keeping.actions.confirming import Outcome, What, confirm
from resources.keeping.actions.counting import CountedMeanwhile, Statement, count
from resources.keeping.actions.deciding import Conflict, decide, withdraw
from resources.keeping.actions.delegating import ask_for_link, end_delegation, let_in
from resources.keeping.actions.proposing import NothingProposed, propose

__all__ = [
    "Conflict",
    "CountedMeanwhile",
    "NothingProposed",
    "Outcome",
    "Statement",
    "What",
    "ask_for_link",
    "confirm",
    "count",
    "decide",
    "end_delegation",
    "let_in",
    "propose",
    "withdraw",
]
