"Run cells of notebooks, one after the other, with Python alone: nbdev needs newer libraries than the package does."
import __future__
import json
import os
import re
import sys
from pathlib import Path
from types import ModuleType

os.environ["MPLBACKEND"] = "Agg"
SKIPPED = re.compile(r"(?m)^#\|\s*(slow|notest|eval:\s*false)|nbdev_export\(|^[%!]")


def run(notebook):
    "All cells in one namespace; the first that raises ends it"
    sys.modules["__main__"], flags = ModuleType("__main__"), 0  # where dataclasses look for the names of their types
    for number, cell in enumerate(json.loads(notebook.read_text(encoding="utf-8"))["cells"]):
        source = "".join(cell["source"])
        if cell["cell_type"] != "code" or SKIPPED.search(source): continue
        if "from __future__ import annotations" in source: flags = __future__.annotations.compiler_flag  # from here on
        exec(compile(source, f"{notebook.name}, cell {number}", "exec", flags), vars(sys.modules["__main__"]))


if __name__ == "__main__":
    notebooks = [Path(name).resolve() for name in sys.argv[1:]]
    for notebook in notebooks:
        os.chdir(notebook.parent)
        run(notebook)
        print(f"ok {notebook.name}", flush=True)
