"""Wordings of the press that a reader must know: for each, what a sentence tells and what it must not.

Every sentence is our own. A case is (type, place or class of people or None, sentence).
"""

import datetime

import pytest

from monitor.events.values import ClaimType, Status
from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader

DAY = datetime.date(2021, 7, 6)
NEWS = {Status.ASSERTED, Status.DISPUTED}
CASES = [
    (
        ClaimType.TERRITORY_CAPTURED,
        "Yangi Qala",
        "Yangi Qala district in Takhar was lost overnight after the garrison ran out of ammunition, a lawmaker said.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Dasht-e Archi",
        "Dasht-e Archi slipped from the government's grasp on Sunday, two provincial councillors told reporters.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Imam Sahib",
        "Imam Sahib came under the administration of the Taliban on 21 June, an aid agency said.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Darqad",
        "Darqad and Khwaja Ghar are now in the insurgents' hands.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Khwahan",
        "Khwahan is ours again, the defence ministry wrote on Twitter.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Shahr-e Buzurg",
        "The white flag was hoisted over the governor's office of Shahr-e Buzurg on Sunday.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Raghistan",
        "Police gave up Raghistan without a fight, residents said.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Nusay",
        "Troops evacuated Nusay on Saturday and the Taliban walked in an hour later.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Eshkamesh",
        "Taliban fighters entered the town of Ishkamish without a shot being fired.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Maimay",
        "The Taliban announced the conquest of Maimay district.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Kohistan",
        "Kohistan district was cleared of militants on Friday, the army said.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Qala-e-Zal",
        "Qala-e Zal changed hands for the second time in a week on Sunday.",
    ),
    (ClaimType.TERRITORY_CAPTURED, "Baharak", "Baharak was retaken by commandos at dawn."),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Sarghan",
        "The village of Sarghan in Kuf Ab district was overrun by Taliban fighters on Sunday.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Khwaja Bahauddin",
        "Government forces have been driven out of Khwaja Bahauddin, according to the district governor.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Chah Ab",
        "Chah Ab: district centre in Taliban hands since dawn.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Rustaq",
        "Rustaq has joined the Islamic Emirate, its spokesman Zabihullah Mujahid tweeted.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Wakhan",
        "Wakhan fell without resistance on Saturday, and Zebak followed on Sunday.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Zebak",
        "Wakhan fell without resistance on Saturday, and Zebak followed on Sunday.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Farkhar",
        "The insurgents now hold Farkhar, Warduj and Yamgan, officials conceded.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Yawan",
        "Officials said the centre of Yawan district had been abandoned to the Taliban.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Aqina",
        "The Aqina border port has passed into the control of the Taliban.",
    ),
    (
        ClaimType.TERRITORY_CAPTURED,
        "Ai Khanoum",
        "The Ai Khanoum ferry crossing was seized by gunmen of the Taliban on Monday.",
    ),
    (
        ClaimType.BORDER_CROSSING,
        "troops",
        "Some 40 Afghan policemen were let onto Tajik territory on Sunday, the border service said.",
    ),
    (
        ClaimType.BORDER_CROSSING,
        "troops",
        "Seventeen Afghan soldiers swam the Panj and were disarmed on arrival by Tajik border guards.",
    ),
    (
        ClaimType.BORDER_CROSSING,
        "troops",
        "A group of 25 Afghan border guards sought refuge in Tajikistan after their post was attacked.",
    ),
    (
        ClaimType.BORDER_CROSSING,
        "troops",
        "Twelve servicemen of the Afghan army turned up on the Tajik bank near Shurobod on Monday morning.",
    ),
    (
        ClaimType.BORDER_CROSSING,
        "civilians",
        "About 300 Afghan villagers were given shelter on the other side of the Panj, in Tajikistan's Darvoz district.",
    ),
    (
        ClaimType.BORDER_CROSSING,
        "civilians",
        "Dozens of families rafted across the river Panj into Tajikistan, a resident of Khwahan said.",
    ),
    (
        ClaimType.BORDER_CROSSING,
        "civilians",
        "Tajikistan deported 80 Afghan refugees over the Panji Poyon bridge on Tuesday.",
    ),
    (
        ClaimType.BORDER_CROSSING,
        "militants",
        "Four armed men who had infiltrated from Afghanistan were detained near Chubek, the GKNB said.",
    ),
    (
        ClaimType.BORDER_CROSSING,
        "troops",
        "Tajikistan handed over 22 Afghan soldiers to Kabul on the bridge at Nizhny Panj.",
    ),
    (
        ClaimType.BORDER_CROSSING,
        "civilians",
        "Several thousand people fled into Uganda from Ituri at the weekend, the UNHCR said.",
    ),
    (
        ClaimType.BORDER_CROSSING,
        "troops",
        "Myanmar soldiers crossed into Thailand after losing their base near Myawaddy.",
    ),
    (
        ClaimType.CROSS_BORDER_FIRE,
        None,
        "Three shells fired from Afghanistan fell in the Tajik village of Kokul on Sunday, causing no casualties.",
    ),
    (
        ClaimType.CROSS_BORDER_FIRE,
        None,
        "Mortar rounds came down on the Tajik side of the Panj during the fighting in Darqad.",
    ),
    (
        ClaimType.CROSS_BORDER_FIRE,
        None,
        "Tajik and Afghan border guards exchanged fire near Ruzvay on Tuesday.",
    ),
    (
        ClaimType.CROSS_BORDER_FIRE,
        None,
        "Rockets launched from Khwaja Ghar landed in Tajikistan, Islamic State claimed.",
    ),
    (
        ClaimType.CROSS_BORDER_FIRE,
        None,
        "A Tajik border guard was wounded by gunfire from the Afghan bank.",
    ),
    (
        ClaimType.CROSS_BORDER_FIRE,
        None,
        "Pakistani artillery pounded positions in Afghanistan's Kunar province overnight.",
    ),
    (
        ClaimType.CROSS_BORDER_FIRE,
        None,
        "A drone flown from Afghanistan dropped explosives on a mining camp in Tajikistan's Khatlon region.",
    ),
    (
        ClaimType.ARMED_CLASH,
        None,
        "Nine policemen were killed in a clash with the Taliban in Imam Sahib district.",
    ),
    (
        ClaimType.ARMED_CLASH,
        None,
        "There were clashes between the Taliban and police in Dasht-e Archi overnight, leaving six dead.",
    ),
    (
        ClaimType.ARMED_CLASH,
        None,
        "Border guards shot dead three smugglers in Hamadoni district on the Afghan border.",
    ),
    (
        ClaimType.ARMED_CLASH,
        None,
        "Gunmen attacked a checkpoint in Yangi Qala, killing four soldiers.",
    ),
    (
        ClaimType.ARMED_CLASH,
        None,
        "An assault on the centre of Khwahan was repulsed, the governor said; 15 insurgents were killed.",
    ),
    (
        ClaimType.DEPLOYMENT,
        None,
        "Two battalions were moved up to the Afghan frontier from Kulob on Monday.",
    ),
    (
        ClaimType.DEPLOYMENT,
        None,
        "Tajikistan has called up 20,000 reservists to strengthen the border with Afghanistan.",
    ),
    (
        ClaimType.DEPLOYMENT,
        None,
        "All leave has been cancelled at border detachments along the Panj.",
    ),
    (
        ClaimType.DEPLOYMENT,
        None,
        "Russian and Tajik troops began drills at the Kharb-Maidon range near the Afghan border.",
    ),
    (
        ClaimType.DEPLOYMENT,
        None,
        "Uzbekistan airlifted paratroopers to Termez on the Afghan border.",
    ),
    (ClaimType.DEPLOYMENT, None, "Border units in GBAO have been placed on full combat readiness."),
    (
        ClaimType.DEPLOYMENT,
        None,
        "Howitzers were trucked to the Panj on Sunday night, residents of Farkhor said.",
    ),
    (
        ClaimType.DRUG_INTERDICTION,
        None,
        "Tajik border guards seized 48 kilograms of hashish and opium near the village of Sayod.",
    ),
    (
        ClaimType.DRUG_INTERDICTION,
        None,
        "Customs officers at Nizhny Panj found 112 packets of heroin in a lorry from Afghanistan.",
    ),
    (
        ClaimType.DRUG_INTERDICTION,
        None,
        "Sacks with 60 kg of narcotics were left behind by the smugglers, who fled back to Afghanistan.",
    ),
    (
        ClaimType.DRUG_INTERDICTION,
        None,
        "The Drug Control Agency intercepted 210 kilos of methamphetamine on the Afghan border.",
    ),
    (
        ClaimType.DIPLOMATIC_CONTACT,
        None,
        "Foreign minister Sirojiddin Muhriddin received the Afghan ambassador in Dushanbe on Friday.",
    ),
    (
        ClaimType.DIPLOMATIC_CONTACT,
        None,
        "President Emomali Rahmon telephoned Ashraf Ghani to discuss the situation at the border.",
    ),
    (
        ClaimType.DIPLOMATIC_CONTACT,
        None,
        "Pakistan's foreign office summoned the Afghan charg\u00e9 d'affaires and handed him a note of protest.",
    ),
    (
        ClaimType.DIPLOMATIC_CONTACT,
        None,
        "Tajik and Taliban border commissioners met on the bridge at Tem.",
    ),
    (
        ClaimType.DIPLOMATIC_CONTACT,
        None,
        "The foreign ministers of Kyrgyzstan and Tajikistan signed a protocol on the border in Bishkek.",
    ),
    (
        ClaimType.BORDER_CLOSURE,
        None,
        "Tajikistan has shut the Panji Poyon crossing until further notice.",
    ),
    (
        ClaimType.BORDER_CLOSURE,
        None,
        "The Friendship Bridge has been sealed from the Uzbek side since Saturday.",
    ),
    (
        ClaimType.BORDER_CLOSURE,
        None,
        "Cargo traffic through Torkham was suspended after the shooting.",
    ),
    (
        ClaimType.BORDER_REOPENING,
        None,
        "The Torkham crossing was reopened to trucks on Monday after five days.",
    ),
    (ClaimType.BORDER_REOPENING, None, "Trade resumed at Spin Boldak on Tuesday, traders said."),
    (
        ClaimType.BORDER_REOPENING,
        None,
        "The border gate at Milak is open again, Iranian customs said.",
    ),
]
QUIET = [
    "The price of flour fell in Yangi Qala on Sunday.",
    "Taliban fighters could capture Imam Sahib within days, officials fear.",
    "The governor denied that Khwahan had fallen.",
    "Rahmon's team took Khorugh by storm with a new play.",
    "Nobody crossed the Panj into Tajikistan last night, border guards said.",
    "Tajikistan will close the border if the fighting spreads, the minister said.",
    "Twelve months ago today Afghan soldiers crossed the Panj into Tajikistan.",
    "In 1997 the Taliban captured Kunduz and fighting reached the Panj.",
    "The exercise assumes that notional terrorists have seized a village near the border.",
    "Istiqlol captured the cup in Dushanbe and the fans took the city centre.",
    "Opium production in Badakhshan rose to 300 tonnes, the UN said in its annual survey of the Afghan border provinces.",
    "The two ministers may meet in Dushanbe next month to discuss the border.",
    "The convoy of Afghan lorries was expected at Nizhny Panj on Friday.",
    "If Khwaja Ghar falls, Taloqan will follow.",
    "The Taliban failed to take Darqad.",
    "Reports that Rustaq had been captured were dismissed by the police chief.",
    "The army has no plans to send troops to the Tajik border.",
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def told(reader: Reader, text: str) -> list[tuple[ClaimType, str | None, str]]:
    """Type, place and class of people of everything reported as news."""
    document = Document(id="x", title="", text=text, published=DAY, language="en")
    claims = [claim for claim in reader.read(document) if claim.status in NEWS]
    return [(claim.type, claim.place, str(claim.actor_class)) for claim in claims]


@pytest.mark.parametrize(("kind", "detail", "text"), CASES)
def test_a_press_wording_is_read_as_what_it_tells(
    reader: Reader, kind: ClaimType, detail: str | None, text: str
) -> None:
    of_kind = [claim for claim in told(reader, text) if claim[0] is kind]
    assert of_kind, f"nothing of type {kind} in {text!r}"
    assert detail is None or any(detail in claim[1:] for claim in of_kind), of_kind


@pytest.mark.parametrize("text", QUIET)
def test_a_near_miss_is_not_read_as_news(reader: Reader, text: str) -> None:
    assert told(reader, text) == []
