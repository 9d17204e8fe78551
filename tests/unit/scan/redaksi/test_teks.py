"""Text that is closed is gone from the content, wherever and however it was written; the rest stays where it was."""

from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, Stream, String

from services.scan.redaksi.kata import pages_of
from services.scan.redaksi.model import Tempat, TidakTertutup
from services.scan.redaksi.tutup import close
from services.scan.redaksi.uji import check, values_of
from shared.samples import keputusan_kabupaten, nota_dinas
from tests.unit.scan.redaksi.buatan import (
    LINES,
    NIK,
    closed,
    form,
    lines_of,
    page_with,
    place_of,
    plain,
    raw,
    saved,
    texts,
)


def positions(path: Path, number: int = 1) -> dict[str, tuple[int, int]]:
    """Where each word begins."""
    page = list(pages_of(path))[number - 1]
    return {one.teks: (round(one.kotak[0]), round(one.kotak[1])) for one in page.kata}


def test_a_word_goes_and_the_others_stay_where_they_were(tmp_path: Path) -> None:
    source = plain(tmp_path / "a.pdf")
    before = positions(source)
    target, redrawn = closed(source, [place_of(source, NIK)])
    assert redrawn == []
    assert positions(target) == {word: place for word, place in before.items() if word != NIK}
    assert NIK.encode() not in raw(target)


@pytest.mark.parametrize(
    "content",
    [
        f"BT /F1 12 Tf 60 700 Td [({NIK[:5]}) -20 ({NIK[5:9]}) 3 ({NIK[9:]}) -600 (Sampit)] TJ ET",
        f"BT /F1 12 Tf 60 700 Td ({NIK[:7]}) Tj ({NIK[7:]}) Tj ( Sampit) Tj ET",
        f"BT /F1 12 Tf 14 TL 1 2 3 rg 60 714 Td ({NIK} Sampit) ' ET",
        f'BT /F1 12 Tf 14 TL 60 714 Td 2 0.5 ({NIK} Sampit) " ET',
        f"q 2 0 0 2 0 0 cm BT /F1 6 Tf 30 350 Td ({NIK} Sampit) Tj ET Q",
        f"BT /F1 1 Tf 12 0 0 12 60 700 Tm ({NIK} Sampit) Tj ET",
        f"BT /F1 12 Tf 90 Tz 1 Tc 3 Tw 60 700 Td ({NIK} Sampit) Tj ET",
        f"BT 3 Tr /F1 12 Tf 60 700 Td ({NIK} Sampit) Tj ET",
        f"BT /F1 12 Tf 0.99 0.05 -0.05 0.99 60 700 Tm ({NIK} Sampit) Tj ET",
        f"BT /F1 12 Tf 60 700 Td <{NIK.encode().hex()}> Tj ( Sampit) Tj ET",
        f"Q BT /F1 12 Tf 5 Ts 60 700 Td ({NIK} Sampit) Tj ET q q",
        "BT /F1 12 Tf " + "".join(f"1 0 0 1 {60 + 7.2 * at} 700 Tm ({digit}) Tj " for at, digit in enumerate(NIK))
        + "1 0 0 1 200 700 Tm (Sampit) Tj ET",
    ],
)  # fmt: skip
def test_however_it_was_written(tmp_path: Path, content: str) -> None:
    with Pdf.new() as pdf:
        page_with(pdf, content.encode())
        source = saved(pdf, tmp_path / "a.pdf")
    before = positions(source)
    target, redrawn = closed(source, [place_of(source, NIK)])
    assert redrawn == []
    assert positions(target)["Sampit"] == before["Sampit"]
    assert NIK not in "".join(texts(target))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_on_turned_and_cropped_pages(tmp_path: Path, turn: int) -> None:
    with Pdf.new() as pdf:
        page = page_with(pdf, lines_of())
        page.Rotate, page.MediaBox, page.CropBox = turn, Array([-20, -30, 575, 812]), Array([10, 20, 560, 790])
        source = saved(pdf, tmp_path / "a.pdf")
    before = positions(source)
    target, redrawn = closed(source, [place_of(source, NIK)])
    assert redrawn == []
    assert positions(target) == {word: place for word, place in before.items() if word != NIK}


def test_in_forms_within_forms(tmp_path: Path) -> None:
    with Pdf.new() as pdf:
        page = page_with(pdf, b"q 1 0 0 1 10 20 cm /Luar Do Q /Diam Do")
        inner = form(pdf, lines_of(x=0, y=0), page.Resources, [-600, -900, 600, 900])
        outer = form(
            pdf, b"/Dalam Do", Dictionary(XObject=Dictionary(Dalam=inner)), [0, 0, 595, 842],
            Matrix=Array([1, 0, 0, 1, 50, 650]),
        )  # fmt: skip
        far = form(pdf, lines_of(["jauh"], x=0, y=0), page.Resources, [0, 0, 90, 20])
        unused = form(pdf, lines_of([NIK]), page.Resources, [0, 0, 9, 9])
        page.Resources = Dictionary(
            Font=page.Resources.Font, XObject=Dictionary(Luar=outer, Diam=far, Lain=unused)
        )  # fmt: skip
        source = saved(pdf, tmp_path / "a.pdf")
    before = positions(source)
    target, redrawn = closed(source, [place_of(source, NIK)])
    assert redrawn == []
    assert positions(target) == {word: place for word, place in before.items() if word != NIK}
    assert NIK.encode() not in raw(target)


def test_what_hides_behind_the_page_goes_too(tmp_path: Path) -> None:
    with Pdf.new() as pdf:
        spoken = f"/Span <</ActualText ({NIK}) /MCID 0>> BDC (x{NIK[1:]}) Tj EMC"
        page = page_with(pdf, f"BT /F1 12 Tf 60 700 Td (AMINAH ) Tj {spoken} ( Sampit) Tj ET".encode())
        page.Annots = Array(
            [
                pdf.make_indirect(
                    Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String(NIK))
                ),
                pdf.make_indirect(
                    Dictionary(
                        Type=Name.Annot, Subtype=Name.Link, Rect=Array([400, 90, 500, 110]),
                        A=Dictionary(S=Name.URI, URI=String("https://jdih.kpu.go.id")),
                    )
                ),
            ]
        )  # fmt: skip
        page.Thumb = pdf.make_indirect(Stream(pdf, NIK.encode()))
        page.PieceInfo = Dictionary(Aplikasi=Dictionary(Private=String(NIK)))
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, K=Dictionary(S=Name.P, ActualText=String(NIK)))
        )
        pdf.Root.Names = Dictionary(
            EmbeddedFiles=Dictionary(Names=Array([String("a"), Dictionary(EF=Dictionary(F=Stream(pdf, NIK.encode())))]))
        )
        pdf.docinfo["/Title"] = NIK
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem(f"Data {NIK}", 0))
        source = saved(pdf, tmp_path / "a.pdf")
    target, _ = closed(source, [place_of(source, NIK)])
    assert NIK.encode() not in target.read_bytes() + raw(target)
    with Pdf.open(target) as after:
        assert not {"/StructTreeRoot", "/Outlines", "/Metadata"} & set(after.Root.keys())
        (link,) = after.pages[0].obj.Annots
        assert link.Subtype == Name.Link
        assert not {"/Thumb", "/PieceInfo"} & set(after.pages[0].obj.keys())


def test_what_is_read_aloud_goes_from_the_whole_document(tmp_path: Path) -> None:
    said = "Jalan Mawar 5"
    aloud = f"/Span <</ActualText ({said}) /Lang (id) /MCID 0>> BDC ".encode()
    with Pdf.new() as pdf:
        first = page_with(pdf, b"/Span <</Alt (%b)>> BDC " % said.encode() + lines_of(["Alamat Mawar"]) + b" EMC")
        page_with(pdf, aloud + lines_of(["Lampiran"]) + b" EMC")
        listed = Dictionary(P0=pdf.make_indirect(Dictionary(E=said, MCID=1)))
        page_with(pdf, b"/Span /P0 BDC " + lines_of(["Lampiran"]) + b" EMC", Properties=listed)
        inner = form(pdf, aloud + lines_of(["Lampiran"]) + b" EMC", first.Resources, [0, 0, 595, 842])
        page_with(pdf, b"/Bentuk Do", XObject=Dictionary(Bentuk=inner))
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        part = pdf.make_indirect(Dictionary(S=Name.P, P=root, ActualText=said))
        root.K = Array([part])
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem("Lampiran", 1))
        pdf.Root.Outlines.First.SE = part
        pdf.pages[1].obj.Annots = Array(
            [
                Dictionary(
                    Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]),
                    A=Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), SD=Array([part, Name.Fit])),
                )
            ]
        )  # fmt: skip
        source = saved(pdf, tmp_path / "a.pdf")
    target, redrawn = closed(source, [place_of(source, "Mawar", ketat=False)])
    assert redrawn == []
    assert [text.strip() for text in texts(target)] == ["Alamat", "Lampiran", "Lampiran", "Lampiran"]
    with Pdf.open(target) as pdf:
        everything = b"".join(one.unparse(resolved=True) for one in pdf.objects) + raw(target)
        assert pdf.pages[1].obj.Annots[0].A.D[0].objgen == pdf.pages[0].obj.objgen
    assert said.encode() not in everything
    assert b"/MCID 0" in everything
    assert b"(id)" in everything


def test_nothing_of_an_earlier_state_of_the_file_is_left(tmp_path: Path) -> None:
    source = plain(tmp_path / "a.pdf")
    old = source.read_bytes()
    newer = plain(tmp_path / "b.pdf", [LINES[0], "AMINAH 3201234107950012 Sampit"]).read_bytes()
    source.write_bytes(old + newer)
    target, _ = closed(source, [place_of(source, "3201234107950012")])
    assert target.read_bytes().count(b"%%EOF") == 1
    assert NIK.encode() not in raw(target)


@pytest.mark.parametrize("made", [keputusan_kabupaten, nota_dinas])
def test_in_documents_as_offices_write_them(tmp_path: Path, made: type) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(made(seed=3).born_digital_pdf)
    page = next(pages_of(source))
    word = max(page.kata, key=lambda one: len(one.teks))
    target, redrawn = closed(source, [Tempat(1, (word.kotak,))])
    assert redrawn == []
    left = next(pages_of(target))
    assert [one.teks for one in left.kata] == [one.teks for one in page.kata if one != word]


def test_the_same_value_elsewhere_is_told(tmp_path: Path) -> None:
    with Pdf.new() as pdf:
        page_with(pdf, lines_of())
        page_with(pdf, lines_of())
        source = saved(pdf, tmp_path / "a.pdf")
    first = place_of(source, NIK)
    with pytest.raises(TidakTertutup, match=r"masih terbaca di halaman 2 .*Tutup juga di sana"):
        closed(source, [first])
    target, _ = closed(source, [first, Tempat(2, first.kotak, ketat=True)])
    assert NIK not in "".join(texts(target))
    lenient, _ = closed(source, [Tempat(1, first.kotak)])
    assert [NIK in text for text in texts(lenient)] == [False, True]


def test_a_file_that_was_only_painted_over_does_not_pass(tmp_path: Path) -> None:
    source = plain(tmp_path / "a.pdf")
    place = place_of(source, NIK)
    left, top, right, bottom = place.kotak[0]
    with Pdf.open(source) as pdf:
        cover = f"q 0 g {left} {842 - bottom} {right - left} {bottom - top} re f Q".encode()
        pdf.pages[0].contents_add(cover)
        painted = saved(pdf, tmp_path / "b.pdf")
    with pytest.raises(TidakTertutup, match="masih ada teks"):
        check(source, painted, [place], values_of(source, [place]), [])


def test_a_page_that_does_not_exist_is_told(tmp_path: Path) -> None:
    source = plain(tmp_path / "a.pdf")
    with pytest.raises(TidakTertutup, match="Halaman 9 tidak ada"):
        close(source, tmp_path / "b.pdf", [Tempat(9, ((1, 1, 9, 9),))], [])
