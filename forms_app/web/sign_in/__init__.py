"""Signing in, for every app that people sign in to: it knows neither staff nor parents, only a `Realm`."""
