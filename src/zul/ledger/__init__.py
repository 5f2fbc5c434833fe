"""Floor 2: a case folder ⇄ typed objects, through one strict gate."""

from zul.ledger.case import read_case
from zul.ledger.new import new_case
from zul.ledger.write import write_table, write_text

__all__ = ["new_case", "read_case", "write_table", "write_text"]
