"""Who is meant by names, titles, descriptions and pronouns: whole readings of sentences of our own."""

from __future__ import annotations

from functools import cache

import pytest

import geograph
from geograph.graph import Graph
from geograph.model import Actor, Entity, RelationClaim


@cache
def graph(text: str) -> Graph:
    """What is read; a headline stands before a bar."""
    title, _, body = text.rpartition(" | ")
    return geograph.extract(body, title=title or None)


def names(actors: tuple[Actor, ...]) -> str:
    return " + ".join(sorted(a.name for a in actors)) or "-"


def events(text: str) -> list[str]:
    """The events as "TYPE actors > recipients", in order of the alphabet."""
    return sorted(f"{e.type} {names(e.actor)} > {names(e.recipient)}" for e in graph(text).events)


def entities(text: str) -> dict[str, Entity]:
    return {e.name: e for reading in graph(text).readings for e in reading.entities}


def relations(text: str) -> list[tuple[str, str, str]]:
    claims: list[RelationClaim] = [r for reading in graph(text).readings for r in reading.relations]
    return sorted((r.subject, r.predicate, r.object) for r in claims)


CASES = {
    "a deed that is spoken of again is its doer's": (
        "North Korea fired two rockets before dawn. Japan's government condemned the launches as reckless.",
        ["ACCUSE Japan > North Korea", "MOBILIZE North Korea > -"],
    ),
    "a move is whatever was told before it": (
        "Mali closed its airspace to French aircraft. Officials in Paris criticised the measure at once.",
        ["ACCUSE France > Mali", "COERCE Mali > France"],
    ),
    "a harvest is nobody's deed": (
        "Cuba freed nine prisoners. Malawi's farmers praised the harvest.",
        ["RETREAT Cuba > prisoners", "SUPPORT farmers > -"],
    ),
    "shots hit those whom the gunmen abduct": (
        "Turkmen gunmen opened fire in Herat and abducted two nurses from a clinic on the road to the border.",
        ["ASSAULT Turkmen gunmen > nurses"],
    ),
    "no recipient of force from those whom one frees": (
        "North Korea blew up a bridge and released three American prisoners.",
        ["ASSAULT North Korea > -", "RETREAT North Korea > American prisoners"],
    ),
    "no recipient of force from a house without a name": (
        "The army of Niger blew up a bridge and closed two radio stations.",
        ["ASSAULT Niger > -", "COERCE Niger > radio stations"],
    ),
    "a state before an attack in a headline tells where": (
        "Iraq Mortar Attack Kills 25 | The market had just opened.",
        ["ASSAULT - > people"],
    ),
    "a state's adjective before an attack tells who": (
        "Israeli Air Strike Kills Nine | The market had just opened.",
        ["ASSAULT Israel > people"],
    ),
    "a drone of nobody isn't the state's": (
        "Sudan's harvest failed. A drone fired two missiles into a market in Kutum on Tuesday.",
        ["ASSAULT drone > -"],
    ),
    "jets belong to whom they are said to belong": (
        "Two fighter jets belonging to Myanmar's military bombed the rebels on Sunday.",
        ["ASSAULT Myanmar > rebels"],
    ),
    "supporters of a former officer are not he": (
        "Supporters of former army sergeant Humphrey Sabajo attacked policemen on Friday.",
        ["ASSAULT Humphrey Sabajo supporters > policemen"],
    ),
    "an office in the headline is filled by the article": (
        "Foreign Minister meets Libyan rebels | Paul Lindqvist, the foreign minister of Sweden, met Libyan rebels in "
        "Oslo on Monday.",
        ["CONSULT Libyan rebels + Paul Lindqvist > -"],
    ),
    "several titles before a name are one person": (
        "Iraq's top Shi'ite cleric Grand Ayatollah Hassan al-Karimi urged voters to stay calm.",
        ["REQUEST Hassan al-Karimi > voters"],
    ),
    "a name behind a comma is not the foreign office before it": (
        "After meeting the Dutch prime minister, Angela Merkel criticised Turkey.",
        ["ACCUSE Angela Merkel > Turkey", "CONSULT Angela Merkel + Netherlands > -"],
    ),
    "rebels are the armed group that the article names": (
        "Fighters of the Tamil Tigers ambushed a patrol. The guerrillas killed ten villagers.",
        ["ASSAULT Tamil Tigers > Sri Lanka", "ASSAULT Tamil Tigers > villagers"],
    ),
    "owners in a row all act": (
        "The presidents of Chile and Peru signed a treaty. Officials from Mali and Niger met.",
        ["CONSULT Mali + Niger > -", "SUPPORT Chile + Peru > -"],
    ),
    "owners in a row give way to the names of the holders": (
        "The foreign ministers of India and Pakistan, Sushma Rao and Shah Mirza, met in Geneva.",
        ["CONSULT Shah Mirza + Sushma Rao > -"],
    ),
    "adjectives joined by a hyphen are two states": (
        "Franco-German talks began. Sino-Vietnamese clashes killed four people. Anglo-Irish negotiations collapsed.",
        ["ASSAULT China + Vietnam > people", "CONSULT France + Germany > -", "CONSULT Ireland + United Kingdom > -"],
    ),
    "a court does not act for its seat": (
        "The International Criminal Court in The Hague charged Omar Bashir. The court accused him of genocide.",
        ["ACCUSE International Criminal Court > Omar al-Bashir", "ASSAULT Omar al-Bashir > -"],
    ),
    "captors are those who took, not those taken": (
        "Militants kidnapped two engineers in Peshawar. Their captors demanded a ransom.",
        ["ASSAULT Militants > engineers", "REQUEST Militants > -"],
    ),
    "both countries, each side": (
        "Turkey and Greece held talks. Both countries withdrew troops.",
        ["CONSULT Greece + Turkey > -", "RETREAT Greece + Turkey > -"],
    ),
    "a kingdom and its neighbour": (
        "Norway accused Russia of spying. The kingdom expelled two diplomats. Its neighbour denied the charge.",
        ["ACCUSE Norway > Russia", "REJECT Russia > Norway", "SANCTION Norway > -"],
    ),
    "a counterpart is of the state that is named": (
        "Sergei Lavrov met his Turkish counterpart in Sochi.",
        ["CONSULT Sergey Lavrov + Turkey > -"],
    ),
    "they of those who are urged": (
        "France urged Iraqi militants to free two journalists they were holding.",
        ["ASSAULT Iraqi militants > journalists", "REQUEST France > Iraqi militants",
         "RETREAT Iraqi militants > journalists"],
    ),
    "a pronoun before its name": (
        "In her first speech, Jane Hartley praised Kenya. Before he flew home, Paul Smith criticised Iran.",
        ["ACCUSE Paul Smith > Iran", "SUPPORT Jane Hartley > Kenya"],
    ),
    "an agency that signs is nobody": ("AP - Poland criticised Iran on Friday.", ["ACCUSE Poland > Iran"]),
    "a question names no person": ("Will Germany attack France?", ["ASSAULT Germany > France"]),
    "the headline's soldiers are the text's": (
        "Chadian soldiers in Sudan murder trial | Three soldiers shot a trader in Sudan.",
        ["ASSAULT Chad > trader"],
    ),
    "rebels before a deed are those of the article": (
        "Maoists killed two soldiers in Nepal. Traders condemned the rebel blockade.",
        ["ACCUSE Traders > Maoists", "ASSAULT Maoists > Nepal", "COERCE Maoists > -"],
    ),
    "a force with a backer, a side, a bloc": (
        "Yemen's army and the Houthis held talks. The Iran-aligned movement accused Egypt of spying.",
        ["ACCUSE Houthis > Egypt", "CONSULT Houthis + Yemen > -"],
    ),
    "an unnamed person is he": (
        "A militant leader said he said he rejected the offer. He praised Kenya. "
        "A Swiss scholar accused Iran of trying to silence him.",
        ["ACCUSE Swiss scholar > Iran", "COERCE Iran > Swiss scholar", "REJECT militant leader > -",
         "SUPPORT militant leader > Kenya"],
    ),
    "the leader of an unnamed group is the group's": (
        "A leader of a breakaway group was killed in Manila.",
        ["ASSAULT - > breakaway group"],
    ),
    "a gang's or a union's chief is no state's": (
        "A gang chief threatened Kenya. A bank official criticised Kenya.",
        ["ACCUSE bank official > Kenya", "THREATEN gang chief > Kenya"],
    ),
    "who leads a force, and a region beside its state": (
        "Afghan and U.S.-led troops shot dead two women. Georgian and South Ossetian forces clashed.",
        ["ASSAULT Afghanistan + United States > women", "ASSAULT Georgia + South Ossetia > -"],
    ),
    "an object is nobody who does it": (
        "Rebels captured two soldiers and released them. A judge jailed a blogger, then freed him.",
        ["ASSAULT Rebels > soldiers", "RETREAT Rebels > soldiers", "RETREAT judge > blogger",
         "SANCTION judge > blogger"],
    ),
    "we are whoever is described behind the quotation": (
        '"We condemn Israel," the Irish prime minister said. "I reject the demands of Iran," a Kenyan minister said.',
        ["ACCUSE Ireland > Israel", "REJECT Kenya > Iran", "REQUEST Iran > Kenya"],
    ),
    "a bare number counts those counted before": (
        "Militants attacked a camp near Goma, killing six soldiers and wounding four.",
        ["ASSAULT Militants > DR Congo"],
    ),
    "a person in a headline for the text's state": (
        "Mahathir criticises Lavrov over whaling | Malaysia criticised Sergey Lavrov on Monday over whaling.",
        ["ACCUSE Mahathir Mohamad > Sergey Lavrov"],
    ),
    "whom a headline names otherwise": (
        "Belgium criticises Hutus | Belgium has criticised Burundi's army over looting. It praised Rwanda.",
        ["ACCUSE Belgium > Burundi", "SUPPORT Belgium > Rwanda"],
    ),
    "whom the same words are said of besides": (
        "Belgium criticises Rwanda | Belgium has criticised Rwanda's army. Belgium also criticised Burundi.",
        ["ACCUSE Belgium > Burundi", "ACCUSE Belgium > Rwanda"],
    ),
    "who calls on both is neither": (
        "Aleksandar Vucic blamed Albin Kurti. Josep Borrell called on both men to resign.",
        ["ACCUSE Aleksandar Vučić > Albin Kurti", "REQUEST Josep Borrell > Albin Kurti + Aleksandar Vučić",
         "RETREAT Albin Kurti + Aleksandar Vučić > -"],
    ),
    "leaders of a faith are no state's, nor is who accuses the state": (
        "Muslim leaders condemned Iran. Officials accused Iran of lying.",
        ["ACCUSE Muslim leaders > Iran", "ACCUSE Officials > Iran"],
    ),
    "a court at an international seat is no state's": (
        "The court in The Hague charged Ratko Vidic.",
        ["ACCUSE court > Ratko Vidic"],
    ),
    "an office of a state is the state's, a former one is not": (
        "Pentagon officials accused Iran. FARC released a former mayor.",
        ["ACCUSE United States > Iran", "RETREAT FARC > mayor"],
    ),
    "a missing blank, a charity, a surname of two words": (
        "The German charity Seewacht accused theTamil Tigers. Osama bin Laden threatened Spain. "
        "Bin Laden praised Iran.",
        ["ACCUSE Seewacht > Tamil Tigers", "SUPPORT Osama bin Laden > Iran", "THREATEN Osama bin Laden > Spain"],
    ),
    "workers are those of whom the text spoke": (
        "Aid workers praised Kenya. The workers accused Sudan of looting.",
        ["ACCUSE Aid workers > Sudan", "SUPPORT Aid workers > Kenya"],
    ),
    "a headline in capitals keeps its names": (
        "UNITED NATIONS, New York The United Nations has proposed sweeping changes.",
        ["REQUEST United Nations > -"],
    ),
    "a storm is nobody": ("Hurricane Ivan killed 20 people in Grenada. Ivan has killed 60 on Cuba.", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_participants_are_those_whom_the_words_mean(name: str) -> None:
    text, expected = CASES[name]
    assert events(text) == expected


RELATIONS = {
    "Junta spokesman Colonel Aman Tesfai denied the charge in Asmara, and Eritrea recalled its ambassador.": [
        ("Aman Tesfai", "spokesperson", "Eritrea"),
    ],
    "Maria Lopes, who heads the Green Front, met Joao Costa, a member of the Labour League.": [
        ("Joao Costa", "member_of", "Labour League"),
        ("Maria Lopes", "leader_of", "Green Front"),
    ],
    "The foreign ministers of India and Pakistan, Sushma Rao and Shah Mirza, met in Geneva.": [
        ("Shah Mirza", "minister", "Pakistan"),
        ("Sushma Rao", "minister", "India"),
    ],
    "In Ohio, Democratic Senator Joe Mill criticised the United States.": [
        ("Joe Mill", "member_of", "Democratic Party"),
    ],
    "Briton John Smith met French engineer Jean Roux. Jordan's King Hussein was absent.": [
        ("Jean Roux", "citizen_of", "France"),
        ("John Smith", "citizen_of", "United Kingdom"),
        ("King Hussein", "head_of_state", "Jordan"),
    ],
    "Saudi Arabia's ambassador to Yemen, Mohammed al-Jaber, resigned.": [
        ("Mohammed al-Jaber", "holds_office", "Saudi Arabia"),
    ],
    "The rebels left the Rwandan town of Gisenyi. Rebel leader Paul Kamau and poet Ann Lee fled.": [
        ("Gisenyi", "located_in", "Rwanda"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", RELATIONS)
def test_the_relations_are_those_that_the_text_states(text: str) -> None:
    assert relations(text) == RELATIONS[text]


def test_people_and_groups_are_of_the_state_that_the_news_is_about() -> None:
    found = entities("Kenya riots | Many protesters marched in Nairobi. Health Minister Jane Wafula praised them.")
    assert {name: e.state for name, e in found.items()} == {"Kenya": "KEN", "protesters": "KEN", "Jane Wafula": "KEN"}


def test_a_spokesman_speaks_for_the_group_when_they_say_we() -> None:
    found = entities('"We will never give up," Hezbollah spokesman Ali Fayad said.')
    assert [m.text for m in found["Hezbollah"].mentions] == ["We", "Hezbollah"]


@pytest.mark.parametrize(
    ("text", "year", "who"),
    [
        ("The Kremlin accused Cuba of lying.", 1962, "Soviet Union"),
        ("Moscow accused Cuba of lying.", 1962, "Soviet Union"),
        ("Moscow accused Cuba of lying.", 1991, "Russia"),
        ("The Kremlin accused Cuba of lying.", 2024, "Russia"),
        ("The Kremlin accused Cuba of lying.", None, "Russia"),
        ("Prague accused Cuba of lying.", 1968, "Czechoslovakia"),
        ("Belgrade accused Cuba of lying.", 1978, "Yugoslavia"),
        ("Belgrade accused Cuba of lying.", 2024, "Serbia"),
    ],
)
def test_a_seat_means_the_state_of_its_time(text: str, year: int | None, who: str) -> None:
    made = geograph.extract(text, published=f"{year}-06-05" if year else None)
    assert {names(e.actor) for e in made.events if e.type == "ACCUSE"} == {who}


def test_an_agency_in_brackets_behind_a_headline_takes_no_part() -> None:
    text = "Darfur rebels reject Khartoum bid (AFP) | AFP - Darfur rebels rejected a bid by Sudan on Monday."
    assert {who.id for e in graph(text).events for who in (*e.actor, *e.recipient)}.isdisjoint(
        {"org-agence-france-presse"}
    )
    assert "REJECT Darfur rebels > Sudan" in events(text)
