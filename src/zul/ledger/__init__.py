"""Floor 2: a case folder ⇄ typed objects, through one strict gate."""

from zul.ledger.case import read_case
from zul.ledger.decide import accept, reject
from zul.ledger.drafts import write_drafts
from zul.ledger.new import new_case
from zul.ledger.write import write_table, write_text

__all__ = ["accept", "new_case", "read_case", "reject", "write_drafts", "write_table", "write_text"]
