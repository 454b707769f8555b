"""The least that Flask can do: what the forms are measured against, under the same server."""

from flask import Flask

app = Flask("hello")


@app.get("/")
def hello() -> str:
    return "hello"
