"""Bytes to text in the encodings of Arabic, and errors that say what to do."""
from __future__ import annotations

import pytest

from musnad.errors import ArticleError, UsageError
from musnad.intake.decode import decode, detect_page

TEXT = ("أعلنت وزارة الخارجية، الثلاثاء، أن الوفد سيصل غدا إلى العاصمة لبحث ملف الحدود؟\r\n"
        "وقال المتحدث باسمها إن المحادثات ستجري على مدى يومين.\n")
PLAIN = TEXT.replace("؟", ".")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "windows-1256", "iso-8859-6"])
def test_encodings_are_told_apart(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), name="a.txt") == TEXT


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("text", ["مقتل ثلاثة جنود", "الرباط", "قُتِلَ مُحَمَّدٌ في البَيْتِ", "شركة Apple تعلن عن iPhone جديد في القاهرة"])
def test_short_and_vocalised_texts_too(text: str, encoding: str) -> None:
    assert detect_page(text.encode(encoding)) == encoding


def test_french_and_noise_are_not_taken_for_arabic() -> None:
    french = "Le président a été reçu à l'Élysée où il a déclaré être très préoccupé".encode("latin-1")
    for data in (french, bytes(range(128, 256)) * 4, "Привет, мир".encode("koi8-r")):
        with pytest.raises(ArticleError, match="--encoding"):
            decode(data, name="a.txt")


def test_encoding_overrides_detection() -> None:
    data = PLAIN.encode("cp864", "ignore")
    assert decode(data, name="a.txt", encoding="cp864") == data.decode("cp864")
    with pytest.raises(ArticleError, match=r"^a\.txt: not valid utf-8 at byte 0"):
        decode(TEXT.encode("windows-1256"), name="a.txt", encoding="utf-8")


@pytest.mark.parametrize("unknown", ["klingon", "base64"])
def test_unknown_encoding_is_a_usage_error(unknown: str) -> None:
    with pytest.raises(UsageError, match=unknown):
        decode(b"x", name="a.txt", encoding=unknown)


@pytest.mark.parametrize(("data", "what"), [(b"%PDF-1.4 ...", "PDF"), (b"PK\x03\x04....", "Office"), (b"abc\0def", "binary"),
                                            (bytes(range(32)) * 9, "binary")])
def test_binary_is_refused_by_name(data: bytes, what: str) -> None:
    with pytest.raises(ArticleError, match=what) as caught:
        decode(data, name="dir/a.txt")
    assert str(caught.value).startswith("dir/a.txt: ") and "\n" not in str(caught.value)


def test_cut_utf8_is_half_decoded_with_its_place() -> None:
    data = TEXT.encode()[:-30]
    cut = data if data[-1] >= 0xC0 else data + b"\xd8"
    with pytest.raises(ArticleError, match=f"half-decoded: broken UTF-8 at byte {len(cut) - 1}"):
        decode(cut, name="a.txt")


def test_nothing_is_empty_text() -> None:
    assert decode(b"", name="a.txt") == ""
