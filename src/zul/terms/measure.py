"""What is counted: the controlled vocabulary of measures."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from zul.errors import CellError, nearest


class Kind(StrEnum):
    """How a measure behaves in time."""

    STOCK = "stock"  # counted at a moment
    FLOW = "flow"  # counted over a period
    DATE = "date"  # the day of an event


ALL_TREES = ("place", "group", "period")


@frozen(kw_only=True)
class Measure:
    """One term of the vocabulary.

    `part_of` names a measure that counts everything this one counts, at the same time, and maybe more:
    deaths in transit are deaths. `whole_numbers` is true for things that come one by one. `adds_over`
    names the trees along which disjoint parts add up: a train carries two peoples, a soldier serves in
    two years. `has_parts` is false for what is no count of members, such as a distance; `net` is true
    for a difference, which may also be negative.
    """

    id: str
    name: str
    kind: Kind
    unit: str
    part_of: str | None = None
    whole_numbers: bool = True
    adds_over: tuple[str, ...] = ALL_TREES
    has_parts: bool = True
    net: bool = False


def _stock(id: str, name: str, unit: str = "person", part_of: str | None = None) -> Measure:
    return Measure(id=id, name=name, kind=Kind.STOCK, unit=unit, part_of=part_of)


def _flow(id: str, name: str, unit: str = "person", part_of: str | None = None) -> Measure:
    return Measure(id=id, name=name, kind=Kind.FLOW, unit=unit, part_of=part_of)


def _ever(id: str, name: str, part_of: str | None = None) -> Measure:
    """Persons to whom something happened at any time in the period: each counts once."""
    return Measure(id=id, name=name, kind=Kind.FLOW, unit="person", part_of=part_of, adds_over=("group",))


def _shared(id: str, name: str, unit: str, kind: Kind = Kind.STOCK) -> Measure:
    """Things that places, groups and periods may have in common."""
    return Measure(id=id, name=name, kind=kind, unit=unit, adds_over=())


def _families(id: str, name: str, kind: Kind) -> Measure:
    """Families may have members of several groups."""
    return Measure(id=id, name=name, kind=kind, unit="family", adds_over=("place", "period"))


def _outcome(id: str, name: str) -> Measure:
    """Persons of whom something is not yet true at the end of the period: fewer as it grows."""
    return Measure(id=id, name=name, kind=Kind.FLOW, unit="person", has_parts=False)


def _net(id: str, name: str, unit: str = "person") -> Measure:
    return Measure(id=id, name=name, kind=Kind.FLOW, unit=unit, has_parts=False, net=True)


def _extent(id: str, name: str, unit: str) -> Measure:
    return Measure(id=id, name=name, kind=Kind.STOCK, unit=unit, whole_numbers=False, has_parts=False)


MEASURES: dict[str, Measure] = {
    measure.id: measure
    for measure in (
        # people at a moment
        _stock("population", "population"),
        _stock("registered", "persons on the register of the special settlements", part_of="population"),
        _stock("employed", "special settlers registered as workers"),
        _stock("without_food", "persons reported without food"),
        _stock("serving", "persons serving in an army on a day"),
        _stock("forces", "personnel used in the operation"),
        # people over a period: removal, exile, return
        _flow("deported", "persons deported"),
        _ever("resettled", "persons brought to a place of exile"),
        _flow("arrived", "persons entered on the register of the special settlements"),
        _flow("released", "persons released from the special settlements"),
        _ever("returned", "persons returned to the home region"),
        _outcome("not_returned", "deported persons who did not return"),
        _ever("claimants", "persons who asked for compensation"),
        # people over a period: births, deaths, illness
        _flow("births", "births"),
        _flow("died_or_disappeared", "persons who died or disappeared"),
        _flow("deaths", "deaths", part_of="died_or_disappeared"),
        _flow("deaths_in_transit", "deaths in transit", part_of="deaths"),
        _flow("deaths_famine", "deaths in a famine", part_of="deaths"),
        _flow("excess_deaths", "deaths beyond those expected", part_of="deaths"),
        _ever("fell_ill", "persons who fell gravely ill"),
        _ever("hospitalised", "persons put in hospital"),
        _net("decrease", "fall of the population between two counts"),
        _net("increase", "rise of the population between two counts"),
        # people over a period: war, repression, movement
        _ever("served", "persons who served in an army at any time in the period"),
        _ever("sent_to_front", "soldiers sent to the front", part_of="served"),
        _ever("decorated", "soldiers made Heroes of the Soviet Union"),
        _ever("discharged", "soldiers withdrawn from an army", part_of="served"),
        _ever("mobilised", "persons called up for the home guard or for works"),
        _ever("sent_to_camp", "persons sent to a camp"),
        _ever("arrested", "persons arrested"),
        _ever("repressed", "victims of political repression"),
        _ever("fled", "persons who fled"),
        _ever("moved", "persons who moved to another region"),
        # families and peoples
        _families("families_deported", "families deported", Kind.FLOW),
        _families("families_settled", "families living in a place of exile", Kind.STOCK),
        _families("families_exempt", "families that avoided deportation", Kind.FLOW),
        _shared("peoples_deported", "peoples deported as such", "people", Kind.FLOW),
        # the operation and its means
        _shared("stages", "stages of the deportation", "stage", Kind.FLOW),
        _shared("trains", "trains", "train", Kind.FLOW),
        _shared("wagons", "wagons", "wagon", Kind.FLOW),
        _shared("trucks", "trucks used in the operation", "truck"),
        _extent("packing_time", "time given to pack", "hour"),
        _extent("baggage", "baggage allowed to a family", "kilogram"),
        _extent("distance", "distance of the journey", "mile"),
        _extent("journey_time", "time of the journey", "week"),
        _extent("elapsed", "time between two events", "year"),
        _extent("meals", "meals a day on the journey", "meal a day"),
        # exile and its conditions
        _stock("housing_temporary", "persons for whom temporary housing was planned"),
        _stock("housing_permanent", "persons for whom permanent housing was planned"),
        _shared("districts_prepared", "districts prepared to receive exiles", "district"),
        _shared("regions_of_exile", "regions in which exiles were held", "region"),
        _shared("barracks", "barracks", "barrack"),
        _extent("working_day", "working time a day", "hour a day"),
        _extent("working_week", "working time a week", "day a week"),
        # land, buildings, damage
        _extent("area", "area", "square kilometre"),
        _extent("height", "height", "metre"),
        _shared("temples", "temples", "temple"),
        _flow("damage", "damage of war", "rouble"),
        # anything else that a document counts or measures; the group says what
        _shared("things", "number", "thing"),
        _extent("extent", "extent", "unit"),
        # modelled
        _flow("births_expected", "births expected without the deportation"),
        _net("birth_deficit", "birth deficit"),
        # dates
        Measure(id="date", name="date of the event", kind=Kind.DATE, unit="day"),
    )
}


def measure(id: str) -> Measure:
    """The measure with this id. Raises CellError with the nearest known term."""
    try:
        return MEASURES[id]
    except KeyError:
        raise CellError(f"{id!r} is no measure of the vocabulary", nearest(id, MEASURES)) from None
