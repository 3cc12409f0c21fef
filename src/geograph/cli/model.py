"""`geograph model`: which pipeline reads the articles, and how to save it whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geograph.cli.options import GazetteerOption, ModelOption, OntologyOption
from geograph.cli.output import examples, put, say
from geograph.errors import UsageError

app = typer.Typer(
    help="The spaCy pipeline: what it is, and save it.",
    epilog=examples("geograph model info", "geograph model save my-model/"),
    no_args_is_help=True,
)


@app.command(epilog=examples("geograph model info --model en_core_web_md"))
def info(model: ModelOption = None) -> int:
    """Show the pipeline's name, version, hash, place and parts, after checking its files."""
    from geograph.nlp.pipeline import base

    nlp, label = base(model)
    meta = nlp.meta
    lines = {
        "model": label,
        "name": f"{meta['lang']}_{meta['name']}",
        "version": meta["version"],
        "licence": meta.get("license") or "not stated",
        "folder": nlp.path or "in memory",
        "parts": ", ".join(nlp.pipe_names),
        "files": "as in the manifest" if model is None else "not checked, for the model is your own",
    }
    put("\n".join(f"{name + ':':<9} {value}" for name, value in lines.items()))
    return 0


@app.command(epilog=examples("geograph model save my-model/ --gazetteer actors.csv"))
def save(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that isn't there yet, or an empty one.")],
    model: ModelOption = None,
    ontology: OntologyOption = None,
    gazetteer: GazetteerOption = None,
) -> int:
    """Save the whole pipeline with our component, so that spacy.load(DIR) gives it back."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: is there already and isn't empty; choose a new folder")
    from geograph.reader import load

    nlp = load(model, ontology, tuple(gazetteer or ()))
    aside = folder.resolve().with_name(f".{folder.resolve().name}.partial")
    try:
        nlp.to_disk(aside)
        aside.replace(folder.resolve())
    except OSError as fault:
        raise UsageError(f"{folder}: can't be written ({fault.strerror}); choose another folder") from None
    finally:
        _remove(aside)
    say(f"saved to {folder}")
    return 0


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
