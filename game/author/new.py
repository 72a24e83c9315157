"""`new`: a small mystery that plays, checks, proves and tests, to be made into one's own, with settings for editors."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
import unicodedata
from pathlib import Path

from game.author.schema import SCHEMA, schema_text
from game.exits import FINE, refused
from game.story.load import load

STARTER = Path(__file__).parent / "starter"

# Red Hat's extension brings the YAML language server; a path in its settings counts from the folder that is open.
VS_CODE_SETTINGS = {"yaml.schemas": {f"./{SCHEMA}": ["*.yaml"]}, "yaml.format.enable": False}
VS_CODE_EXTENSIONS = {"recommendations": ["redhat.vscode-yaml"]}

NEOVIM = """\
-- Neovim 0.11 or newer reads this where `exrc` is on (`vim.o.exrc = true` in init.lua); it asks once if you trust it.
vim.lsp.config("perfect-mother", {
  cmd = { "perfect-mother", "lsp" },
  filetypes = { "yaml" },
  root_markers = { "story.yaml" },
})
vim.lsp.enable("perfect-mother")
"""


def new(folder: Path) -> int:
    """Makes the folder with the mystery in it; returns 2 if it cannot be made or holds something already."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            return refused(f"{folder} is there already and is not empty; name another folder")
        write_starter(folder)
    except OSError as error:
        return refused(f"{folder} cannot be written: {error.strerror or error}")
    quoted = shlex.quote(str(folder))
    sys.stderr.write(
        f"“The Last Page”, a small mystery, is in {folder}. Begin with the file story.yaml, and with these:\n\n"
        + "".join(f"  perfect-mother {command} {quoted}\n" for command in ("play", "check", "test", "prove"))
    )
    return FINE


def write_starter(folder: Path) -> None:
    """Writes the mystery and the settings of editors into a folder, which is made if need be; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(STARTER.iterdir()):
        shutil.copyfile(path, folder / path.name)
    _name_after(folder)
    names = {section: sorted(defined) for section, defined in load(folder).defined.items()}
    (folder / SCHEMA).write_text(schema_text(names), encoding="utf-8")
    settings = folder / ".vscode"
    settings.mkdir(exist_ok=True)
    _write_json(settings / "settings.json", VS_CODE_SETTINGS)
    _write_json(settings / "extensions.json", VS_CODE_EXTENSIONS)
    (folder / ".nvim.lua").write_text(NEOVIM, encoding="utf-8")


def _name_after(folder: Path) -> None:
    """Gives the mystery the folder's name as its id: of stories with the same id, each goes on with the others' saves.

    A name that has nothing of which ids are made leaves it as it is.
    """
    plain = unicodedata.normalize("NFKD", folder.resolve().name.casefold())
    name = "_".join(re.findall("[a-z0-9]+", plain.encode("ascii", "ignore").decode())).lstrip("0123456789_")
    path = folder / "story.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("id: last_page", f"id: {name[:64] or 'last_page'}", 1), encoding="utf-8")


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
