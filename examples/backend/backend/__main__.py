"""Runs the backend on this machine: python -m backend."""

import logging

import uvicorn

logging.basicConfig(level=logging.INFO)
uvicorn.run("backend.app:create_app", factory=True, host="127.0.0.1", port=8000)
