"""Secrets in files are found, and only what somebody explained is let pass."""

import hashlib
from pathlib import Path

from deploy.local.leaks import Leak, leaks, unexplained

KEY = "-----BEGIN " + "PRIVATE KEY-----"


def test_a_key_and_a_password_are_found(tmp_path: Path) -> None:
    (tmp_path / "kunci.pem").write_text(f"{KEY}\nMIIE\n")
    (tmp_path / "setelan.py").write_text('password = "' + "h9-Zq!7tRw" + '"\nwarna = "merah"\n')
    found = leaks(tmp_path, ["kunci.pem", "setelan.py", "tidak-ada.txt"])
    assert {(leak.file, leak.line) for leak in found} == {("kunci.pem", 1), ("setelan.py", 1)}
    assert hashlib.sha1(b"h9-Zq!7tRw").hexdigest() in {leak.sha1 for leak in found}


def test_what_is_not_explained_is_told_and_what_is_explained_for_nothing_too() -> None:
    found = [Leak("a.py", "aa", 3, "Secret Keyword"), Leak("b.py", "bb", 4, "JSON Web Token")]
    explained = [
        {"file": "a.py", "sha1": "aa", "reason": "made up"}, {"file": "b.py", "sha1": "bb", "reason": " "},
        {"file": "c.py", "sha1": "cc", "reason": "gone"},
    ]  # fmt: skip
    told = unexplained(found, explained)
    assert len(told) == 2
    assert told[0].startswith("b.py:4: JSON Web Token (sha1 bb)")
    assert told[1].startswith("c.py: cc is explained")
    assert unexplained(found[:1], explained[:1]) == []
