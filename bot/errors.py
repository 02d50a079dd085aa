"""Expected refusals, as one small tree. Each has a status, a code and says whether to try again.

    Refusal
      InvalidToken            401   the conversation exists, the token is not its
      SignInRequired          401   no valid session
      WrongCredentials        401   user name or password
      RoleMissing             403   signed in, but not in a role that may
      OriginRefused           403   a page of another site sent a state-changing request
      ConversationNotFound    404
      HandoffNotFound         404
      ServiceUnknown          404   not in the catalogue, or not published
      BookingNotFound         404
      SummaryNotFound         404
      ResultNotFound          404
      ConversationClosed      409
      AlreadyClaimed          409   another nurse was first
      NotYours                409   the handoff is not claimed by this nurse
      BookingOver             409   (bot/booking/errors.py) the time has passed or was cancelled
      MessageTooLong          413
      MessageEmpty            422
      UnknownPayload          422   a payload no message of this conversation offered
      InvalidRequest          422   a body or parameter of the wrong shape
      TooManyMessages         429   retry
      TooManyAttempts         429   retry
      TooManyAnswers          429   retry
      TooManyGuesses          429   (bot/booking/errors.py) retry

Anything else that escapes a route is a fault: 500 `internal_error`, logged without message text.
The sentences the asker reads stand in bot/texts under `error_<code>`.
"""

from __future__ import annotations

from typing import ClassVar


class Refusal(Exception):
    """An expected refusal. `values` fill the placeholders of its sentence."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "refused"
    retry: ClassVar[bool] = False

    def __init__(self, **values: object) -> None:
        super().__init__(self.code)
        self.values = values


class InvalidToken(Refusal):
    """The bearer token does not open this conversation."""

    status, code = 401, "invalid_token"


class SignInRequired(Refusal):
    """The request needs a signed-in professional."""

    status, code = 401, "sign_in_required"


class WrongCredentials(Refusal):
    """User name and password do not match an account."""

    status, code = 401, "wrong_credentials"


class RoleMissing(Refusal):
    """The account has no role for this."""

    status, code = 403, "role_missing"


class OriginRefused(Refusal):
    """A page of a site that is not allowed sent the request."""

    status, code = 403, "origin_refused"


class ConversationNotFound(Refusal):
    """No conversation has this id; it may have been erased."""

    status, code = 404, "conversation_not_found"


class HandoffNotFound(Refusal):
    """No handoff has this id."""

    status, code = 404, "handoff_not_found"


class ServiceUnknown(Refusal):
    """No published service of the region has this id."""

    status, code = 404, "service_not_found"


class BookingNotFound(Refusal):
    """No booking has this code."""

    status, code = 404, "booking_not_found"


class SummaryNotFound(Refusal):
    """No saved summary has this code; it may have expired or been deleted."""

    status, code = 404, "summary_not_found"


class ResultNotFound(Refusal):
    """No result has this address; its conversation may have been erased."""

    status, code = 404, "result_not_found"


class ConversationClosed(Refusal):
    """The resident closed the conversation; a new one can be started."""

    status, code = 409, "conversation_closed"


class AlreadyClaimed(Refusal):
    """Another nurse has taken the handoff."""

    status, code = 409, "already_claimed"


class NotYours(Refusal):
    """Only the nurse who has the handoff may do this."""

    status, code = 409, "not_yours"


class MessageTooLong(Refusal):
    """Longer than OPASTIN_MESSAGE_LIMIT; value `limit`."""

    status, code = 413, "message_too_long"


class MessageEmpty(Refusal):
    """Neither text nor payload."""

    status, code = 422, "message_empty"


class UnknownPayload(Refusal):
    """The payload was never offered in this conversation."""

    status, code = 422, "unknown_payload"


class InvalidRequest(Refusal):
    """The request has the wrong shape; value `detail` names the field."""

    status, code = 422, "invalid_request"


class TooManyMessages(Refusal):
    """More messages a minute than OPASTIN_MESSAGES_PER_MINUTE."""

    status, code, retry = 429, "too_many_messages", True


class TooManyAttempts(Refusal):
    """Too many failed sign-ins for this user name."""

    status, code, retry = 429, "too_many_attempts", True


class TooManyAnswers(Refusal):
    """Too many answers to "was this helpful" from one address."""

    status, code, retry = 429, "too_many_answers", True
