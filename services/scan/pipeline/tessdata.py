"""Where Tesseract's models lie."""

import os
from pathlib import Path

from services.scan.pipeline.model import PipelineFailed

FOLDERS = ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata")


def models(languages: str) -> Path:
    """The folder that holds all these models, joined by `+`. Raises PipelineFailed."""
    folders = [Path(folder) for folder in (os.environ.get("TESSDATA_PREFIX"), *FOLDERS) if folder]
    for folder in folders:
        if all((folder / f"{language}.traineddata").is_file() for language in languages.split("+")):
            return folder
    raise PipelineFailed(
        f"The Tesseract models {languages} are not all in one of the folders {', '.join(map(str, folders))}. "
        "On Debian: apt-get install tesseract-ocr-eng tesseract-ocr-script-latn, or set TESSDATA_PREFIX."
    )
