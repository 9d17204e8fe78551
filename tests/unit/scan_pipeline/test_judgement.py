import pytest

from services.scan.pipeline.judgement import PageFacts, judge
from services.scan.pipeline.model import Judgement
from services.scan.pipeline.words import COMMON, is_misread
from tests.unit.documents.makers import KEPUTUSAN

BAIK, BURUK, TIDAK_ADA, KOSONG = Judgement.BAIK, Judgement.BURUK, Judgement.TIDAK_ADA, Judgement.KOSONG
# As old engines wrote it: readable at a glance, yet no search finds daerah, bahwa or Indonesia.
OLD = (
    KEPUTUSAN.replace("bahwa", "babwa")
    .replace("menetapkan", "mcnetapkan")
    .replace("Pemilih ", "Pcmilih ")
    .replace("peserta", "pcscrta")
)


def scanned(text: str) -> PageFacts:
    return PageFacts(text, coverage=1.0, hidden=True)


def test_a_born_digital_page_is_good() -> None:
    assert judge([PageFacts(KEPUTUSAN)]) == [BAIK]


def test_a_good_layer_under_a_scan_is_left() -> None:
    assert judge([scanned(KEPUTUSAN)]) == [BAIK]


def test_no_text_and_nothing_at_all() -> None:
    assert judge([PageFacts("", coverage=1.0), PageFacts("", empty=True), PageFacts(" \n")]) == [
        TIDAK_ADA,
        KOSONG,
        TIDAK_ADA,
    ]


def test_the_footer_of_a_scanner_app_is_no_text_of_the_page() -> None:
    assert judge([PageFacts("Dipindai dengan CamScanner", coverage=0.98)]) == [TIDAK_ADA]


def test_a_layer_with_misread_words_is_bad_on_all_its_pages() -> None:
    clean = "Pada tanggal ini ditetapkan keputusan tentang pemilihan umum di kabupaten oleh ketua komisi. " * 3
    assert judge([scanned(OLD), scanned(clean), PageFacts(KEPUTUSAN)]) == [BURUK, BURUK, BAIK]


def test_one_misreading_condemns_no_layer() -> None:
    assert judge([scanned(KEPUTUSAN.replace("a. bahwa", "a. babwa"))]) == [BAIK]


def test_noise_under_a_scan_is_bad() -> None:
    assert judge([scanned("~|lI1!j^{}/\\;:. lIj Ijl" * 30)]) == [BURUK]


def test_a_born_digital_page_of_names_and_numbers_is_left() -> None:
    rows = "\n".join(f"{n}. Yohanes Gobay Wonda Tabuni {n * 7919}" for n in range(60))
    assert judge([PageFacts(rows)]) == [BAIK]


def test_a_born_digital_page_in_english_is_left() -> None:
    english = "The commission shall publish the final voter list before the election takes place. " * 10
    assert judge([PageFacts(english)]) == [BAIK]


def test_a_font_without_its_true_encoding_is_bad() -> None:
    shifted = "".join(chr(ord(c) + 3) if c.isalpha() else c for c in KEPUTUSAN * 2)
    assert judge([PageFacts(shifted)]) == [BURUK]
    assert judge([PageFacts("\ue001\ue002\ue003 \ufffd\ufffd" * 20)]) == [BURUK]


@pytest.mark.parametrize(
    "word", ["daerab", "lndonesia", "pcrtimbangan", "betita", "babwa", "Iembaran", "ketenruan", "daJam", "Tahnn"]
)
def test_misread_words(word: str) -> None:
    assert is_misread(word)


def test_right_words_are_not_misread() -> None:
    right = ["jangka", "hewan", "sampah", "pasar", "bahan", "tinggal", "suaka", "propinsi", "pertambangan", "Gobay"]
    assert not [word for word in [*right, *COMMON] if is_misread(word)]
