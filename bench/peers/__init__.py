"""The product beside other frameworks' forms, in turns in one run: `make bench PEERS=1` writes handbook/figures.md."""
