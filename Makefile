# Two commands do everything: `make demo` and `make test`. The others are for those who work on the hub.
PORT ?= 8000
PYTHON ?= $(shell command -v python3.11 || command -v python3)
CMS := .venv/bin/cms

.PHONY: help demo test test-elasticsearch check soak bench-api bench-archive bench-media bench-search bench-findable bench-elasticsearch format catalogs lock clean
.DEFAULT_GOAL := help

help:
	@echo "make demo    set up, load the demo content, run the hub on http://127.0.0.1:$(PORT)/   (PORT=… for another port)"
	@echo "make test    set up, run the tests"
	@echo "make test-elasticsearch  search on a real Elasticsearch node (Debian: maven default-jdk-headless)"
	@echo "make check   lint, types, import order, migrations"
	@echo "make soak    acts while processes are killed: nothing missing?     make bench-api  how fast the API is"
	@echo "make format  format the code        make catalogs  collect and compile translations"
	@echo "make bench-elasticsearch  how soon it catches up, and how fast both engines answer"
	@echo "make bench-search  how fast 100,000 editions and 50,000 assets are found, on each engine"
	@echo "make bench-findable  how soon what is published can be found"
	@echo "make bench-archive  how long 10,000 lines of an archive take"
	@echo "make bench-media  ingest of 1,000 photographs, and 2 GB uploaded over a connection that is cut three times; what renditions and HLS cost; the library's page over 50,000 assets"
	@echo "make clean   remove the environment and var/"

.venv/ready: requirements-dev.lock pyproject.toml deploy/make-environment
	@deploy/make-environment "$(PYTHON)"

.venv/catalogs: .venv/ready $(shell find locales/catalogs -name '*.po' 2>/dev/null)
	@.venv/bin/python -m locales.catalogs.compile && touch $@

demo: .venv/catalogs
	@HUB_MODE=demo PORT=$(PORT) exec $(CMS) demo

test: .venv/catalogs
	@.venv/bin/pytest -n 2 -m "not browser and not elasticsearch"

# starts a node, and stops it again; those tests that kill one start another
test-elasticsearch: .venv/catalogs
	@node=$$(mktemp -d); trap '.ci/elasticsearch stop $$node; rm -rf $$node' EXIT; \
	.ci/elasticsearch start $$node 9271 && ELASTICSEARCH_URL=http://127.0.0.1:9271 .venv/bin/pytest -n 2 --dist loadfile -m elasticsearch

check: .venv/catalogs
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	.venv/bin/mypy
	$(CMS) makemigrations --check --dry-run

# acts and SIGKILLs for 90 seconds, and what partners get of it; SOAK="--seconds 600" for longer
soak: .venv/catalogs
	@.venv/bin/python -u -m tests.soak $(SOAK)

# requests a second, times and queries of the API on 1,000 and 10,000 works
bench-api: .venv/catalogs
	@.venv/bin/python -u -m tests.bench $(BENCH)

# how soon what is published can be found, quiet and while five publishers write; BENCH="--times 20" for fewer
bench-findable: .venv/catalogs
	@.venv/bin/python -u -m tests.bench.findable $(BENCH)

# each engine there is on this machine; BENCH="--works 1000 --assets 500" for a run of a minute
bench-search: .venv/catalogs
	@tests/bench/search-on-each-engine $(BENCH)

# catching up after 10,000 changes, and answers of both engines; starts a node, and stops it again
bench-elasticsearch: .venv/catalogs
	@node=$$(mktemp -d); trap '.ci/elasticsearch stop $$node; rm -rf $$node' EXIT; .ci/elasticsearch start $$node 9272 && \
	ELASTICSEARCH_URL=http://127.0.0.1:9272 .venv/bin/python -u -m tests.bench.elasticsearch $(BENCH)

format: .venv/ready
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench-archive: .venv/catalogs
	@.venv/bin/python -u -m tests.bench.archive $(COUNT)

# BENCH="--photographs 20 --megabytes 100" for a quick look
bench-media: .venv/catalogs
	@.venv/bin/python -u -m tests.bench.media $(BENCH)
	@.venv/bin/python -u -m tests.bench.renditions $(RENDITIONS)
	@tests/bench/library-on-each-database $(LIBRARY)

catalogs: .venv/ready
	.venv/bin/python -m locales.catalogs.extract
	.venv/bin/python -m locales.catalogs.compile

# after a change of the environment's wishes in pyproject.toml
lock: .venv/ready
	.venv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate pyproject.toml -o requirements.lock
	.venv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate pyproject.toml --group dev -o requirements-dev.lock -c requirements.lock

clean:
	rm -rf .venv var
