"""Summaries of questionnaires that a resident saved: opened by a professional with the resident's code, for a month.

    summaries = SavedSummaries(database, settings.summary_keys())
    code, until = summaries.save("youth_navigator", report)
    joining, until = summaries.invite(code, "youth_navigator_adult")
    summaries.save("youth_navigator_adult", report, joining=joining, opens_to_inviter=True)
    summaries.open([code], nurse).parts

The answers of one person are one row, sealed. Of two who answer apart neither can read the other's.
"""
