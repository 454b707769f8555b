"""Taxes on a parent's income, estimated for who knows only her gross pay: tables of agency/taxes.toml, exact."""
