"Run every notebook through nbdev's tests, say what is skipped, and close with `N passed, M failed, K skipped`."
import json
import re
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from nbdev.config import get_config
from nbdev.doclinks import nbglob
from nbdev.test import test_nb

PRELOADED = ["torch", "torch._dynamo", "ignite.engine", "sklearn.linear_model", "scipy.stats", "matplotlib.pyplot",
             "nbdev.test", "hypothesis", "lost_latent.experiments.run", "lost_latent.analysis.report"]


def cells_of(notebook, kind):
    "Sources of the cells of one kind"
    cells = json.loads(notebook.read_text())["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == kind]


def flagged(notebook, flags):
    "First lines of code in the cells that carry one of `flags`, on whichever line"
    wanted = re.compile(rf"(?m)^#\|\s*({'|'.join(flags)})\b")
    sources = [source.splitlines() for source in cells_of(notebook, "code") if wanted.search(source)]
    return [next((line for line in lines if not line.startswith("#|")), "") for lines in sources]


def switched_off(notebook):
    "Whether a notebook asks not to be executed at all"
    return any(re.search(r"(?m)^(- )?skip_exec:\s*true", text) for kind in ("markdown", "raw")
               for text in cells_of(notebook, kind))


def run(notebooks, flags, top):
    "Notebook -> whether it passed, said as soon as it is known"
    passed, server = {}, get_context("forkserver")
    server.set_forkserver_preload(PRELOADED)  # imported once, not once for each notebook
    with ProcessPoolExecutor(2, server, max_tasks_per_child=1) as pool:  # what one registers, no other may see
        jobs = {pool.submit(test_nb, notebook, skip_flags=flags, basepath=top, do_print=True): notebook
                for notebook in notebooks}
        for job in as_completed(jobs):
            (passed[jobs[job]], seconds), name = job.result(), jobs[job].relative_to(top)
            word = "ok  " if passed[jobs[job]] else "FAIL"
            print(f"{word} {seconds:6.1f}s {name} ({len(passed)} of {len(jobs)})", flush=True)
    return passed


def main():
    config = get_config()
    flags, top = config.tst_flags.split(), config.config_path
    notebooks = [path.absolute() for path in sorted(nbglob(as_path=True), reverse=True)]  # the longest are the last
    off = [notebook for notebook in notebooks if switched_off(notebook)]
    passed = run([notebook for notebook in notebooks if notebook not in off], flags, top)
    slow = {notebook: flagged(notebook, flags) for notebook in passed}
    for notebook, lines in slow.items():
        for line in lines: print(f"skipped (slow) in {notebook.name}: {line}")
    if any(slow.values()): print("the slow cells of one: nbdev_test --flags slow --path nbs/NOTEBOOK.ipynb")
    for notebook in off: print(f"skipped (skip_exec): {notebook.relative_to(top)}")
    failed = sorted(notebook.name for notebook, fine in passed.items() if not fine)
    for name in failed: print(f"FAILED {name}")
    print(f"{len(passed) - len(failed)} passed, {len(failed)} failed, {len(off)} skipped")
    return bool(failed) or not passed


if __name__ == "__main__": sys.exit(main())
