"""Numbers of every era, and what an engine makes of them."""

import pytest

from services.scan.pemahaman import Nomor
from services.scan.pemahaman.nomor import CORRECTED, MONTH_OF_DATE, NO_SERIAL, NO_YEAR, baca, dengan_bulan

ERAS = [
    ("658 TAHUN 2024", Nomor(utuh="658", urut="658", tahun=2024)),
    ("134/Kpts/KPU/Tahun 2016",
     Nomor(utuh="134/Kpts/KPU/Tahun 2016", urut="134", klasifikasi="Kpts", unit="KPU", tahun=2016)),
    ("21/Kpts/KPU-Kab-020.435833/2013",
     Nomor(utuh="21/Kpts/KPU-Kab-020.435833/2013", urut="21", klasifikasi="Kpts", unit="KPU-Kab-020.435833",
           tahun=2013)),
    ("533/HK.04-Kpt/03/KPU/XI/2020",
     Nomor(utuh="533/HK.04-Kpt/03/KPU/XI/2020", urut="533", klasifikasi="HK.04-Kpt", kode_kantor="03", unit="KPU",
           bulan=11, tahun=2020)),
    ("04/HK.03.1-Kpt/5204/02/Sek-Kab/I/2018",
     Nomor(utuh="04/HK.03.1-Kpt/5204/02/Sek-Kab/I/2018", urut="04", klasifikasi="HK.03.1-Kpt", kode_kantor="5204",
           unit="Sek-Kab", bulan=1, tahun=2018)),
    ("7/PL.03.4-Kpt/12/Prov/III/2018",
     Nomor(utuh="7/PL.03.4-Kpt/12/Prov/III/2018", urut="7", klasifikasi="PL.03.4-Kpt", kode_kantor="12", unit="Prov",
           bulan=3, tahun=2018)),
    ("33/HK.04/6202/2021",
     Nomor(utuh="33/HK.04/6202/2021", urut="33", klasifikasi="HK.04", kode_kantor="6202", tahun=2021)),
    ("188.45/ 97 / KPTS/2021",
     Nomor(utuh="188.45/97/KPTS/2021", urut="97", klasifikasi="188.45", unit="KPTS", tahun=2021)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), ERAS)
def test_every_era_is_read_whole_and_in_parts(text: str, wanted: Nomor) -> None:
    assert baca(text) == (wanted, [])


MISREAD = [
    ("658 TAHUN 2O24", "658", 2024),
    ("65B TAHUN 2024", "658", 2024),
    ("|3 TAHUN 2021", "13", 2021),
    ("533jHK.04-Kptj03jKPUjXI/2020", "533/HK.04-Kpt/03/KPU/XI/2020", 2020),
    ("533/HK.O4-Kpt/O3/KPU/Xl/2020", "533/HK.04-Kpt/03/KPU/XI/2020", 2020),
    ("04/HK,03,1-Kpt/5204/02/Sek-Kab/l/2018", "04/HK.03.1-Kpt/5204/02/Sek-Kab/I/2018", 2018),
    ("33|HK.04/6202/2O21", "33/HK.04/6202/2021", 2021),
]


@pytest.mark.parametrize(("text", "whole", "year"), MISREAD)
def test_what_was_mended_is_not_sure(text: str, whole: str, year: int) -> None:
    read = baca(text)
    assert read is not None
    assert (read[0].utuh, read[0].tahun) == (whole, year)
    assert CORRECTED in read[1]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("/HK.03.1-Kpt/61/2024", NO_SERIAL),
        ("188.45/ / KPTS/2021", NO_SERIAL),
        ("33/HK.04/6202", NO_YEAR),
        ("33/HK.04/6202/9921", NO_YEAR),
    ],
)
def test_a_missing_part_is_told(text: str, reason: str) -> None:
    read = baca(text)
    assert read is not None
    assert reason in read[1]


@pytest.mark.parametrize("text", ["", "TAHUN 2024", "......", "TENTANG", "3. TAHUN"])
def test_no_number_is_none(text: str) -> None:
    assert baca(text) is None


def test_a_strange_part_is_told() -> None:
    read = baca("188.45/9#/KPTS/2021")
    assert read is not None
    assert any("9#" in reason for reason in read[1])


@pytest.mark.parametrize(("read", "whole", "bulan"), [("VIV", "VII", 7), ("IIX", "VIII", 8), ("VlV", "IV", 4)])
def test_strokes_that_are_no_month_are_the_month_of_the_date(read: str, whole: str, bulan: int) -> None:
    found = baca(f"12/HK.03.1-Kpt/6202/KPU-Kab/{read}/2018")
    assert found is not None
    value, reasons = dengan_bulan(*found, bulan)
    assert (value.utuh, value.bulan) == (f"12/HK.03.1-Kpt/6202/KPU-Kab/{whole}/2018", bulan)
    assert reasons == [MONTH_OF_DATE]


@pytest.mark.parametrize("text", ["12/HK.03.1-Kpt/6202/KPU-Kab/XII/2018", "33/HK.04/6202/2021", "658 TAHUN 2024"])
def test_a_month_that_was_read_and_a_number_without_one_stay(text: str) -> None:
    found = baca(text)
    assert found is not None
    assert dengan_bulan(*found, 11) == found
