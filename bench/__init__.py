"""The measurements, runnable by anyone: `python -m bench` prints each figure beside its limit."""
