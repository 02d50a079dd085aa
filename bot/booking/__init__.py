"""The embedded booking store: services, free times and residents' appointments, in FHIR R4's terms."""
