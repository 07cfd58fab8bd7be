import os

from flask import Flask

app = Flask(__name__)


@app.get("/")
def index():
    return f"Flask answers as {os.getuid()}\n"
