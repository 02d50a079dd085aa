"""Identifier and code systems of bookings. A county's own server may use others: see client.Systems."""

CODE_SYSTEM = "urn:opastin:booking-code"
"""Identifier system of the personal code of an appointment."""

TOPIC_SYSTEM = "urn:opastin:topic"
"""Code system of service types: the kind of service first, then the ids of nlu/data/topics.yml it serves."""

TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
"""FHIR R4's extension for the same text in another language."""

CANCELLATION_SYSTEM = "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason"
"""HL7's reasons of cancelling; "pat" is the patient's wish."""
