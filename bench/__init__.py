"""Benchmarks; each writes bench/results/<name>.json, so that later runs can be compared."""
