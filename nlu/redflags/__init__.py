"""Red flags: every resident's message passes here before anything else.

>>> red_flags = create_red_flags()
>>> red_flags.check("rintaa puristaa ja hengitys ei kulje", "fi").emergency
'emergency_medical'
"""

from nlu.redflags.check import RedFlags, create_red_flags
from nlu.redflags.verdict import Verdict

__all__ = ["RedFlags", "Verdict", "create_red_flags"]
