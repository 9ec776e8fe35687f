"""Every kind of fault is found, in its file, line and column, with what to do about it; right tables have none."""
from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import musnad
from musnad.knowledge.check import Fault, check_folder, count_rows
from musnad.knowledge.columns import tables
from musnad.knowledge.tables import shipped

DEMO = Path(musnad.__file__).parent / "demo" / "knowledge"
VERB = "verb\troot\tform\ttype\tmode\troles"
CUE = "verb\troot\tform\tstance\tframes\tkind"


def check(folder: Path, file: str, text: str) -> list[Fault]:
    (folder / file).write_text(text, encoding="utf-8")
    return check_folder(folder)


def test_the_worked_example_has_no_fault() -> None:
    assert check_folder(DEMO) == []
    assert count_rows(DEMO) == (5, 5)


def test_an_empty_folder_and_files_beside_the_tables(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("my tables", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    assert check(tmp_path, "media.tsv", "") == []


@pytest.mark.parametrize(("file", "text", "line", "column", "message", "fix"), [
    # files
    ("medai.tsv", "name\n", 0, "", "no table has this name", "did you mean media.tsv?"),
    ("media.csv", "name\n", 0, "", "no table has this name", "did you mean media.tsv?"),
    ("plover.tsv", "type\n", 0, "", "a table of the program's own", "take the file away"),
    # lines
    ("media.tsv", "name arabic kind\nA ب site\n", 1, "", "no tab in the header", "one tab stands between columns"),
    ("media.tsv", "name,kind\tarabic\n", 1, "name,kind", "no such column", ""),
    ("media.tsv", "name\tarabik\tkind\n", 1, "arabik", "no such column", "did you mean arabic?"),
    ("media.tsv", "name\tarabic\tname\n", 1, "name", "stands 2 times", "once"),
    ("media.tsv", "arabic\tkind\n", 1, "name", "the column is missing", "it names the row"),
    ("media.tsv", "name\tarabic\tkind\nA\tب\tsite\tTUN\n", 2, "", "4 cells under 3 columns", "one tab"),
    ("media.tsv", "name\tarabic\tkind\n# a comment\n\nA    ب    site\n", 4, "", "no tab in the line", "one tab"),
    # characters
    ("media.tsv", "name\tarabic\tkind\nA\tمُدار\tsite\n", 2, "arabic", "harakat (U+064F)", "write مدار"),
    ("media.tsv", "name\tarabic\tkind\nA\tمـدار\tsite\n", 2, "arabic", "tatweel (U+0640)", "write مدار"),
    ("media.tsv", "name\tarabic\tkind\nA\tمدار\u200f نيوز\tsite\n", 2, "arabic", "an invisible character (U+200F)", "write مدار نيوز"),
    ("media.tsv", "name\tarabic\tkind\nA\tمدار\u00a0نيوز\tsite\n", 2, "arabic", "an invisible character (U+00A0)", "write مدار نيوز"),
    ("media.tsv", "name\tarabic\tkind\nA\tمدارk نيوز\tsite\n", 2, "arabic", "Arabic and Latin letters in one word", "one script"),
    ("media.tsv", 'name\tarabic\tkind\nA\t"مدار"\tsite\n', 2, "arabic", "quotation marks", "leave out"),
    ("media.tsv", "name\tarabic\tkind\nA\tمدار  نيوز\tsite\n", 2, "arabic", "two spaces", "one space"),
    ("media.tsv", "name\tarabic\tkind\nA\tمدار | نيوز\tsite\n", 2, "arabic", "a space beside |", "only |"),
    ("media.tsv", "name\tarabic\tkind\nA\tمدار||نيوز\tsite\n", 2, "arabic", "an empty variant", "only |"),
    ("media.tsv", "name\tarabic\tkind\nA\tمدار|مدار\tsite\n", 2, "arabic", "'مدار' stands twice", "once"),
    ("media.tsv", "name\tarabic\tkind\nمدار\tمدار\tsite\n", 2, "name", "Arabic letters", "in English"),
    ("media.tsv", "name\tarabic\tkind\nA\tمدار\tsite|radio\n", 2, "kind", "several values", "holds one"),
    ("people.tsv", "name\tarabic\nA B\tSalem\n", 2, "arabic", "Latin letters", "Arabic letters"),
    ("people.tsv", "name\tarabic\nA B\tسالم الشابی\n", 2, "arabic", "Persian letters", "write سالم الشابي"),
    ("family_names.tsv", "name\n123\n", 2, "name", "no Arabic letter", "Arabic letters"),
    # names
    ("people.tsv", "name\tarabic\tshort\nA B\tسالم الدرعي\tعلى\n", 2, "short", "a function word", "longer form"),
    ("people.tsv", "name\tarabic\tcountry\nA B\tسالم الدرعي\tSyria\n", 2, "country", "'Syria' is no country code", "did you mean SYR?"),
    ("people.tsv", "name\tarabic\tcountry\nA B\tسالم الدرعي\tتونس\n", 2, "country", "no country code", "did you mean TUN?"),
    ("people.tsv", "name\tarabic\tcountry\nA B\tسالم الدرعي\tuno\n", 2, "country", "no country code", "did you mean UNO?"),
    ("people.tsv", "name\tarabic\tsector\nA B\tسالم الدرعي\tGOVT\n", 2, "sector", "'GOVT' is no sector", "did you mean GOV?"),
    ("people.tsv", "name\tarabic\tfrom\nA B\tسالم الدرعي\t3/2022\n", 2, "from", "'3/2022' is no date", "2018-05"),
    ("people.tsv", "name\tarabic\tfrom\nA B\tسالم الدرعي\t2022-13\n", 2, "from", "no date", "2018-05"),
    ("people.tsv", "name\tarabic\tfrom\tto\nA B\tسالم الدرعي\t2022-03\t2021\n", 2, "to", "ends on 2021, before it begins", "dates"),
    ("people.tsv", "name\tarabic\tfrom\nA B\tسالم الدرعي\t2022\nA B\tسالم\t2022\n", 3, "name", "stands in line 2 too", "join"),
    ("people.tsv", "name\tarabic\nA B\t\n", 2, "arabic", "the cell is empty", "full names"),
    ("people.tsv", "name\nA B\n", 2, "arabic", "the cell is empty", "full names"),
    ("people.tsv", "name\n-Antonio Guteres\n", 2, "name", "removes nothing", "did you mean Antonio Guterres?"),
    ("organisations.tsv", "name\ttype\nA\tORG\n", 2, "arabic", "no Arabic name", "at least one"),
    ("organisations.tsv", "name\tarabic\ttype\nA\tرابطة\tORGA\n", 2, "type", "is no entity", "did you mean ORG?"),
    ("places.tsv", "name\tarabic\ttype\nA\tأم الرمل\tPERSON\n", 2, "type", "is no place", "one of: GPE LOC FAC"),
    ("places.tsv", "name\tarabic\ttype\tlat\tlon\nA\tأم الرمل\tGPE\t337\t8\n", 2, "lat", "no latitude", "-90 to 90"),
    ("places.tsv", "name\tarabic\ttype\tlat\tlon\nA\tأم الرمل\tGPE\t33,7\t8\n", 2, "lat", "no latitude", "a point"),
    ("places.tsv", "name\tarabic\ttype\tlat\tlon\nA\tأم الرمل\tGPE\t33\t190\n", 2, "lon", "no longitude", "-180 to 180"),
    ("places.tsv", "name\tarabic\ttype\tlat\nA\tأم الرمل\tGPE\t33\n", 2, "lat", "without the other", "both"),
    ("places.tsv", "name\tarabic\ttype\tkm\nA\tأم الرمل\tGPE\t33\n", 2, "lat", "without coordinates", "both"),
    ("places.tsv", "name\tarabic\ttype\tlat\tlon\tkm\nA\tأم الرمل\tGPE\t33\t8\t0\n", 2, "km", "no radius", "more than 0"),
    ("countries.tsv", "code\tname\tarabic\nTunis\tA\tأم الرمل\n", 2, "code", "no code", "alpha-3"),
    ("given_names.tsv", "name\torigin\nسليمو\tarab\n", 2, "origin", "no origin", "did you mean"),
    ("roles.tsv", "singular\ttype\tspeaks\nحارس واحة\tPERSON\ttrue\n", 2, "speaks", "'true' is no yes", "yes no"),
    # events
    ("verbs_material.tsv", f"{VERB}\nشمع\tش م ع\tI0\tCOERCE\t\t\n", 2, "form", "'I0' is no form", "did you mean"),
    ("verbs_material.tsv", f"{VERB}\nشمع\tشمع\tII\tCOERCE\t\t\n", 2, "root", "is no root", "spaces between"),
    ("verbs_material.tsv", f"{VERB}\nكلّم\tك ل م\tII\tCOERCE\t\t\n", 2, "verb", "harakat", "write كلم"),
    ("verbs_material.tsv", f"{VERB}\nكالم\tك ل م\tII\tCOERCE\t\t\n", 2, "verb", "does not conjugate", "its root and its form"),
    ("verbs_material.tsv", f"{VERB}\nأخذ\tأ خ ذ\tI\tCOERCE\t\t\n", 2, "root", "is no root", "hamza as ء"),
    ("verbs_material.tsv", f"{VERB}\nقتل\tق ث ل\tI\tASSAULT\t\t\n", 2, "root", "has the root ق ت ل elsewhere", "write ق ت ل"),
    ("verbs_material.tsv", f"{VERB}\nشمع\tش م ع\tII\tCOERSE\t\t\n", 2, "type", "'COERSE' is no type", "did you mean COERCE?"),
    ("verbs_material.tsv", f"{VERB}\nشمع\tش م ع\tII\tCOERCE\trestrikt\t\n", 2, "mode", "no mode of PLOVER", "did you mean restrict?"),
    ("verbs_material.tsv", f"{VERB}\nشمع\tش م ع\tII\tASSAULT\tcurfew\t\n", 2, "mode", "'curfew' is no mode of ASSAULT", ""),
    ("verbs_material.tsv", f"{VERB}\nشمع\tش م ع\tII\tCOERCE\t\tagent=subj\n", 2, "roles", "'agent' is no role", "actor recipient place"),
    ("verbs_material.tsv", f"{VERB}\nشمع\tش م ع\tII\tCOERCE\t\tactor=subject\n", 2, "roles", "'subject' is no place of a role", "did you mean subj?"),
    ("verbs_material.tsv", f"{VERB}\nشمع\tش م ع\tII\tCOERCE\t\tactor=idafa\n", 2, "roles", "'idafa' is no place of a role", ""),
    ("verbs_material.tsv", f"{VERB}\nشمع\tش م ع\tII\tCOERCE\t\tsubj\n", 2, "roles", "no role with its places", "actor=subj"),
    ("verbs_material.tsv", f"{VERB}\tcontext\nشمع\tش م ع\tII\tCOERCE\t\t\tlegel\n", 2, "context", "no context", "did you mean legal?"),
    ("verbs_material.tsv", f"{VERB}\tcameo\nشمع\tش م ع\tII\tCOERCE\t\t\t99\n", 2, "cameo", "no CAMEO code", "01 to 20"),
    ("verbs_material.tsv", f"{VERB}\tneeds\nشمع\tش م ع\tII\tCOERCE\t\t\t!<door\n", 2, "needs", "Latin letters", ""),
    ("verbs_material.tsv", f"{VERB}\tparticiple\nشمع\tش م ع\tII\tCOERCE\t\t\tpast\n", 2, "participle", "no participle", "did you mean pass?"),
    ("event_nouns_material.tsv", "noun\tlight\ttype\nتشويش\tشوشر\tCOERCE\n", 2, "light", "a verb that no table has", ""),
    ("cue_verbs.tsv", f"{CUE}\nغرد\tغ ر د\tII\tassert\tthat\tsay\n", 2, "stance", "no stance", "did you mean asserts?"),
    ("cue_verbs.tsv", f"{CUE}\nغرد\tغ ر د\tII\tasserts\tthat quot\tsay\n", 2, "frames", "'quot' is no shape", "did you mean quote?"),
    ("cue_verbs.tsv", f"{CUE}\nغرد\tغ ر د\tII\tasserts\tabout:\tsay\n", 2, "frames", "no preposition", "about:على"),
    # time and money
    ("months.tsv", "calendar\tmonth\tnames\ngregorian\t13\tنسيء\n", 2, "month", "'13' is no month", "1 to 12"),
    ("months.tsv", "calendar\tmonth\tnames\njulian\t1\tنسيء\n", 2, "calendar", "'julian' is no calendar", "gregorian hijri"),
    ("currencies.tsv", "name\tdefault\tforms\tcodes\ncowry\tTUN\tودعة\tDZD\n", 2, "default", "'TUN' is not among the codes", "add it"),
    ("currencies.tsv", "name\tforms\tcodes\ncowry\tودعة\t$\n", 2, "codes", "no code of a currency", "ISO 4217"),
    # words
    ("common_words.txt", "واحة الرمل\n", 1, "", "several words", "one word a line"),
    ("common_words.txt", "# mine\noasis\n", 2, "", "Latin letters", "Arabic"),
    ("common_words.txt", "مؤشرية\nمؤشرية\n", 2, "", "stands twice", "once"),
    ("common_words.txt", "-مؤشرية\n", 1, "", "removes nothing", ""),
])
def test_a_fault_is_found(tmp_path: Path, file: str, text: str, line: int, column: str, message: str, fix: str) -> None:
    faults = check(tmp_path, file, text)
    (fault,) = [f for f in faults if message in f.message] or [None]
    assert fault is not None, [str(f) for f in faults]
    assert (fault.file, fault.line, fault.column) == (file, line, column)
    assert fix in fault.fix
    assert str(fault).startswith(f"{file} line {line}" if line else f"{file}: ")
    assert "\n" not in str(fault)


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "media.tsv").write_bytes("name\tarabic\nA\tمدار\n".encode("cp1256"))
    assert [(f.file, f.message) for f in check_folder(tmp_path)] == [("media.tsv", "not UTF-8")]


def test_a_folder_in_the_place_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "media.tsv").mkdir()
    assert [f.message for f in check_folder(tmp_path)] == ["no table has this name"]


def test_faults_come_by_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "people.tsv").write_text("name\tarabic\tcountry\nB\tسالم\tX\nA\tسليم\tY\n", encoding="utf-8")
    faults = check(tmp_path, "media.tsv", "name\tarabic\tkind\nA\tمدار\ttv\n")
    assert [(f.file, f.line) for f in faults] == [("media.tsv", 2), ("people.tsv", 2), ("people.tsv", 3)]


def test_what_one_table_adds_another_may_use(tmp_path: Path) -> None:
    (tmp_path / "countries.tsv").write_text("code\tname\tarabic\nOAS\tOasis\tجمهورية الواحة\n", encoding="utf-8")
    (tmp_path / "light_verbs.tsv").write_text("verb\troot\tform\nشوشر\tش و ش ر\tQ\n", encoding="utf-8")
    (tmp_path / "event_nouns_material.tsv").write_text("noun\tlight\ttype\nتشويش\tشوشر\tCOERCE\n", encoding="utf-8")
    assert check(tmp_path, "places.tsv", "name\tarabic\ttype\tcountry\nUmm\tأم الرمل\tGPE\tOAS\n") == []


def test_a_replacement_needs_only_what_it_changes(tmp_path: Path) -> None:
    assert check(tmp_path, "media.tsv", "name\towner\nReuters\tSomebody\n") == []
    assert check(tmp_path, "media.tsv", "name\towner\nReutters\tSomebody\n") != []


@pytest.mark.parametrize("table", sorted(name for name, table in tables().items() if not table.closed))
def test_our_own_rows_are_right_in_a_folder_too(tmp_path: Path, table: str) -> None:
    names = tables()[table].names
    lines = ["\t".join(names), *("\t".join(row[name] for name in names) for row in shipped(table)[:40])]
    assert check(tmp_path, f"{table}.tsv", "\n".join(lines)) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["media", "verbs_material", "cue_verbs", "places", "months"]), st.data())
def test_whatever_stands_there_a_check_ends_in_faults_not_in_errors(tmp_path: Path, table: str, data: st.DataObject) -> None:
    cell = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(["-", "?", "|", "1", "قتل", "ق ت ل", "I", "=", "actor=", ":"])
    names = tables()[table].names
    rows = data.draw(st.lists(st.lists(cell, max_size=len(names)), max_size=4))
    for fault in check(tmp_path, f"{table}.tsv", "\n".join(["\t".join(names), *("\t".join(row) for row in rows)])):
        assert str(fault)
