"""A FastAPI backend that renders videos."""
