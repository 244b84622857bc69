package dev.patchbay.internal.memory;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionRecord;
import java.time.Duration;
import java.time.Instant;

/** What each step makes of a session. Pure functions. */
final class SessionChanges {
  private static final SessionEnd ABANDONED =
      SessionEnd.builder(SessionStatus.FAILED)
          .failure(
              SessionFailure.builder(
                      ErrorCode.EXCHANGE_OUTCOME_UNKNOWN.wireValue(),
                      "The session was left behind while its authorization code was exchanged;"
                          + " start a new session.")
                  .build())
          .build();

  private SessionChanges() {}

  static SessionRecord begun(SessionRecord before, Instant now, Duration life) {
    return before.withSession(
        before.session().toBuilder().createdAt(now).expiresAt(now.plus(life)).build());
  }

  static SessionRecord asOf(SessionRecord before, Instant now) {
    return isPending(before) && !now.isBefore(before.session().expiresAt())
        ? expired(before)
        : before;
  }

  static boolean isPending(SessionRecord record) {
    return !record.session().isEnded() && !record.isExchanging();
  }

  /** Leaves the verifier in: the claim hands it out before the store forgets it. */
  static SessionRecord claimed(SessionRecord before, SessionClaim claim, Instant now) {
    SessionRecord claimed = before.toBuilder().claimedAt(now).build();
    return claim.end().map(end -> ended(claimed, end, now)).orElse(claimed);
  }

  static SessionRecord abandoned(SessionRecord before, Instant now) {
    return ended(before, ABANDONED, now);
  }

  static SessionRecord completed(SessionRecord before, ConnectionId connectionId, Instant now) {
    Session.Builder session = endedAs(before, SessionStatus.COMPLETE, now);
    return withoutSecrets(before.withSession(session.connectionId(connectionId).build()));
  }

  static SessionRecord expired(SessionRecord before) {
    Instant end = before.session().expiresAt();
    return withoutSecrets(before.withSession(endedAs(before, SessionStatus.EXPIRED, end).build()));
  }

  /** {@return the session with one sealed value replaced, and nothing else} */
  static SessionRecord resealed(SessionRecord before, CipherContext place, Sealed sealed) {
    SessionRecord.Builder resealed = before.toBuilder();
    return place.field().equals(CipherContext.VERIFIER)
        ? resealed.sealedVerifier(sealed).build()
        : resealed.stagedGrant(sealed).build();
  }

  static SessionRecord withoutSecrets(SessionRecord before) {
    return before.toBuilder().sealedVerifier(null).stagedGrant(null).build();
  }

  static SessionRecord ended(SessionRecord before, SessionEnd end, Instant now) {
    Session.Builder session = endedAs(before, end.status(), now);
    end.failure().ifPresent(session::failure);
    return before.withSession(session.build());
  }

  private static Session.Builder endedAs(SessionRecord before, SessionStatus status, Instant at) {
    return before.session().toBuilder().status(status).endedAt(at);
  }
}
