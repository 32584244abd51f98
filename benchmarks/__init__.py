"""How fast songngu is beside a plain script and other programs: `make bench`, `python -m benchmarks -h`."""
