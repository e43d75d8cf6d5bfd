# Two commands: `make course` does everything, `make test` proves it. Plain `make` lists the others.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.NOTPARALLEL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help setup packages course book pdf exercises grade test lint bench constraints clean FORCE

PYTHON ?= python3
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export PYTHONUNBUFFERED := 1

SLUGS := $(patsubst solutions/%.md,%,$(wildcard solutions/*.md))
EXERCISES := $(foreach slug,$(SLUGS),exercises/$(slug)/$(slug).ipynb)
SOURCES := $(foreach slug,$(SLUGS),source/$(slug)/$(slug).ipynb)
LIB := $(shell find lib -name '*.py')
# what a page can be made of: every file but notes about the repository, tests and the environment
PAGES := $(filter-out README.md CONTRIBUTING.md CHANGELOG.md,$(wildcard *.md *.bib)) \
    $(shell find $(filter-out _build,$(wildcard chapters _*)) -type f -not -path '*/.*' -not -path '*/__pycache__/*')
INSTALLED := .venv/installed

help:  ## list the verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

course: | build  ## everything: set up, generate the exercises, build the book, grade the sample class
	@for step in setup exercises book grade; do \
	  start=$$SECONDS; \
	  $(MAKE) --no-print-directory $$step; \
	  echo "$$((SECONDS - start)) s" > build/$$step.seconds; \
	done
	@row() { printf '%-11s %-62s %6s\n' "$$@"; }; took() { cat build/$$1.seconds; }; echo; \
	row what where took; \
	row setup .venv "$$(took setup)"; \
	row exercises "exercises/*/*.ipynb ($(words $(EXERCISES)))" "$$(took exercises)"; \
	row book _build/html/index.html "$$(took book)"; \
	row grades build/sample/grades.csv "$$(took grade)"; \
	row feedback "build/sample/feedback/*/*/*.html ($$(ls build/sample/feedback/*/*/*.html | wc -l))" ""; \
	row insight "build/sample/insight/*/index.html ($$(ls build/sample/insight/*/index.html | wc -l))" ""

book: build/book.done  ## build the book into _build/html
	@echo "book: _build/html/index.html"

pdf: book  ## print each page and the whole book as PDF into build/pdf
	@python _ext/pdf.py _build/html build/pdf

exercises: $(EXERCISES)  ## generate the students' notebooks from solutions/
	@echo "exercises: $(EXERCISES)"

grade: build/grade.done  ## grade a sample class from end to end, with its own gradebook
	@echo "grades: build/sample/grades.csv; feedback: build/sample/feedback/"

# in the order of the files: what takes longest, the book and the classes, begins first
test: export OMP_NUM_THREADS := 1
test: setup lint  ## lint, then run all the tests
	pytest -n 2 --no-loadscope-reorder

lint: $(INSTALLED)  ## check the style and the format of the code
	ruff check .
	ruff format --check .

bench: setup  ## run the benchmarks: every figure that the README quotes
	@for file in benchmarks/*.py; do echo "== $$file"; python "$$file"; done

constraints: $(INSTALLED) | build  ## write the versions of this environment to constraints.txt
	@{ sed -n '/^#/p' constraints.txt; pip freeze --exclude-editable | sed 's/^\(torch==[^+]*\)+.*/\1/'; } > build/constraints.txt
	@mv build/constraints.txt constraints.txt && touch $(INSTALLED) && git diff --stat constraints.txt

clean:  ## remove what was generated; .venv, submissions and the gradebook stay
	rm -rf build _build source .pytest_cache .ruff_cache .hypothesis
	find lib tests solutions -name __pycache__ -prune -exec rm -rf {} +

setup: packages $(INSTALLED)

build:
	@mkdir -p $@

$(INSTALLED): pyproject.toml constraints.txt | build
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: name one with, for example, make PYTHON=python3.12"; exit 1; }
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv
	@printf 'installing into .venv; some minutes the first time (log: build/setup.log) '
	@.venv/bin/python -m pip install -c constraints.txt -e '.[test]' 2>&1 | tee build/setup.log \
	  | awk '/^(Collecting|Installing) / {printf "."; fflush()} END {print ""}' \
	  || { tail -n 20 build/setup.log; exit 1; }
	@touch $@

# Debian packages: installed when root, named otherwise; whatever cannot run without them is skipped by its own test
packages: | build
	@missing=; \
	command -v bwrap > /dev/null || missing="$$missing bubblewrap"; \
	command -v chromium > /dev/null || missing="$$missing chromium"; \
	$(PYTHON) -c 'import ensurepip' 2> /dev/null || missing="$$missing python3-venv"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null && [ ! -e build/packages.log ]; then \
	  echo "installing Debian packages:$$missing (log: build/packages.log)"; export DEBIAN_FRONTEND=noninteractive; \
	  if (apt-get update && apt-get install -y --no-install-recommends $$missing) > build/packages.log 2>&1; then exit 0; fi; \
	fi; \
	echo "not installed:$$missing. Install with: sudo apt-get install -y$$missing"

# one assignment: what is written, what nbgrader works from, and what it releases to students
define assignment
source/$(1)/$(1).ipynb: solutions/$(1).md lib/proctor/author.py $(INSTALLED)
	@python -m proctor.author $$< source
	@touch $$@

exercises/$(1)/$(1).ipynb: source/$(1)/$(1).ipynb nbgrader_config.py $(if $(wildcard gradebook.db),,FORCE) | build
	@nbgrader generate_assignment $(1) --force > build/generate-$(1).log 2>&1 || { tail -n 20 build/generate-$(1).log; exit 1; }
	@echo "generated $$@"
endef
$(foreach slug,$(SLUGS),$(eval $(call assignment,$(slug))))

build/grade.done: $(SOURCES) $(LIB) $(wildcard solutions/*.py) nbgrader_config.py | build
	python -m proctor.rehearse --sample build/sample
	@touch $@

build/book.done: $(PAGES) $(LIB) $(EXERCISES) constraints.txt $(INSTALLED) | build
	OMP_NUM_THREADS=1 jupyter-book build . -W -n --keep-going
	@touch $@
