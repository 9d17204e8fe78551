"""Where a person's money lies: numbers of bank accounts. Budget codes and sums of money are none."""

import re
from collections.abc import Iterator

from services.scan.peringatan.aliran import Aliran, Rentang, overlaps
from services.scan.peringatan.angka import DIGIT, digits, true_digits
from services.scan.peringatan.jenis import JenisPeringatan, Kepala
from services.scan.peringatan.nomor import NIP

SUM = r"\d{1,3}(?:\.\d{3})++(?![\d-])"
# Either eight digits without a blank, or short pieces up to a sum of money in the next column.
NUMBER = (
    rf"(?P<nomor>(?<![\w|])(?:(?=(?:[.-]?{DIGIT}){{8}}){DIGIT}++(?:[.-]{DIGIT}++)*+"
    rf"|{DIGIT}{{1,7}}+(?:[ .-](?!{SUM}){DIGIT}{{1,7}}+){{1,9}}+)(?![\w|]))"
)
ACCOUNT = re.compile(
    rf"\b(?<!kode )(?:rekening|rek\b|norek|account)(?:[^\n0-9]{{0,50}}?|[^\n0-9]{{0,20}}\n[ :.]{{0,3}}){NUMBER}",
    re.IGNORECASE,
)
BANKS = (
    r"\b(?:(?i:bank)(?: [A-Z][A-Za-z]+){0,5}+|BRI|BNI|BCA|BTN|BSI|BPD|CIMB(?: Niaga)?"
    r"|(?i:mandiri|danamon|bukopin|permata))(?!\w)"
)
BEFORE_IT = re.compile(rf"{BANKS}[^\n0-9]{{0,30}}?{NUMBER}")
BEHIND_IT = re.compile(rf"(?<![/.-]){NUMBER}[ |(/,-]{{1,3}}{BANKS}")
LEGAL = re.compile(r"\b(?:tahun|pasal|tanggal)\s*$", re.IGNORECASE)
MONEY = re.compile(rf"{SUM}(?:,\d+)?")
NUMBERED = re.compile(r"\bno(?:mor)?\.?\s?rek(?:ening|\b)[ .:]*$|\bnorek[ .:]*$", re.IGNORECASE)
# A code of the budget, a date, years.
OTHER = re.compile(r"\d\.\d{1,2}(?:\.\d{2,5}){2,}|\d\d?[ .-]\d\d?[ .-](?:19|20)\d\d|(?:(?:19|20)\d\d(?:[ -]|$))+")
RUPIAH = re.compile(r"\bRp\.? ?$", re.IGNORECASE)
AT_LEAST, BY_BANK, AT_MOST = 8, 9, 18
BEFORE = 40


def accounts(aliran: Aliran, _kepala: Kepala) -> Iterator[tuple[JenisPeringatan, Rentang]]:
    """Numbers behind the word for an account, behind a bank's name, or before it."""
    officials = [match.span() for match in NIP.finditer(aliran.teks)]
    for pattern, least in ((ACCOUNT, AT_LEAST), (BEFORE_IT, BY_BANK), (BEHIND_IT, BY_BANK)):
        for match in pattern.finditer(aliran.teks):
            span = match.span("nomor")
            fits = least <= len(digits(match["nomor"])) <= AT_MOST and not overlaps(span, officials)
            if fits and _is_account(aliran.teks, span):
                yield JenisPeringatan.REKENING, span


def _is_account(text: str, span: Rentang) -> bool:
    value, before = text[slice(*span)], text[max(0, span[0] - BEFORE) : span[0]]
    if OTHER.fullmatch(value) or RUPIAH.search(before) or LEGAL.search(before):
        return False
    if MONEY.fullmatch(value) and not NUMBERED.search(before):
        return False
    return true_digits(value) >= AT_LEAST - 1
