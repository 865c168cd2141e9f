"""A typed client of the AIVE renderer. It needs boto3, jsonschema, and pydantic, but no web framework."""
