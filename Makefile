# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
BIN = .venv/bin
GENERATED = nbs lost_latent README.md pyproject.toml

.PHONY: demo test check notebooks jupyter readme docs site alone oldest clean

demo: .venv/run-time
	$(BIN)/lost-latent composition with dataset.dsprites_mini dataset.variant=sqr2tx model.kim training.vae training.mini \
		training.batch_size=32

test: check notebooks

.venv/run-time: settings.ini setup.py
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet -e .
	touch $@

.venv/development: settings.ini setup.py
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet -e '.[dev]'
	touch $@

# The package and the README must be what the notebooks say, and the notebooks clean.
check: .venv/development
	rm -rf .venv/before && mkdir .venv/before && cp -r $(GENERATED) .venv/before
	$(BIN)/nbdev_export && $(BIN)/nbdev_clean && $(MAKE) --no-print-directory readme
	for f in $(GENERATED); do diff -rq -x __pycache__ -x .ipynb_checkpoints .venv/before/$$f $$f || exit 1; done
	$(BIN)/ruff check --quiet nbs lost_latent benchmarks tools

notebooks: .venv/development
	OMP_NUM_THREADS=1 $(BIN)/python tools/run_notebooks.py

# Every notebook as its reader runs it, in Jupyter, without the slow cells: half an hour. Nothing of it is kept.
NOTEBOOKS = $(wildcard nbs/*.ipynb)
jupyter: .venv/development
	for n in $(NOTEBOOKS); do echo $$n && $(BIN)/jupyter nbconvert --log-level=ERROR --to notebook --execute --stdout \
		--RegexRemovePreprocessor.patterns='#\| (slow|hide)' $$n > /dev/null || exit 1; done

readme: .venv/development
	$(BIN)/jupyter nbconvert --log-level=ERROR --to markdown --RegexRemovePreprocessor.patterns='#\| hide' \
		--output-dir=. --output=README nbs/index.ipynb
	sed -i.old -E 's#\]\((images/|[0-9]+[a-z]?_[^)]*ipynb)#](nbs/\1#' README.md && rm README.md.old

# All notebooks as pages, in _docs/. They can be read from the disk; the search needs a server, as in
# `python -m http.server -d _docs`, and no network.
docs: .venv/development
	NO_MKDOCS_2_WARNING=1 $(BIN)/python tools/site.py

site: docs
	$(BIN)/python tools/check_site.py

# The wheel, made from the sdist, without the development extra and next to the newest fastcore: it must import and run
# where there is no checkout, and put its data beside who runs it. An environment takes some six gigabytes, so this one
# does not stay beside the other.
alone:
	rm -rf dist && $(PYTHON) -m venv .venv-alone && .venv-alone/bin/pip install --quiet build
	.venv-alone/bin/python -m build
	.venv-alone/bin/pip install --quiet dist/*.whl
	away=$$(mktemp -d) && here=$(CURDIR)/.venv-alone/bin/lost-latent && cd $$away && unset LOST_LATENT_DATA && \
		$$here --version && $$here doctor && \
		$$here composition with dataset.circles_mini training.mini training.epochs=1 training.steps=5 && \
		test -f data/sims/composition/1/report.html && rm -rf $$away
	rm -rf .venv-alone

# The lowest versions that settings.ini allows on this Python, and notebooks of every layer that run in seconds.
QUICK = 00_core 01_factors 14_data.circles 24_models.composition 30_losses 41_training.runs 60_experiments.config
oldest:
	$(PYTHON) -m venv .venv-oldest
	$(PYTHON) tools/oldest.py > .venv-oldest/oldest.txt
	.venv-oldest/bin/pip install --quiet -c .venv-oldest/oldest.txt . hypothesis
	.venv-oldest/bin/lost-latent doctor
	.venv-oldest/bin/python tools/run_plain.py $(QUICK:%=nbs/%.ipynb)
	rm -rf .venv-oldest

clean:
	rm -rf .venv .venv-alone .venv-oldest build dist _proc _docs *.egg-info
