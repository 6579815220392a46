"""Which words bound, round, scale and measure a figure, and what does each mean?"""

from collections.abc import Iterable

from claimcheck.reading.numerals import MAGNITUDES, Scan

__all__ = [
    "AFTER",
    "CURRENCY_CODES",
    "CURRENCY_SIGNS",
    "DETERMINERS",
    "DOLLARS",
    "LEADS",
    "LOWER_BOUNDS",
    "MONTHS",
    "MULTIPLES",
    "OPENERS",
    "PLURAL_MAGNITUDES",
    "PLURAL_NOUNS",
    "PREFIXES",
    "RELATIVE_UNITS",
    "SMALLER_UNITS",
    "STOP_WORDS",
    "TENS_OF",
    "TIME_UNITS",
    "UNCOUNTED_NOUNS",
    "UNITS",
    "VAGUE",
    "WEEKDAYS",
    "Phrases",
    "is_plural",
    "match",
]

# A phrase is keyed by its first word; the longest that stands in the text is taken.
Phrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


def _phrases(lines: Iterable[tuple[str, str]]) -> Phrases:
    gathered: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for meaning, phrases in lines:
        for phrase in phrases.split(","):
            words = phrase.split()
            gathered.setdefault(words[0], []).append((tuple(words[1:]), meaning))
    return {first: tuple(sorted(rests, key=lambda rest: -len(rest[0]))) for first, rests in gathered.items()}


PREFIXES = _phrases(
    (
        (
            "above",
            "more than,greater than,larger than,higher than,bigger than,over,above,exceeding,in excess of,"
            "north of,upwards of,upward of,well over,just over,just above,slightly over,"
            "slightly more than,slightly above,a little over,a little more than,surpassing,topping,>",
        ),
        (
            "at least",
            "at least,no fewer than,no less than,not less than,not fewer than,a minimum of,minimum of,"
            "minimum,as few as,as little as,greater than or equal to,more than or equal to,"
            "higher or equal than,bigger or equal than,greater or equal than,at least or equal to,>=,≥,⩾",
        ),
        ("minimum", "a documented minimum of,a confirmed minimum of,documented minimum of"),
        (
            "at most",
            "up to,at most,no more than,not more than,as many as,as much as,a maximum of,maximum of,"
            "maximum,no greater than,not exceeding,less than or equal to,fewer than or equal to,"
            "no higher than,lower or equal than,smaller or equal than,less or equal than,<=,≤,⩽",
        ),
        ("below", "fewer than,less than,lower than,smaller than,under,below,well under,well below,<"),
        (
            "about",
            "about,around,roughly,approximately,aproximately,approx .,approx,some,circa,c .,~,≈,"
            "in the region of,in the order of,on the order of",
        ),
        (
            "nearly",
            "nearly,almost,close to,just under,just below,just short of,just shy of,approaching,near to",
        ),
        ("estimate", "an estimated,estimated"),
        ("filler", "a total of,the,another,a further,an additional,as a,its,their,all"),
    )
)

OPENERS = frozenset(PREFIXES) - {"the", "another", "its", "their", "all", "as"}

LEADS = _phrases((("lead", "a total of,an overall,the,only,just,exactly,precisely,all,all of,another,its,their"),))

VAGUE: dict[str, tuple[int, int | None]] = {
    "several": (3, None),
    "few": (2, None),
    "dozens": (24, None),
    "scores": (40, None),
    "hundreds": (200, None),
    "thousands": (2_000, None),
    "millions": (2_000_000, None),
    "billions": (2_000_000_000, None),
    "trillions": (2_000_000_000_000, None),
    "handful": (3, 6),
    "couple": (2, 2),
}

MULTIPLES = {"dozen": 12, "hundred": 100} | MAGNITUDES

PLURAL_MAGNITUDES = {f"{word}s": MAGNITUDES[word] for word in ("thousand", "million", "billion", "trillion")}

TENS_OF = {"tens": 20, "hundreds": 200, "dozens": 24, "thousands": 2_000}

AFTER = _phrases(
    (
        (
            "at least",
            "or greater than,or more,or greater,or higher,or above,or over,or longer,or older,and above,"
            "and over,and up,and older,plus,+,- plus",
        ),
        ("at most", "or less,or fewer,or below,or lower,or under,or younger,and below,and under,and younger"),
        ("about", "or so,or thereabouts,- odd,- ish"),
    )
)

CURRENCY_SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₴": "UAH",
    "₽": "RUB",
    "₹": "INR",
    "₩": "KRW",
    "₪": "ILS",
    "₺": "TRY",
    "₫": "VND",
    "₦": "NGN",
    "₱": "PHP",
    "₸": "KZT",
}

DOLLARS = {
    "us": "USD",
    "usd": "USD",
    "a": "AUD",
    "au": "AUD",
    "aud": "AUD",
    "c": "CAD",
    "ca": "CAD",
    "cad": "CAD",
    "nz": "NZD",
    "hk": "HKD",
    "s": "SGD",
    "sg": "SGD",
    "nt": "TWD",
    "r": "BRL",
}

CURRENCY_CODES = frozenset(
    "USD EUR GBP JPY CNY RUB UAH INR CHF CAD AUD NZD SEK NOK DKK PLN CZK HUF RON BGN TRY ILS KRW BRL "
    "MXN ZAR SGD HKD TWD THB IDR MYR PHP VND AED SAR EGP NGN KES PKR BDT KZT GEL AMD AZN BYN MDL RSD "
    "ISK ARS CLP COP PEN IRR IQD SYP LBP JOD KWD QAR".split()
)

_UNIT_LINES = """
percent: %|percent|per cent|pct
percentage_point: percentage point|percentage points|percent points|pp|pps
basis_point: basis point|basis points|bps
USD: dollar|dollars|us dollar|us dollars|american dollar|american dollars|u . s . dollars|usd|bucks
CAD: canadian dollar|canadian dollars
AUD: australian dollar|australian dollars
NZD: new zealand dollars
HKD: hong kong dollars
EUR: euro|euros|€|eur
GBP: pounds sterling|pound sterling|british pounds|gbp|£|quid
JPY: yen|japanese yen|jpy
CNY: yuan|renminbi|rmb|cny|chinese yuan
RUB: rouble|roubles|ruble|rubles|russian rubles|russian roubles|₽|rub
UAH: hryvnia|hryvnias|hryvnya|₴|uah
INR: rupee|rupees|indian rupees|inr
CHF: swiss francs|swiss franc|chf
PLN: zloty|zlotys|złoty|pln
TRY: lira|turkish lira|liras
KRW: south korean won
ILS: shekel|shekels
BRL: reais
SEK: kronor|swedish kronor
NOK: norwegian kroner
DKK: danish kroner
cent: cent|cents|¢
penny: penny|pence
kilometre: km|kms|kilometre|kilometres|kilometer|kilometers
metre: m|metre|metres|meter|meters
centimetre: cm|centimetre|centimetres|centimeter|centimeters
millimetre: mm|millimetre|millimetres|millimeter|millimeters
nanometre: nm|nanometre|nanometres|nanometer|nanometers
mile: mile|miles|mi
nautical_mile: nautical mile|nautical miles|nmi
yard: yard|yards|yd|yds
foot: foot|feet|ft
inch: inch|inches
light_year: light year|light years|light - year|light - years
metre ** 2: square metre|square metres|square meter|square meters|sq m|sqm|m²|square m
kilometre ** 2: square kilometre|square kilometres|square kilometer|square kilometers|sq km|km²|square km
foot ** 2: square foot|square feet|sq ft|sqft
mile ** 2: square mile|square miles|sq mi|sq miles
metre ** 3: cubic metre|cubic metres|cubic meter|cubic meters|m³
foot ** 3: cubic foot|cubic feet
kilometre ** 3: cubic kilometre|cubic kilometres|km³
hectare: hectare|hectares|ha
acre: acre|acres
kilogram: kg|kgs|kilogram|kilograms|kilo|kilos|kilogramme|kilogrammes
gram: g|gram|grams|gramme|grammes
milligram: mg|milligram|milligrams
microgram: µg|μg|microgram|micrograms
tonne: t|tonne|tonnes|metric ton|metric tons
ton: ton|tons|short ton|short tons
kilotonne: kt|kilotonne|kilotonnes
pound: lb|lbs|pound|pounds
ounce: oz|ounce|ounces
litre: l|litre|litres|liter|liters
millilitre: ml|millilitre|millilitres|milliliter|milliliters
gallon: gallon|gallons
barrel: barrel|barrels|bbl
teaspoon: teaspoon|teaspoons
tablespoon: tablespoon|tablespoons
degree_Celsius: ° c|°c|℃|degrees celsius|degree celsius|degrees c|celsius|degrees centigrade|c
degree_Fahrenheit: ° f|°f|℉|degrees fahrenheit|degree fahrenheit|degrees f|fahrenheit|f
kelvin: kelvin|kelvins
degree: °|degree|degrees
mile / hour: mph|miles per hour|miles an hour|mile per hour|mi / h
kilometre / hour: km / h|kmh|kph|kilometres per hour|kilometers per hour|kilometres an hour|km per hour
metre / second: m / s|metres per second|meters per second
knot: knot|knots
second: second|seconds|sec|secs|s
minute: minute|minutes|min|mins
hour: hour|hours|hr|hrs|h
day: day|days
week: week|weeks
month: month|months
year: year|years|yr|yrs
decade: decade|decades
century: centuries
millisecond: ms|millisecond|milliseconds
watt: watt|watts|w
kilowatt: kw|kilowatt|kilowatts
megawatt: mw|megawatt|megawatts
gigawatt: gw|gigawatt|gigawatts
terawatt_hour: twh|terawatt hours
gigawatt_hour: gwh|gigawatt hours|gigawatt - hours
megawatt_hour: mwh|megawatt hours|megawatt - hours
kilowatt_hour: kwh|kilowatt hours|kilowatt - hours
volt: volt|volts|v
kilovolt: kv|kilovolt|kilovolts
ampere: amp|amps|ampere|amperes
hertz: hz|hertz
kilohertz: khz|kilohertz
megahertz: mhz|megahertz
gigahertz: ghz|gigahertz
joule: joule|joules
megajoule: mj|megajoules
kilocalorie: kcal
newton: newton|newtons
pascal: pa|pascal|pascals
hectopascal: hpa
psi: psi
ksi: ksi
horsepower: hp|horsepower
bit: bit|bits
byte: byte|bytes
kilobyte: kb|kilobyte|kilobytes
megabyte: mb|megabyte|megabytes
gigabyte: gb|gigabyte|gigabytes
terabyte: tb|terabyte|terabytes
"""

UNITS = _phrases(
    (name, phrases.replace("|", ","))
    for name, _, phrases in (line.partition(": ") for line in _UNIT_LINES.strip().splitlines())
)

RELATIVE_UNITS = frozenset("percent percentage_point basis_point degree".split())

SMALLER_UNITS = {
    "USD": ("cent", 100),
    "EUR": ("cent", 100),
    "GBP": ("penny", 100),
    "foot": ("inch", 12),
    "pound": ("ounce", 16),
    "hour": ("minute", 60),
    "minute": ("second", 60),
}

TIME_UNITS = frozenset("second minute hour day week month year decade century".split())

MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec".split()
)

WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())

STOP_WORDS = frozenset(
    "a an the is are was were be been being am in on at to by from for with as and or but nor if than "
    "then that this these those which who whom whose when where while since until till after before "
    "between during per into onto over under above below not no so yet it its he she they we you i his "
    "her their our said says say will would can could may might must shall should has have had do does "
    "did of up down out about against across through more less fewer".split()
)

PLURAL_NOUNS = frozenset(
    "people men women children troops personnel aircraft dead wounded injured killed police staff "
    "cattle sheep fish data media casualties crew militants missing infantry police civilians".split()
)

DETERMINERS = frozenset("the its their those these his her our all".split())

UNCOUNTED_NOUNS = frozenset(
    "plans signs details reports comments questions reasons ways matters doubts results claims others "
    "words grounds means circumstances indications terms intentions illusions limits obstacles rules".split()
)

LOWER_BOUNDS = ("above", "at least", "minimum")


def match(table: Phrases, scan: Scan, index: int) -> tuple[str, int] | None:
    """Return the meaning of the longest phrase at *index*, and the token after it.

    Examples:
        >>> match(PREFIXES, Scan("at least 7"), 0)
        ('at least', 2)
    """
    rests = table.get(scan.words[index])
    if rests is None:
        return None
    words = scan.words
    for rest, meaning in rests:
        place = index + 1
        for word in rest:
            if words[place] != word:
                break
            place += 1
        else:
            return meaning, place
    return None


def is_plural(word: str) -> bool:
    """Return whether *word* looks like what is counted.

    Examples:
        >>> is_plural("drones"), is_plural("people"), is_plural("status")
        (True, True, False)
    """
    if word in PLURAL_NOUNS:
        return True
    return len(word) > 3 and word[-1] == "s" and word[-2] not in "sui'’" and word not in STOP_WORDS
