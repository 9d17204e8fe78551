"""By hand: `python -m services.scan.pipeline IN… --out DIR [--languages eng] [--segmentation 4] [--jobs 1]`."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from services.scan.pipeline.model import PipelineFailed, PipelineOptions
from services.scan.pipeline.process import process
from shared.documents.refusal import DocumentRefused


def main(arguments: list[str] | None = None) -> int:
    """Print the result as JSON; 0 done, 1 failed, 2 refused."""
    given = parser().parse_args(arguments)
    options = PipelineOptions(languages=given.languages, segmentation=given.segmentation, jobs=given.jobs)
    try:
        report = asdict(process(given.sources, given.out, options))
    except DocumentRefused as refused:
        return say({"refused": refused.code, "sentence": refused.sentence}, 2)
    except PipelineFailed as error:
        return say({"failed": type(error).__name__, "detail": str(error)}, 1)
    return say(report, 0)


def parser() -> argparse.ArgumentParser:
    described = argparse.ArgumentParser(prog="python -m services.scan.pipeline", description=__doc__)
    described.add_argument("sources", nargs="+", type=Path, metavar="IN")
    described.add_argument("--out", required=True, type=Path, metavar="DIR")
    described.add_argument("--languages", default="eng")
    described.add_argument("--segmentation", default=4, type=int)
    described.add_argument("--jobs", default=1, type=int)
    return described


def say(report: dict[str, object], code: int) -> int:
    json.dump(report, sys.stdout, indent=2, ensure_ascii=False, default=str)
    sys.stdout.write("\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
