"""Invented documents in the shapes that PTV's two interfaces give."""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]


def guid(number: int) -> str:
    """An id of PTV's kind."""
    return f"{number:08x}-0000-4000-8000-000000000000"


COUNTY, STATION, LINE, PAGE, GENERAL = guid(900), guid(101), guid(102), guid(103), guid(801)


def texts(**by_language: str) -> list[Document]:
    return [{"language": language, "value": value} for language, value in by_language.items()]


def typed(kind: str, **by_language: str | None) -> list[Document]:
    return [{"language": language, "value": value, "type": kind} for language, value in by_language.items()]


def weekly(day: str, opens: str, closes: str, to: str = "") -> Document:
    return {"dayFrom": day, "dayTo": to, "from": f"{opens}:00", "to": f"{closes}:00"}


def hours(*openings: Document, kind: str = "DaysOfTheWeek", **fields: Any) -> Document:
    """A row of opening hours of interface 11."""
    return {
        "serviceHourType": kind, "validFrom": None, "validTo": None, "isClosed": False, "validForNow": True,
        "isAlwaysOpen": False, "isReservation": False, "additionalInformation": [{"value": None, "language": "fi"}],
        "openingHour": list(openings),
    } | fields  # fmt: skip


def term(code: str | None, fi: str) -> Document:
    return {
        "name": [{"value": None, "language": "sv"}, {"value": fi, "language": "fi"}],
        "code": code, "ontologyType": "YSO", "uri": f"http://www.yso.fi/onto/koko/{fi}", "parentId": None,
    }  # fmt: skip


def area(*codes: str) -> Document:
    municipalities = [{"code": code, "name": texts(fi=f"Kunta {code}")} for code in codes]
    return {"type": "Municipality", "code": None, "name": None, "municipalities": municipalities}


def service(number: int, name: str = "Fysioterapia", **fields: Any) -> Document:
    """A whole service of interface 11, with a general description's texts among its own."""
    return {
        "id": guid(number), "sourceId": None, "generalDescriptionId": GENERAL, "subType": None, "type": "Service",
        "fundingType": "PubliclyFunded",
        "serviceNames": [*typed("Name", fi=name, sv="Fysioterapi"), *typed("AlternativeName", fi="Fyssari")],
        "serviceChargeType": "Chargeable", "areaType": "LimitedType", "areas": [area("638", "018", "999")],
        "serviceDescriptions": [
            *typed("Summary", fi="Apua liikkumiseen.", sv="Hjälp att röra sig."),
            *typed("Description", fi="Meillä on kaksi toimipistettä."), *typed("ValidityTime", fi=None),
            *typed("UserInstruction", fi="Soita ja varaa aika."), *typed("ProcessingTime", fi="Viikon sisällä."),
            *typed("ChargeTypeAdditionalInfo", fi="Käynti maksaa."),
            *typed("GD_Description", fi="Fysioterapia auttaa kivussa."),
        ],
        "languages": ["fi", "sv", "se"],
        "serviceClasses": [term("P3.2", "Kuntoutus")], "ontologyTerms": [term(None, "fysioterapia")],
        "targetGroups": [term("KR1", "Kansalaiset"), term("KR1.1", "Ikäihmiset")],
        "lifeEvents": [term("KE6", "Sairastuminen")], "industrialClasses": [], "legislation": [],
        "keywords": texts(fi="jumppa"), "requirements": texts(fi="Lähetettä ei tarvita."),
        "serviceChannels": [link(STATION), link(LINE), link(PAGE)],
        "organizations": [
            {"organization": {"id": guid(901), "name": "Tuottaja Oy"}, "roleType": "Producer"},
            {"organization": {"id": COUNTY, "name": "Itä-Uudenmaan hyvinvointialue"}, "roleType": "Responsible"},
        ],
        "serviceVouchersInUse": True,
        "serviceVouchers": [{"value": "Setelit", "url": "https://setelit.example", "additionalInformation": None, "language": "fi"}],
        "serviceCollections": [], "publishingStatus": "Published", "modified": "2026-10-22T09:35:58.293984",
    } | fields  # fmt: skip


def link(channel: str, **fields: Any) -> Document:
    return {
        "serviceChannel": {"id": channel, "name": "Kanava"}, "serviceChargeType": None, "description": [],
        "serviceHours": [], "contactDetails": None, "digitalAuthorizations": [],
    } | fields  # fmt: skip


def phone(number: str, language: str = "fi", **fields: Any) -> Document:
    return {
        "type": "Phone", "additionalInformation": None, "serviceChargeType": "Chargeable", "chargeDescription": None,
        "prefixNumber": "+358", "isFinnishServiceNumber": False, "number": number, "language": language,
    } | fields  # fmt: skip


def address(**fields: Any) -> Document:
    """A visiting address in Porvoo: northing 6697000, easting 426000."""
    street = {
        "street": texts(fi="Esimerkkikatu", sv="Exempelgatan"), "streetNumber": "2 B", "postalCode": "06100",
        "postOffice": texts(fi="PORVOO"), "municipality": {"code": "638", "name": texts(fi="Porvoo", sv="Borgå")},
        "additionalInformation": [], "latitude": "6697000", "longitude": "426000.5", "coordinateState": "Ok",
    } | fields  # fmt: skip
    sentences = [{"sentence": texts(fi="Ovi avautuu helposti.", sv="Dörren är lätt att öppna.")}]
    entrance = {
        "name": [], "isMainEntrance": True,
        "accessibilitySentences": [{"sentenceGroup": texts(fi="Sisäänkäynti"), "sentences": sentences}],
    }  # fmt: skip
    return {"type": "Location", "subType": "Single", "streetAddress": street, "entrances": [entrance], "country": "FI"}


def channel(channel_id: str, kind: str, name: str, **fields: Any) -> Document:
    return {
        "id": channel_id, "serviceChannelType": kind, "organizationId": COUNTY,
        "serviceChannelNames": typed("Name", fi=name), "serviceChannelDescriptions": [], "areaType": "LimitedType",
        "areas": [], "phoneNumbers": None, "supportEmails": [], "languages": ["fi"], "webPages": None,
        "addresses": None, "serviceHours": None, "services": [], "publishingStatus": "Published",
    } | fields  # fmt: skip


def station(**fields: Any) -> Document:
    workdays = [weekly(day, "08:00", "16:00") for day in ("Monday", "Tuesday", "Wednesday", "Thursday")]
    return channel(STATION, "ServiceLocation", "Fysioterapia, Näsi", **({
        "addresses": [address()],
        "phoneNumbers": [phone("0401234567"), phone("401234567", "sv"), phone("0407654321"), phone("19", type="Fax")],
        "serviceHours": [hours(*workdays)], "supportEmails": texts(fi="fysio@example.fi"),
    } | fields))  # fmt: skip


def line(**fields: Any) -> Document:
    number = phone("116117", isFinnishServiceNumber=True, prefixNumber=None, serviceChargeType="FreeOfCharge")
    return channel(LINE, "Phone", "Neuvonta", **({"phoneNumbers": [number]} | fields))


def page(**fields: Any) -> Document:
    urls = [{"url": "www.fysio.example/aika", "value": "Aika", "language": "fi"}]
    return channel(PAGE, "EChannel", "Ajanvaraus", **({"webPages": urls, "requiresAuthentication": True} | fields))


def organisation(**fields: Any) -> Document:
    return {
        "id": COUNTY, "organizationType": "RegionalOrganization",
        "organizationNames": typed("Name", fi="Itä-Uudenmaan hyvinvointialue", sv="Östra Nylands välfärdsområde"),
        "webPages": None, "publishingStatus": "Published",
    } | fields  # fmt: skip


def general_description(**fields: Any) -> Document:
    return {
        "id": GENERAL, "type": "Service", "names": typed("Name", fi="Fysioterapia"),
        "descriptions": typed("Description", fi="Fysioterapia auttaa kivussa.", sv="Fysioterapi lindrar smärta."),
        "serviceChargeType": "FreeOfCharge", "requirements": None, "keywords": None,
        "ontologyTerms": [term(None, "kipu")], "publishingStatus": "Published",
    } | fields  # fmt: skip
