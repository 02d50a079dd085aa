"""The service catalogue's search measured: against other engines on one catalogue, and alone on a large one.

make bench-catalog          right services in the top 1 and 3 by kind of query, times; bench/results/catalog.json
make bench-catalog-large    50,000 services and 100,000 channels; bench/results/catalog-large.json
"""
