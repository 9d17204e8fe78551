"""Labels and words that were read apart from their row go back into it, and nothing else is moved."""

import pytest

from services.scan.pipeline.engine import Word
from services.scan.pipeline.whole_rows import with_whole_rows

HEIGHT, WIDTH = 12, 9


def line(number: int, left: int, top: int, text: str, block: int | None = None) -> list[Word]:
    """One line of words, all letters of one width."""
    words, block = [], number if block is None else block
    for word in text.split():
        right = left + WIDTH * len(word)
        words.append(Word(word, left, top, right, top + HEIGHT, 90.0, block, number))
        left = right + WIDTH
    return words


def text(words: list[Word]) -> list[str]:
    """The lines, in order."""
    rows: dict[int, list[str]] = {}
    for word in words:
        rows.setdefault(word.line, []).append(word.text)
    return [" ".join(row) for row in rows.values()]


def page(*lines: tuple[int, int, str]) -> list[Word]:
    return [word for number, (left, top, words) in enumerate(lines) for word in line(number, left, top, words)]


def test_labels_of_a_column_go_before_their_lines() -> None:
    read = page(
        (80, 100, "Menimbang"), (80, 220, "Mengingat :"),
        (250, 100, ": a. bahwa untuk tertib"), (290, 120, "perlu ditetapkan;"), (250, 220, "1. Undang-Undang Nomor 7"),
    )  # fmt: skip
    assert text(with_whole_rows(read)) == [
        "Menimbang : a. bahwa untuk tertib", "perlu ditetapkan;", "Mengingat : 1. Undang-Undang Nomor 7",
    ]  # fmt: skip


def test_a_row_is_numbered_as_one_block_and_line() -> None:
    read = with_whole_rows(page((80, 100, "KESATU"), (250, 100, ": Menetapkan rekapitulasi")))
    assert {(word.block, word.line) for word in read} == {(0, 0)}


def test_what_stands_above_comes_first_and_columns_stay() -> None:
    read = page(
        (80, 300, "Menetapkan : KEPUTUSAN KPU"), (200, 60, "- 2 -"), (200, 100, "tentang Tata Naskah Dinas"),
        (60, 500, "Diundangkan di Contoh"), (60, 530, "pada tanggal 4 Januari 2021"),
        (400, 400, "Ditetapkan di Contoh"), (400, 430, "pada tanggal 4 Januari 2021"), (60, 600, "BERITA DAERAH"),
    )  # fmt: skip
    assert text(with_whole_rows(read)) == [
        "- 2 -", "tentang Tata Naskah Dinas", "Menetapkan : KEPUTUSAN KPU", "Diundangkan di Contoh",
        "pada tanggal 4 Januari 2021", "Ditetapkan di Contoh", "pada tanggal 4 Januari 2021", "BERITA DAERAH",
    ]  # fmt: skip


def test_words_between_words_come_into_their_gaps() -> None:
    first = [*line(0, 80, 100, "Menetapkan KEPUTUSAN"), *line(0, 500, 100, "PROVINSI")]
    assert text(with_whole_rows([*first, *line(1, 350, 101, "UMUM")])) == ["Menetapkan KEPUTUSAN UMUM PROVINSI"]


def test_labels_in_a_close_column_belong_to_colons() -> None:
    read = page((80, 100, "Nomor"), (80, 115, "Sifat"), (250, 100, ": 12/HK.03"), (250, 115, ": Penting"))
    assert text(with_whole_rows(read)) == ["Nomor : 12/HK.03", "Sifat : Penting"]


@pytest.mark.parametrize(
    "lines",
    [
        ((80, 100, "Ketua KPU"), (80, 115, "Kabupaten Contoh"), (400, 100, "Anggota KPU"), (400, 115, "Kota Contoh")),
        ((80, 100, "Diundangkan di Contoh pada tanggal"), (560, 100, "Sesuai dengan aslinya")),
        ((80, 100, "Menimbang"), (250, 140, "a. bahwa")),
        ((80, 100, "ttd"), (600, 100, "Contoh")),
        ((80, 100, "x"), (120, 100, "KOMISI PEMILIHAN UMUM")),
    ],
    ids=["two columns of lines", "many words", "another height", "far away", "dirt"],
)
def test_what_is_no_label_stays(lines: tuple[tuple[int, int, str], ...]) -> None:
    assert text(with_whole_rows(page(*lines))) == [words for _, _, words in lines]
