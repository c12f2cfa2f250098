"Notebooks as pages: nbs/*.ipynb with the outputs they hold, to Markdown in _proc/, and by mkdocs to a site in _docs/."
import ast
import base64
import json
import re
import shutil
from collections import defaultdict
from configparser import ConfigParser
from pathlib import Path
from runpy import run_path
from textwrap import indent

from latex2mathml.converter import convert
from mkdocs.commands.build import build
from mkdocs.config import load_config

TOP = Path(__file__).resolve().parent.parent
PAGES, LANDING = TOP / "_proc", TOP / "tools/landing.md"
CONFIG = ConfigParser(delimiters=["="])
CONFIG.read(TOP / "settings.ini", encoding="utf-8")
BLOB = "{git_url}/blob/{branch}/".format(**CONFIG["DEFAULT"])
SECTIONS = {"0": "Foundations", "1": "Data", "2": "Models", "3": "Losses", "4": "Training, and later parts",
            "5": "Analysis", "6": "Experiments", "7": "Stories", "8": "Use and change", "9": "Reference"}
NOTEBOOKS = {path.name: re.sub(r"^\d+[a-z]?_", "", path.stem) for path in sorted((TOP / "nbs").glob("*.ipynb"))}
DOCUMENTS = {"CONTRIBUTING.md": "Contributing", "CHANGELOG.md": "Changelog"}


def known_names():
    "Name -> page and anchor, of functions and classes that no other, and no method, shares its name with"
    names = defaultdict(list)
    for module, symbols in run_path(str(TOP / "lost_latent/_modidx.py"))["d"]["syms"].items():
        for symbol, (target, _) in symbols.items():
            owner, _, name = symbol.rpartition(".")
            names[name].append(target.replace(".html", ".md") if owner == module else None)
    return {name: targets[0] for name, targets in names.items()
            if len(targets) == 1 and targets[0] and not name.startswith("_")}


NAMES = known_names()


def link(target):
    "Where a link leads: another page, or a file on GitHub"
    path, mark, anchor = target.partition("#")
    name = path.removeprefix("nbs/")
    if name in NOTEBOOKS: return f"{NOTEBOOKS[name]}.md{mark}{anchor}"
    if not path or name in DOCUMENTS or "://" in path or name.startswith("images/"): return name + mark + anchor
    return BLOB + target.removeprefix("../")


def prose(text):
    "Markdown whose formulas are MathML, whose links lead to pages, and whose names of functions are links"
    def formula(found): return convert(found[1] or found[2], display="block" if found[1] else "inline")
    pieces = re.split(r"(```.*?```|`[^`\n]*`)", text, flags=re.DOTALL)
    for at, piece in enumerate(pieces):
        if at % 2 == 0: piece = re.sub(r"\$\$(.+?)\$\$|(?<![\\$])\$([^$\n]+?)\$", formula, piece, flags=re.DOTALL)
        linked = pieces[at - 1].endswith("[") if at else False
        if at % 2 and piece.strip("`") in NAMES and not linked: piece = f"[{piece}]({NAMES[piece.strip('`')]})"
        pieces[at] = piece
    return re.sub(r"(?<=\]\()([^)\s]+)", lambda found: link(found[1]), "".join(pieces))


def fence(text, language="text"): return f"````{language}\n{text.rstrip()}\n````"


def output(result, name):
    "What a cell shows, in the richest form that a page can show; pictures are put beside the page"
    data = result.get("data", {"text/plain": result.get("text", "")})
    data = {kind: "".join(value) for kind, value in data.items()}
    for kind in ("png", "gif"):
        if content := data.get(f"image/{kind}"):
            path = PAGES / f"pictures/{name}.{kind}"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(base64.b64decode(content))
            return f"![what the cell above draws](pictures/{path.name}){{ .drawn loading=lazy }}"
    if "text/html" in data: return f'<div class="output" markdown="0">\n{data["text/html"]}\n</div>'
    if "text/markdown" in data: return prose(data["text/markdown"])
    text = re.sub(r"\x1b\[[\d;]*m", "", data["text/plain"])
    return f'<div class="output" markdown>\n{fence(text)}\n</div>' if text.strip() else ""


def heading_end(node):
    "The last line of `def name(...):`, whose parameters may take several, or of `class Name:`"
    return max(node.lineno, node.body[0].lineno - 1)


def definitions(code):
    "Name, heading (of a class with its fields and how it is made) and docstring of each public definition"
    lines = code.splitlines()
    for node in ast.parse(code).body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"): continue
        spans = [(min([node.lineno, *(mark.lineno for mark in node.decorator_list)]), heading_end(node))]
        for part in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(part, ast.AnnAssign): spans.append((part.lineno, part.end_lineno))
            if getattr(part, "name", None) == "__init__": spans.append((part.lineno, heading_end(part)))
        patched = any(ast.unparse(mark).startswith("patch") for mark in node.decorator_list)
        name = f"{ast.unparse(node.args.args[0].annotation)}.{node.name}" if patched else node.name
        header = "\n".join("\n".join(lines[first - 1:last]) for first, last in spans)
        yield name, header, ast.get_docstring(node) or ""


def signature(name, header, about, module):
    "A heading that can be linked and found, what it is for, and how it is called"
    place = TOP / "lost_latent" / f"{module.replace('.', '/')}.py"
    lines = place.read_text(encoding="utf-8").splitlines()
    kind = re.compile(rf"\s*(def|class) {re.escape(name.rpartition('.')[2])}\b")
    line = next(number for number, text in enumerate(lines, 1) if kind.match(text))
    source = f"[on GitHub]({BLOB}{place.relative_to(TOP)}#L{line}){{ .source }}"
    return f"### {name} {{ #{name.lower()} }}\n\n{prose(about)} {source}\n\n{fence(header, 'python')}"


def code_cell(source, module):
    "A cell as a page shows it: of what is exported the signatures, with the whole of it below, to be unfolded"
    marks, code = set(re.findall(r"(?m)^#\|\s*(\w+)", source)), re.sub(r"(?m)^#\|.*\n?", "", source).strip()
    if {"hide", "default_exp"} & marks or not code or "nbdev_export(" in code: return ""
    if "export" not in marks: return fence(code, "python")
    found = list(definitions(code))
    imports = all(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.parse(code).body)
    title = "what is imported" if imports else "the whole cell"
    whole = f'??? abstract "{title}"\n\n{indent(fence(code, "python"), "    ")}'
    if not found and not imports: return fence(code, "python")
    return "\n\n".join([*(signature(*one, module) for one in found), whole])


def page(path):
    "One notebook as Markdown"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    parts, sources = [], ["".join(cell["source"]) for cell in cells]
    module = next(iter(re.findall(r"(?m)^#\| default_exp (\S+)", "\n".join(sources))), None)
    for cell, source in zip(cells, sources):
        if cell["cell_type"] == "code": parts.append(code_cell(source, module))
        elif cell["cell_type"] == "markdown" and source.strip() != "## Export -": parts.append(prose(source))
        if cell["cell_type"] == "code" and not re.search(r"(?m)^#\|\s*hide", source):
            parts += [output(result, f"{path.stem}-{cell['id']}-{n}") for n, result in enumerate(cell["outputs"])]
    return "\n\n".join(part for part in parts if part) + "\n"


def main():
    shutil.rmtree(PAGES, ignore_errors=True)
    shutil.copytree(TOP / "nbs/images", PAGES / "images")
    shutil.copy(TOP / "tools/site.css", PAGES)
    nav = [{"Overview": "index.md"}, *({title: []} for title in SECTIONS.values())]
    for name, stem in NOTEBOOKS.items():
        text = page(TOP / "nbs" / name)
        if stem == "index": text = re.sub(r"(?m)^(> .*\n)", r"\1" + LANDING.read_text(encoding="utf-8"), text, count=1)
        (PAGES / f"{stem}.md").write_text(text, encoding="utf-8")
        title, number = re.search(r"(?m)^# (.+)", text)[1], name.partition("_")[0]
        if stem != "index": nav[1 + int(number[0])][SECTIONS[number[0]]].append({f"{number} {title}": f"{stem}.md"})
    for name in DOCUMENTS: (PAGES / name).write_text(prose((TOP / name).read_text(encoding="utf-8")), encoding="utf-8")
    nav.append({"This project": [{title: name} for name, title in DOCUMENTS.items()]})
    build(load_config(str(TOP / "mkdocs.yml"), nav=[entry for entry in nav if all(entry.values())]))


if __name__ == "__main__": main()
