"""Days of which the words tell that one came later, and the silent twins."""

from __future__ import annotations

import pytest
from tests.read.conftest import alarms

CLASHES = {
    "one subject, two deeds": (
        "The column set out from Tara on 12 March 1944, crossed the pass in snow and reached the railway on"
        " {} March 1944.",
        "4",
        "24",
    ),
    "a town where it entered": (
        "The train left Tara on 6 May 1732, as its commissary told me, and took the road to our town,"
        " where it entered by the gate, {} 1732.",
        "30 April",
        "30 May",
    ),
    "the day before the deed": (
        "This party entered by the gate on 2 May 1732, was taught in the church, and on {} 1732 went out"
        " by the other one.",
        "29 April",
        "9 May",
    ),
    "a beginning, and the first of them": (
        "Repairs began on 12 September 2003, and the first families moved into repaired rooms on {} 2003.",
        "30 August",
        "30 October",
    ),
    "then": (
        "She fell ill at the khan and died there on 19 July 1915. Her sister then bribed a muleteer and came"
        " back; we let her in on the evening of {} July 1915.",
        "15",
        "25",
    ),
    "after that, with another sentence between": (
        "He served the notices on 14 May 1819. He waited for them to run out, and after that his men burned"
        " the roofs on {} 1819.",
        "2 April",
        "2 June",
    ),
    "after he had read it": (
        "He read it out on 3 September 1941. It took us two weeks to build a raft after he had read it. We"
        " pushed off on {} 1941.",
        "20 August",
        "20 September",
    ),
    "once it had been completed": (
        "The survey was completed on 17 June 1938. Once it had been completed, notice was given on {} June"
        " 1938.",
        "2",
        "22",
    ),
    "in pursuance of that agreement": (
        "It paid the sum under the agreement signed in London on 4 September 1972. The money was paid over on"
        " 28 {} 1972 in pursuance of that agreement.",
        "June",
        "October",
    ),
    "on the basis of that treaty": (
        "The treaty was signed on 30 January 1923. On the basis of that treaty the first ships left Tara on"
        " {} 1923.",
        "11 January",
        "11 February",
    ),
    "released, she set out": (
        "Released under the decree of 17 March 1956, she set out for home with her two sons on 9 June {}.",
        "1955",
        "1957",
    ),
    "nothing before that": (
        "The board met first on 9 November 1978. It drew up the list, and not a rupee was paid before."
        " Payment ended on 12 {} 1978.",
        "March",
        "December",
    ),
    "only after that, a card which was issued": (
        "She crossed on 12 September 2017. Only after that did she look for a camp, and her card, which was"
        " issued on {} September 2017, is here.",
        "7",
        "17",
    ),
    "a commission and its report": (
        "The commission that was appointed on 12 May 1946 to look into it handed in its report on 3 {} 1946.",
        "April",
        "June",
    ),
    "elected, and met for the last time": (
        "The board elected by the exiles on 4 May 1951 met for the last time on 3 {} 1951.",
        "January",
        "July",
    ),
    "what had been laid": (
        "On 28 August 1991 the memorial was unveiled. Its foundation stone had been laid on 14 October {}.",
        "1992",
        "1990",
    ),
    "on the other bank": (
        "It reached the river on 9 January 1839. Ice kept it there, and the ferries took the people across on"
        " {} January 1839.",
        "2",
        "22",
    ),
    "unloaded before it came": (
        "The train reached Orn on 13 June 1944; the unloading began on {} June 1944.",
        "11",
        "14",
    ),
    "the act on the unloading": (
        "It reached Tara on 12 March 1944. The act on the unloading, signed at the ramp, bears the date of"
        " {} March 1944.",
        "9",
        "19",
    ),
    "the third transport, far apart": (
        "Two transports were unloaded here. The second, on 27 May 1947, brought 388 people, the third, on"
        " 9 June 1947, 451. Their cows are known.\n\nIt was slow. The third transport had left only on {}"
        " June 1947.",
        "21",
        "1",
    ),
    "a train with a number": (
        "Train 381 arrived in Orn on 3 June 1944. It was full.\n\nOf train 381 we know that it had left Tara"
        " on {} 1944.",
        "9 June",
        "9 May",
    ),
}

SILENT = {
    "two subjects": "The women were moved on 12 May 1944 and the men on 3 May 1944.",
    "another of them": (
        "The northern camp was opened on 12 May 1944, and another was opened on 3 May 1944 near Orn."
    ),
    "what had been before": "The decree was signed on 12 May 1944 and had been drafted on 3 May 1944.",
    "a soldier then": "He died on 12 May 1944. His brother, then a soldier, had fallen on 3 May 1944.",
    "over the new year": "The train left Tara on 12 December 1944 and reached Orn on 3 January.",
    "the day of a letter": "The letter was received on 12 May and is dated 3 May.",
    "a note that was written": "She came on 12 May 1944 and found a note that was written on 3 May 1944.",
    "an order told later": (
        "On 5 June 1944 the ministry replied. It referred to the order of 9 May 1944 and said that under that"
        " order nothing was due."
    ),
    "since when": "We reached it on 20 May 1944. A guard told us that since 3 May 1944 nobody had come.",
    "leaves again": "The steamer Arda reached Orn on 3 June 1923, and left Orn on 13 June 1923.",
    "another voyage": (
        "The steamer Arda landed at Orn on 3 June 1923. On 13 June 1923 the steamer Arda left for Tara."
    ),
    "looks into what was before": (
        "The commission appointed on 4 May 1951 looked into a fire that broke out on 2 April 1951."
    ),
    "confirms what was before": "The board elected on 4 May 1951 confirmed the findings of 2 April 1951.",
    "had been sold by then": (
        "They were deported on 5 October 1944. Their houses had been sold by 20 November 1944."
    ),
    "another party": (
        "The party reached the river on 3 June 1839. Another party was ferried across on 28 May 1839."
    ),
    "an order before the arrival": (
        "The train reached Orn on 3 June 1944. The order on the reception of the people is dated 30 May 1944."
    ),
    "two of them": (
        "The third transport arrived on 3 June 1944. The second transport had left on 9 June 1944."
    ),
    "born": "Born on 3 May 1912, she was deported on 28 December 1943.",
}


@pytest.mark.parametrize(("text", "wrong", "right"), CLASHES.values(), ids=CLASHES)
def test_what_is_told_as_later_does_not_come_before(text: str, wrong: str, right: str) -> None:
    """An alarm is raised with the wrong day, and none with the right one."""
    assert alarms(text.format(wrong))
    assert not alarms(text.format(right))


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_only_seems_told_as_later_is_no_alarm(text: str) -> None:
    assert not alarms(text)
