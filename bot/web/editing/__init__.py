"""The pages of the editors' desk at /toimitus. They work without scripts; what they do is services_catalog.editing."""
