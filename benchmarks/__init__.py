"""What repeats every figure of `RESULTS.md`: run `make bench`, or `python -m benchmarks` for a part of it."""
