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


@frozen(kw_only=True)
class Measure:
    """One term of the vocabulary.

    `part_of` names a measure that counts everything this one counts, and maybe more:
    deaths in transit are deaths. `whole_numbers` is true for things that come one by one; `net` for
    a difference, which may be negative and need not grow with time, place or group.
    """

    id: str
    name: str
    kind: Kind
    unit: str
    part_of: str | None = None
    whole_numbers: bool = True
    net: bool = False


def _stock(id: str, name: str, unit: str = "person", part_of: str | None = None) -> Measure:
    return Measure(id=id, name=name, kind=Kind.STOCK, unit=unit, part_of=part_of)


def _flow(id: str, name: str, unit: str = "person", part_of: str | None = None) -> Measure:
    return Measure(id=id, name=name, kind=Kind.FLOW, unit=unit, part_of=part_of)


def _net(id: str, name: str, unit: str = "person") -> Measure:
    return Measure(id=id, name=name, kind=Kind.FLOW, unit=unit, net=True)


def _extent(id: str, name: str, unit: str) -> Measure:
    return Measure(id=id, name=name, kind=Kind.STOCK, unit=unit, whole_numbers=False)


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
        _flow("resettled", "persons brought to a place of exile", part_of="deported"),
        _flow("arrived", "persons entered on the register of the special settlements"),
        _flow("released", "persons released from the special settlements"),
        _flow("returned", "persons returned to the home region"),
        _flow("not_returned", "deported persons who did not return"),
        _flow("claimants", "persons who asked for compensation"),
        # people over a period: births, deaths, illness
        _flow("births", "births"),
        _flow("died_or_disappeared", "persons who died or disappeared"),
        _flow("deaths", "deaths", part_of="died_or_disappeared"),
        _flow("deaths_in_transit", "deaths in transit", part_of="deaths"),
        _flow("deaths_famine", "deaths in a famine", part_of="deaths"),
        _flow("fell_ill", "persons who fell gravely ill"),
        _flow("hospitalised", "persons put in hospital"),
        _net("decrease", "fall of the population between two counts"),
        # people over a period: war, repression, movement
        _flow("served", "persons who served in an army at any time in the period"),
        _flow("sent_to_front", "soldiers sent to the front", part_of="served"),
        _flow("decorated", "soldiers made Heroes of the Soviet Union", part_of="served"),
        _flow("discharged", "soldiers withdrawn from an army", part_of="served"),
        _flow("mobilised", "persons called up for the home guard or for works"),
        _flow("sent_to_camp", "persons sent to a camp"),
        _flow("arrested", "persons arrested"),
        _flow("repressed", "victims of political repression"),
        _flow("fled", "persons who fled"),
        _flow("moved", "persons who moved to another region"),
        # families and peoples
        _flow("families_deported", "families deported", "family"),
        _flow("families_resettled", "families brought to a place of exile", "family"),
        _flow("families_exempt", "families that avoided deportation", "family"),
        _flow("peoples_deported", "peoples deported as such", "people"),
        # the operation and its means
        _flow("stages", "stages of the deportation", "stage"),
        _flow("trains", "trains", "train"),
        _flow("wagons", "wagons", "wagon"),
        _stock("trucks", "trucks used in the operation", "truck"),
        _extent("packing_time", "time given to pack", "hour"),
        _extent("baggage", "baggage allowed to a family", "kilogram"),
        _extent("distance", "distance of the journey", "mile"),
        _extent("journey_time", "time of the journey", "week"),
        _extent("meals", "meals a day on the journey", "meal a day"),
        # exile and its conditions
        _stock("housing_temporary", "persons for whom temporary housing was planned"),
        _stock("housing_permanent", "persons for whom permanent housing was planned"),
        _stock("districts_prepared", "districts prepared to receive exiles", "district"),
        _stock("regions_of_exile", "regions in which exiles were held", "region"),
        _stock("barracks", "barracks", "barrack"),
        _extent("working_day", "working time a day", "hour a day"),
        _extent("working_week", "working time a week", "day a week"),
        # land, buildings, damage
        _extent("area", "area", "square kilometre"),
        _extent("height", "height", "metre"),
        _stock("temples", "temples", "temple"),
        _flow("damage", "damage of war", "rouble"),
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
