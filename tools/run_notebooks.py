"Run every notebook through nbdev's test machinery, say what is skipped, and close with `N passed, M failed`."
import json
import sys

from fastcore.parallel import parallel
from nbdev.config import get_config
from nbdev.doclinks import nbglob
from nbdev.test import test_nb


def skipped(notebook, flags):
    "First lines of the code cells that carry one of `flags`"
    cells = json.loads(notebook.read_text())["cells"]
    code = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    flagged = (source.splitlines() for source in code if any(source.startswith(f"#| {flag}") for flag in flags))
    return [lines[1] if len(lines) > 1 else lines[0] for lines in flagged]


def main():
    config = get_config()
    flags = config.tst_flags.split()
    notebooks = [path.absolute() for path in sorted(nbglob(as_path=True))]
    results = parallel(test_nb, notebooks, skip_flags=flags, n_workers=2, basepath=config.config_path, pause=0.01)
    for notebook, (passed, seconds) in zip(notebooks, results):
        print(f"{'ok  ' if passed else 'FAIL'} {seconds:6.1f}s {notebook.relative_to(config.config_path)}")
    for notebook in notebooks:
        for line in skipped(notebook, flags): print(f"skipped (slow) in {notebook.name}: {line}")
    failed = sum(not passed for passed, _ in results)
    print(f"{len(results) - failed} passed, {failed} failed")
    return bool(failed) or not results


if __name__ == "__main__": sys.exit(main())
