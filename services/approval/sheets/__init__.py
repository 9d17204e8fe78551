"""Sheets that a person can print and sign, made from values: no database, no web."""

from services.approval.sheets.disposisi import lembar_disposisi
from services.approval.sheets.model import (
    Harap,
    Keputusan,
    Kop,
    LembarDisposisi,
    LembarPersetujuan,
    Naskah,
    Orang,
    Sifat,
)
from services.approval.sheets.persetujuan import lembar_persetujuan

__all__ = [
    "Harap",
    "Keputusan",
    "Kop",
    "LembarDisposisi",
    "LembarPersetujuan",
    "Naskah",
    "Orang",
    "Sifat",
    "lembar_disposisi",
    "lembar_persetujuan",
]
