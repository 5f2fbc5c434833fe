"""From a case to findings: the arithmetic in words, the grades, and what judgements change."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from tests.audit.conftest import case_of, cell, claim, group, judgement, place

from zul.audit import audit, tell
from zul.audit.conflicts import Conflict
from zul.audit.cores import certify
from zul.audit.rows import Reading, claim_rows, definition_rows, identity_rows
from zul.errors import CertificateError
from zul.ledger import read_case
from zul.terms.assumption import Account, Part, Same, Series
from zul.terms.bounds import Bounds
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.finding import Finding, Grade, Suspect
from zul.terms.identity import DEFINITION, Row
from zul.terms.judgement import Verdict

DECEMBER, BOTH = "1943-12-28/1943-12-31", "1943-12-28/1944-01"
DEPORTED = f"deported kalmyks ussr {BOTH}"
GONE = "died_or_disappeared kalmyks ussr 1943-12-28/1945-12"
REGISTERED = "registered kalmyks ussr early 1945"
FAMILIES = f"families_deported kalmyks ussr {BOTH}"
REGIONS = ("altai", "krasnoyarsk", "omsk", "novosibirsk")
PLACES = (place("ussr"), *(place(id, "ussr") for id in REGIONS))

REGISTER = Account(
    id="register",
    title="To the register of 1945",
    why="The sentence names no other term.",
    opening=(cell(DEPORTED),),
    exits=(cell(GONE),),
    closing=cell(REGISTERED),
)
LIST = Series(id="list", title="By region", why="The lines read as places apart.", whole=cell(FAMILIES))
IN_REGIONS = Series(id="regions", title="By region", why="Nobody is sent to two.", whole=cell(DEPORTED))


def balance(words: str = "more than 13,000 people", source: str = "A", before: str = "93,139") -> list[Claim]:
    return [
        claim("1-before", before, DEPORTED),
        claim("2-after", "83,688 Kalmyks", REGISTERED),
        claim("3-gone", words, GONE, source=source),
    ]


def listed(whole: str, address: str, series: str, *parts: str) -> list[Claim]:
    """A whole and a printed list of its parts, each in a place of its own."""
    measure, group_id, _, period = address.split(maxsplit=3)
    return [
        claim("whole", whole, address),
        *(
            claim(f"part-{i}", words, f"{measure} {group_id} place-{i} {period}", series=series)
            for i, words in enumerate(parts)
        ),
    ]


NINE = ("6,167", "7,525", "5,435", "8,353", "660", "648", "522", "2,796", "1,760")
FOUR = ("24,352", "21,164", "20,858", "18,333")


def only(case: Case) -> Finding:
    (finding,) = audit(case)
    return finding


def summary(finding: Finding) -> tuple[Grade, int | None]:
    """The grade, and the size where it is a whole number."""
    assert finding.size is None or finding.size.denominator == 1
    return finding.grade, None if finding.size is None else int(finding.size)


def graded(case: Case) -> list[tuple[Grade, tuple[str, ...]]]:
    return [(finding.grade, finding.claims) for finding in audit(case)]


# ---- the three results that a case of this kind must give


def test_the_balance_that_is_3549_short() -> None:
    finding = only(case_of(balance(), assumptions=[REGISTER]))
    assert finding.arithmetic == "93,139 − 83,688 = 9,451, 3,549 short of “more than 13,000 people”"
    assert finding.text == (
        "The numbers must add up. The other figures leave 9,451, "
        "which is 3,549 people short of “more than 13,000 people”."
    )
    assert finding.grounds == ("This assumes: The sentence names no other term.",)
    assert (finding.title, finding.unit) == ("To the register of 1945", "person")
    assert summary(finding) == (Grade.TENSION, 3_549)
    assert finding.assumptions == ("register",)
    assert (finding.claims, finding.rivals) == (("1-before", "2-after", "3-gone"), ())
    assert [c.proves for c in finding.certificates] == [3_550]  # 13,001 is the bound
    assert [c.target for c in finding.certificates] == [{}]


def test_the_families_that_are_7507_too_many() -> None:
    claims = listed("26,359 families", FAMILIES, "list", *NINE)
    finding = only(case_of(claims, assumptions=[LIST]))
    assert finding.arithmetic == f"{' + '.join(NINE)} = 33,866, 7,507 more than “26,359 families”"
    assert finding.text == (
        "The items of the list are read as parts that do not overlap. The other figures come to 33,866, "
        "which is 7,507 families more than “26,359 families”."
    )
    assert summary(finding) == (Grade.TENSION, 7_507)
    assert finding.unit == "family"
    assert set(finding.claims) == {c.id for c in claims}


def test_the_list_that_leaves_8432_is_a_gap() -> None:
    claims = listed("93,139", DEPORTED, "regions", *FOUR)
    finding = only(case_of(claims, assumptions=[IN_REGIONS]))
    assert finding.arithmetic == f"{' + '.join(FOUR)} = 84,707; 93,139 − 84,707 = 8,432"
    assert finding.text == (
        "The items add up to 84,707 of 93,139; 8,432 people are in none of them. "
        "A list need not be complete, so this is no error."
    )
    assert summary(finding) == (Grade.GAP, 8_432)
    assert finding.unit == "person"
    (certificate,) = finding.certificates
    assert certificate.proves == 8_432
    assert set(certificate.target.values()) == {1, -1}


KALMYK = Path(__file__).parents[2] / "cases/kalmyk"
needs_the_kalmyk_case = pytest.mark.skipif(not KALMYK.exists(), reason="the Kalmyk case is not here")


@pytest.fixture(scope="module")
def kalmyk() -> Case:
    return read_case(KALMYK)


@needs_the_kalmyk_case
def test_the_kalmyk_case_has_the_three(kalmyk: Case) -> None:
    told = {finding.arithmetic: finding for finding in audit(kalmyk)}
    short = told["93,139 − 83,688 = 9,451, 3,549 short of “more than 13,000 people”"]
    assert short.grade in (Grade.CONTRADICTION, Grade.SOURCE_CONFLICT)  # an account taken as a definition
    assert told[f"{' + '.join(NINE)} = 33,866, 7,507 more than “26,359 families”"].grade is Grade.TENSION
    assert told[f"{' + '.join(FOUR)} = 84,707; 93,139 − 84,707 = 8,432"].grade is Grade.GAP


@needs_the_kalmyk_case
@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_kalmyk_claims_changes_nothing(kalmyk: Case, seed: int) -> None:
    claims = list(kalmyk.claims.items())
    random.Random(seed).shuffle(claims)
    assert addresses(evolve(kalmyk, claims=dict(claims))) == addresses(kalmyk)


# ---- grades


@pytest.mark.parametrize(
    ("second", "grade"),
    [
        ({"source": "A"}, Grade.CONTRADICTION),
        ({"source": "B"}, Grade.SOURCE_CONFLICT),
        ({"source": "A", "said_by": "a guard"}, Grade.SOURCE_CONFLICT),  # a voice that A only reports
    ],
)
def test_one_voice_contradicts_itself_and_two_each_other(second: dict[str, str], grade: Grade) -> None:
    finding = only(case_of([claim("a", "91,919", DEPORTED), claim("b", "93,139", DEPORTED, **second)]))
    assert summary(finding) == (grade, 1_220)
    assert finding.claims == ("a", "b")
    assert finding.assumptions == ()


def test_a_hardened_account_is_a_contradiction_of_one_voice() -> None:
    harden = [judgement("register", Verdict.HARDEN)]
    one = only(case_of(balance(), assumptions=[REGISTER], judgements=harden))
    assert (one.grade, one.assumptions) == (Grade.CONTRADICTION, ())
    assert one.grounds == ("Taken as a definition by A reader (2026-11-23): It is known.",)
    two = only(case_of(balance(source="B"), assumptions=[REGISTER], judgements=harden))
    assert two.grade is Grade.SOURCE_CONFLICT
    assert one.id == two.id == only(case_of(balance(), assumptions=[REGISTER])).id


def test_a_dropped_assumption_finds_nothing() -> None:
    case = case_of(balance(), assumptions=[REGISTER], judgements=[judgement("register", Verdict.DROP)])
    assert audit(case) == ()


def test_a_part_above_its_whole_needs_no_assumption() -> None:
    in_december = claim("part", "93,139", f"deported kalmyks ussr {DECEMBER}")
    claims = [claim("whole", "91,919", DEPORTED), in_december]
    finding = only(case_of(claims))
    assert summary(finding) == (Grade.CONTRADICTION, 1_220)
    assert finding.arithmetic == "93,139 is 1,220 more than “91,919”"


def test_disjoint_places_above_their_whole_need_no_assumption() -> None:
    claims = [
        claim("whole", "26,359 families", FAMILIES),
        *(
            claim(f"{i}", words, f"families_deported kalmyks {id} {BOTH}")
            for i, (id, words) in enumerate(zip(REGIONS, NINE, strict=False))
        ),
    ]
    finding = only(case_of(claims, places=PLACES))
    assert finding.arithmetic == "6,167 + 7,525 + 5,435 + 8,353 = 27,480, 1,121 more than “26,359 families”"
    assert summary(finding) == (Grade.CONTRADICTION, 1_121)


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("about 14,000", None),  # 13,500 to 14,500, charitably 12,600 to 15,400
        ("about 15,000", Grade.TENSION),  # the plain reading ends at 14,500, the charitable one at 13,500
        ("about 17,000", Grade.SOURCE_CONFLICT),
    ],
)
def test_the_plain_reading_of_a_hedge_makes_a_tension(words: str, grade: Grade | None) -> None:
    case = case_of([claim("a", "14,400", DEPORTED), claim("b", words, DEPORTED, source="B")])
    assert [finding.grade for finding in audit(case)] == ([grade] if grade else [])


def test_the_gravest_grade_comes_first_then_the_largest() -> None:
    claims = [
        *balance(),
        *(claim(f"x{i}", words, "births all ussr 1944") for i, words in enumerate(("10", "17"))),
        *(claim(f"y{i}", words, "deaths all ussr 1944") for i, words in enumerate(("10", "18"))),
        claim("z", "10", "births all ussr 1944", source="B"),
    ]
    assert graded(case_of(claims, assumptions=[REGISTER])) == [
        (Grade.CONTRADICTION, ("y0", "y1")),
        (Grade.CONTRADICTION, ("x0", "x1")),
        (Grade.TENSION, ("1-before", "2-after", "3-gone")),
        (Grade.CONFIRMATION, ("x0", "z")),
    ]


def test_a_list_in_conflict_is_no_gap_and_a_complete_one_neither() -> None:
    over = case_of(listed("26,359 families", FAMILIES, "list", *NINE), assumptions=[LIST])
    assert [finding.grade for finding in audit(over)] == [Grade.TENSION]
    complete = evolve(IN_REGIONS, complete=True)
    short = case_of(listed("93,139", DEPORTED, "regions", *FOUR), assumptions=[complete])
    assert [finding.grade for finding in audit(short)] == [Grade.TENSION]


def test_the_whole_of_a_gap_is_the_most_finely_printed() -> None:
    claims = [claim("round", "93,000", DEPORTED), *listed("93,139", DEPORTED, "regions", *FOUR)]
    (gap,) = [f for f in audit(case_of(claims, assumptions=[IN_REGIONS])) if f.grade is Grade.GAP]
    assert gap.size == 8_432


def test_a_list_that_closes_within_the_rounding_is_no_gap() -> None:
    claims = listed("93,100", DEPORTED, "regions", "91,919", "1,161")
    complete = evolve(IN_REGIONS, complete=True)
    assert [f.grade for f in audit(case_of(claims, assumptions=[complete]))] == [Grade.CONFIRMATION]


def test_a_list_in_conflict_with_another_source_is_no_gap() -> None:
    claims = [*listed("93,139", DEPORTED, "regions", *FOUR), claim("other", "80,001", DEPORTED, source="B")]
    case = case_of(claims, assumptions=[IN_REGIONS], judgements=[judgement("whole", Verdict.DOUBT)])
    assert [summary(f) for f in audit(case)] == [(Grade.SOURCE_CONFLICT, 13_138), (Grade.TENSION, 4_706)]


def test_a_gap_is_of_one_source() -> None:
    claims = [
        evolve(c, citation=evolve(c.citation, source=f"S-{c.id}"))
        for c in listed("93,139", DEPORTED, "regions", *FOUR)
    ]
    assert audit(case_of(claims, assumptions=[IN_REGIONS])) == ()


def test_what_is_told_once_is_told_in_its_gravest_form() -> None:
    """A plain reading of B breaks the account with two figures; A breaks it charitably, with three."""
    claims = [*balance("30", before="100"), claim("4-before", "about 76", DEPORTED, source="B")]
    claims[1] = claim("2-after", "80", REGISTERED)
    claims.append(claim("5-after", "80", REGISTERED, source="B"))
    harden = [judgement("register", Verdict.HARDEN)]
    told = [f for f in audit(case_of(claims, assumptions=[REGISTER], judgements=harden)) if f.identities]
    assert [summary(f) for f in told] == [(Grade.CONTRADICTION, 10)]
    assert told[0].rivals == ("4-before", "5-after")


def test_of_sources_that_print_one_number_the_one_that_says_most_speaks() -> None:
    claims = [
        claim("0-also", "93,139", DEPORTED, source="C"),
        claim("1-before", "93,139", DEPORTED),
        claim("2-after", "83,688", REGISTERED, source="B"),
        claim("3-gone", "more than 13,000", GONE),
    ]
    told = [f for f in audit(case_of(claims, assumptions=[REGISTER])) if f.identities]
    assert [f.claims for f in told] == [("1-before", "2-after", "3-gone")]


# ---- ratios


BIRTHS, DEATHS = "births settlers ussr 1945", "deaths settlers ussr 1945"


def test_a_share_that_part_and_base_give_is_confirmed() -> None:
    claims = [
        claim("share", "48.6 percent", "population kalmyks home 1939-01", of="population all home 1939-01"),
        claim("part", "107,250", "population kalmyks home 1939-01"),
        claim("base", "220,684", "population all home 1939-01"),
    ]
    finding = only(case_of(claims))
    assert (finding.grade, finding.claims) == (Grade.CONFIRMATION, ("share", "part", "base"))
    assert finding.arithmetic == "107,250 ÷ 220,684 = 48.6 percent"
    assert finding.text == "107,250 ÷ 220,684 = 48.6 percent, as “48.6 percent” says."
    assert (finding.size, finding.unit, len(finding.certificates)) == (None, None, 2)


def test_a_share_that_part_and_base_miss_is_a_contradiction() -> None:
    claims = [
        claim("ratio", "10", DEATHS, of=BIRTHS),
        claim("deaths", "3,735", DEATHS),
        claim("births", "151", BIRTHS),
    ]
    finding = only(case_of(claims))
    assert (finding.grade, set(finding.claims)) == (Grade.CONTRADICTION, {"ratio", "deaths", "births"})
    assert finding.arithmetic == "3,735 ÷ 151 = 24.7, against “10”"
    assert finding.size == 3_735 - 20 * 151


def test_an_approximate_share_beyond_its_plain_reading_confirms_nothing() -> None:
    claims = [
        claim("share", "about 11 percent", DEATHS, of=BIRTHS),
        claim("deaths", "102", DEATHS),
        claim("births", "1,001", BIRTHS),
    ]
    assert [f.grade for f in audit(case_of(claims))] == [Grade.TENSION]


def test_two_shares_of_one_base_may_be_rivals() -> None:
    claims = [claim("a", "17 percent", DEATHS, of=BIRTHS), claim("b", "half", DEATHS, of=BIRTHS)]
    finding = only(case_of(claims))
    assert (finding.grade, set(finding.claims)) == (Grade.CONTRADICTION, {"a", "b"})
    assert finding.text == "No number satisfies “17 percent” and “half” at once."


def test_a_ratio_and_its_inverse_have_addresses_of_their_own() -> None:
    claims = [
        claim("a", "10", DEATHS, of=BIRTHS),
        claim("b", "0.1", BIRTHS, of=DEATHS),
        claim("c", "1,000", DEATHS),
        claim("d", "100", BIRTHS),
    ]
    findings = audit(case_of(claims))
    assert [finding.grade for finding in findings] == [Grade.CONFIRMATION] * 2
    assert len({finding.id for finding in findings}) == 2


# ---- sums and witnesses


def test_a_sum_that_closes_is_confirmed() -> None:
    finding = only(case_of(balance("9,451"), assumptions=[REGISTER]))
    assert (finding.grade, finding.arithmetic) == (Grade.CONFIRMATION, "93,139 − 9,451 = 83,688")
    assert [dict(c.target) for c in finding.certificates] == [{cell(REGISTERED): 1}, {cell(REGISTERED): -1}]
    assert [c.proves for c in finding.certificates] == [83_688, -83_688]


def test_a_sum_that_closes_within_the_rounding_is_confirmed() -> None:
    finding = only(case_of(balance("9,451", before="93,100"), assumptions=[REGISTER]))
    assert finding.grade is Grade.CONFIRMATION
    assert finding.arithmetic == "9,451 + 83,688 = 93,139"
    assert finding.text == "The other figures give 93,139, as “93,100” says."


def test_an_account_closes_with_what_stands_at_its_quantities() -> None:
    claims = [*balance("9,451"), claim("4-more", "more than 13,000", GONE, source="B")]
    findings = audit(case_of(claims, assumptions=[REGISTER]))
    # What is outvoted at its own quantity is told there; the account closes with the other figure.
    assert [f.grade for f in findings] == [Grade.SOURCE_CONFLICT, Grade.CONFIRMATION]


def witnesses(*sources: str, copies: dict[str, tuple[str, ...]] | None = None) -> Case:
    claims = [claim(f"by-{source}", "1,014", DEPORTED, source=source) for source in sources]
    return case_of(claims, copies=copies)


def test_independent_witnesses_confirm() -> None:
    finding = only(witnesses("A", "B"))
    assert (finding.grade, finding.claims) == (Grade.CONFIRMATION, ("by-A", "by-B"))
    assert finding.text == (
        "Paper A, A and Paper B, B print the same number. Whether they drew on one document is not known."
    )
    assert finding.arithmetic == "1,014 = 1,014"


@pytest.mark.parametrize(
    ("sources", "copies", "expected"),
    [
        ("AB", {"B": ("A",)}, ""),
        ("AB", {"A": ("B",)}, ""),
        ("AB", {"A": ("X",), "B": ("X",)}, ""),  # of one lost paper
        ("AB", {"A": ("Y",), "Y": ("X",), "B": ("X",)}, ""),
        ("AB", {"A": ("X",), "B": ("Y",)}, "AB"),
        ("ABC", {"C": ("B",)}, "AB"),  # C adds nothing to B
        ("FAB", {"F": ("A", "B")}, "AB"),  # F copies both, they stay two
        ("AA", {}, ""),
    ],
)
def test_a_copy_is_no_independent_witness(
    sources: str, copies: dict[str, tuple[str, ...]], expected: str
) -> None:
    claims = [claim(f"{i}", "1,014", DEPORTED, source=source) for i, source in enumerate(sources)]
    for order in (claims, claims[::-1]):
        named = {
            case.claims[id].citation.source
            for case in [case_of(order, copies=copies)]
            for finding in audit(case)
            for id in finding.claims
        }
        assert named == set(expected)


def test_two_papers_that_report_one_voice_are_one_witness() -> None:
    claims = [claim(source, "1,014", DEPORTED, source=source, said_by="NKVD") for source in "AB"]
    assert audit(case_of(claims)) == ()


# ---- judgements


def test_a_rejected_claim_leaves_the_audit() -> None:
    claims = [claim("a", "91,919", DEPORTED), claim("b", "93,139", DEPORTED)]
    claims.append(claim("c", "93,139", DEPORTED, source="B"))
    assert [f.grade for f in audit(case_of(claims))] == [Grade.CONTRADICTION, Grade.CONFIRMATION]
    left = audit(case_of(claims, judgements=[judgement("a", Verdict.REJECT)]))
    assert [(f.grade, f.claims) for f in left] == [(Grade.CONFIRMATION, ("b", "c"))]
    back = [judgement("a", Verdict.REJECT), judgement("a", Verdict.ACCEPT)]
    assert audit(case_of(claims, judgements=back)) == audit(case_of(claims))


def test_a_rejected_item_leaves_its_list() -> None:
    claims = listed("26,359 families", FAMILIES, "list", *NINE)
    without = audit(case_of(claims, assumptions=[LIST], judgements=[judgement("part-3", Verdict.REJECT)]))
    assert without == ()  # 25,513 of 26,359, and a list with an item out says nothing of its rest


# ---- every finding


def addresses(case: Case) -> list[tuple[str, Grade, Fraction | None]]:
    return sorted((finding.id, finding.grade, finding.size) for finding in audit(case))


MIXED = [
    *balance(),
    *listed("26,359 families", FAMILIES, "list", *NINE),
    claim("c1", "134,402", "population kalmyks ussr 1939-01"),
    claim("c2", "131,271", "population kalmyks ussr 1939-01"),
    claim("c3", "134,402", "population kalmyks ussr 1939-01", source="B"),
    claim("c4", "98 percent", "population kalmyks ussr 1939-01", of="population all ussr 1939-01"),
    claim("c5", "1956", "date release"),
    claim("c6", "17 March 1956", "date release", source="B"),
    claim("c7", "9 January 1957", "date release", source="C"),
    claim("c8", "about 16,000", GONE, source="B"),
    *(
        claim(f"d{i}", words, f"families_deported {who} ussr {BOTH}")
        for i, (who, words) in enumerate((("all", "30,000"), ("tatars", "9,876")))
    ),
]


def mixed(claims: Iterable[Claim]) -> Case:
    groups = [group("all"), *(group(id, "all", "nationality") for id in ("kalmyks", "tatars"))]
    return case_of(claims, groups=groups, assumptions=[REGISTER, LIST])


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_the_claims_changes_nothing(seed: int) -> None:
    shuffled = list(MIXED)
    random.Random(seed).shuffle(shuffled)
    assert addresses(mixed(shuffled)) == addresses(mixed(MIXED))


def test_the_order_of_equal_places_changes_no_address() -> None:
    claims = listed("93,139", DEPORTED, "-", *FOUR)
    claims = [evolve(c, series=None) for c in claims]
    places = [place("ussr"), *(place(f"place-{i}", "ussr") for i in range(len(FOUR)))]
    forth, back = (addresses(case_of(order, places=places)) for order in (claims, claims[::-1]))
    assert [grade for _, grade, _ in forth] == [Grade.GAP]
    assert forth == back
    more = claim("also", "about 18,300", f"deported kalmyks place-3 {BOTH}", source="B")
    assert addresses(case_of([more, *claims], places=places)) == forth


def stands_in(case: Case, finding: Finding, row: Row) -> bool:
    """Whether a row of a proof says what a claim or identity that the finding names says, or a definition."""
    if row.origin in finding.claims:
        claim = case.claims[row.origin]
        own = [row for reading in Reading for row in claim_rows(claim, reading)]
        return row in own or row in list(definition_rows([claim], []))
    if row.origin == DEFINITION:
        claims = [*case.claims.values()]
        return row.bound == 0 or row in list(definition_rows(claims, finding.identities))
    (identity,) = (identity for identity in finding.identities if identity.id == row.origin)
    return row in identity_rows(identity)


def check(case: Case) -> None:
    ids = []
    for finding in audit(case):
        ids.append(finding.id)
        assert re.fullmatch(r"(conflict|statement|gap|agreement)-[0-9a-f]{8}", finding.id)
        assert finding.claims or finding.grade is Grade.STATEMENT
        assert not set(finding.claims) & set(finding.rivals)
        assert finding.title
        assert finding.text.endswith(".")
        assert finding.arithmetic
        assert (finding.size is None) == (finding.unit is None)
        assert finding.size is None or finding.size > 0
        assert bool(finding.certificates) == (finding.grade is not Grade.STATEMENT)
        for certificate in finding.certificates:
            certificate.check()
            assert all(stands_in(case, finding, row) for _, row in certificate.lines)
            if not certificate.target:  # of a smallest set the multipliers are unique
                assert certify([row for _, row in certificate.lines]) == certificate
        if finding.grade in (Grade.CONTRADICTION, Grade.SOURCE_CONFLICT):
            assert finding.assumptions == ()
            assert all(identity.hard for identity in finding.identities)
    assert len(ids) == len(set(ids))


def test_every_finding_has_its_proof_and_its_address() -> None:
    findings = audit(mixed(MIXED))
    assert {finding.grade for finding in findings} == set(Grade) - {Grade.GAP, Grade.STATEMENT}
    assert audit(mixed(MIXED)) == findings
    check(mixed(MIXED))


@needs_the_kalmyk_case
def test_every_kalmyk_finding_has_its_proof_and_its_address(kalmyk: Case) -> None:
    check(kalmyk)


def test_a_finding_whose_proof_does_not_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    told = tell.conflict

    def touched(case: Case, found: Conflict, suspects: Mapping[str, Suspect]) -> Finding:
        finding = told(case, found, suspects)
        (proof,) = finding.certificates
        return evolve(finding, certificates=(evolve(proof, proves=Fraction(1)),))

    monkeypatch.setattr(tell, "conflict", touched)
    with pytest.raises(CertificateError, match=r"^the rows prove 3550, not 1$"):
        audit(case_of(balance(), assumptions=[REGISTER]))


# ---- the edges


def test_an_empty_case_has_no_findings() -> None:
    assert audit(case_of()) == ()
    assert audit(case_of(assumptions=[REGISTER, LIST])) == ()


def test_300_claims_alike_contradict_nothing() -> None:
    claims = [claim(f"c{i}", "1,014", DEPORTED) for i in range(300)]
    assert audit(case_of(claims)) == ()
    (finding,) = audit(case_of([*claims, claim("other", "1,015", DEPORTED)]))
    assert finding.size == 1
    assert len(finding.claims) + len(finding.rivals) == 301


def test_a_person_among_a_thousand_million_million() -> None:
    claims = [claim("a", "1,000,000,000,000,001", DEPORTED), claim("b", "1,000,000,000,000,002", DEPORTED)]
    assert only(case_of(claims)).size == 1
    over = [
        claim("before", "1,000,000,000,000,001", DEPORTED),
        claim("after", "999,999,999,999,999", REGISTERED),
        claim("gone", "3", GONE),
    ]
    finding = only(case_of(over, assumptions=[REGISTER]))
    assert summary(finding) == (Grade.TENSION, 1)


def test_nobody_is_a_count_too() -> None:
    assert audit(case_of([claim("a", "0", DEPORTED), claim("b", "0", GONE)])) == ()
    finding = only(case_of([claim("a", "0", DEPORTED), claim("b", "1", DEPORTED)]))
    assert (finding.grade, finding.arithmetic) == (Grade.CONTRADICTION, "0 ≠ 1: 1 person apart")


@pytest.mark.parametrize(
    "claims",
    [
        [claim("nobody", "0", DEPORTED), claim("share", "5 percent", GONE, of=DEPORTED)],
        [claim("nobody", "fewer than 0", DEPORTED)],
    ],
)
def test_a_figure_that_nothing_can_have_is_told(claims: list[Claim]) -> None:
    finding = only(case_of(claims))
    assert finding.grade is Grade.CONTRADICTION
    assert "nobody" in finding.claims
    check(case_of(claims))


def test_more_than_a_number_is_one_person_from_it() -> None:
    finding = only(case_of([claim("a", "more than 1,234", DEPORTED), claim("b", "1,234", DEPORTED)]))
    assert finding.arithmetic == "more than 1,234 ≠ 1,234: 1 person apart"
    finding = only(case_of(balance("more than 9,451"), assumptions=[REGISTER]))
    assert finding.arithmetic == "93,139 − 83,688 = 9,451, 1 short of “more than 9,451”"


def test_a_list_that_names_its_own_total_is_still_a_list() -> None:
    claims = listed("93,139", DEPORTED, "regions", *FOUR)
    claims[0] = evolve(claims[0], series="regions")
    finding = only(case_of(claims, assumptions=[IN_REGIONS]))
    assert summary(finding) == (Grade.GAP, 8_432)


def test_a_part_named_twice_is_counted_twice() -> None:
    part = f"deported kalmyks north {BOTH}"
    twice = Part(id="twice", why="A slip.", parts=(cell(part), cell(part)), whole=cell(DEPORTED))
    finding = only(case_of([claim("a", "30", DEPORTED), claim("b", "10", part)], assumptions=[twice]))
    assert summary(finding) == (Grade.GAP, 10)


def test_a_cell_that_is_the_same_as_itself_says_nothing() -> None:
    idle = Same(id="idle", why="A slip.", cells=(cell(DEPORTED), cell(DEPORTED)))
    assert audit(case_of([claim("a", "0", DEPORTED), claim("b", "0", GONE)], assumptions=[idle])) == ()


# ---- what to distrust


def test_the_figure_that_two_others_outvote_is_suspected_with_what_they_leave_for_it() -> None:
    claims = [claim(f"{i}", "93,139", DEPORTED, source=source) for i, source in enumerate("ABC")]
    claims.append(claim("slip", "93,319", DEPORTED, source="D"))
    (suspect,) = next(f for f in audit(case_of(claims)) if f.grade is Grade.SOURCE_CONFLICT).suspects
    assert suspect == Suspect(
        origin="slip",
        share=Fraction(1),
        implied=Bounds(Fraction(93_139), Fraction(93_139)),
        slack=Fraction(180),
        slips=("93,139 (two neighbouring digits swapped)",),
    )


def test_of_two_figures_each_is_suspected_in_half_of_the_repairs() -> None:
    claims = [claim("a", "91,919", DEPORTED), claim("b", "93,139", DEPORTED, source="B")]
    found = only(case_of(claims)).suspects
    assert [(s.origin, s.share) for s in found] == [("a", Fraction(1, 2)), ("b", Fraction(1, 2))]
    assert [s.slack for s in found] == [Fraction(1_220)] * 2


def test_an_assumption_is_given_up_before_a_figure() -> None:
    (suspect,) = only(case_of(balance(), assumptions=[REGISTER])).suspects
    assert (suspect.origin, suspect.share) == (REGISTER.id, Fraction(1))
    assert suspect.implied is None


def test_a_preferred_figure_is_not_suspected() -> None:
    claims = [claim("a", "91,919", DEPORTED), claim("b", "93,139", DEPORTED, source="B")]
    (suspect,) = only(case_of(claims, judgements=[judgement("a", Verdict.PREFER)])).suspects
    assert (suspect.origin, suspect.share) == ("b", Fraction(1))
