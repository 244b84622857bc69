package dev.patchbay.internal.session;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.internal.connection.ConnectionWriter;
import dev.patchbay.internal.connection.ConnectionWriter.Draft;
import dev.patchbay.internal.connection.Place;
import dev.patchbay.internal.connection.Placement;
import dev.patchbay.internal.connection.Placement.Decision;
import dev.patchbay.internal.connection.Placement.Objection;
import dev.patchbay.internal.connection.Placement.Wanted;
import dev.patchbay.internal.connection.Revoker;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.model.AttemptOutcome;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.WriteOutcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a connection of a grant whose account is known: decides whether it is a new one or renews
 * one, and writes it together with the session's end. Decides anew as long as others interfere.
 */
final class GrantCompletion {
  private static final int MAX_TRIES = 20;

  private final Vault vault;
  private final ConnectionWriter writer;
  private final Placement placement;
  private final UnusedGrants unused;
  private final SessionNews news;

  GrantCompletion(Vault vault, ConnectionWriter writer, Revoker revoker, SessionNews news) {
    this.vault = vault;
    this.writer = writer;
    this.placement = new Placement(vault.connections());
    this.unused = new UnusedGrants(vault, revoker);
    this.news = news;
  }

  Session complete(Grant grant) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<Session> done = tryOnce(grant);
      if (done.isPresent()) {
        return done.get();
      }
    }
    return refuse(
        grant.session(),
        grant.reply(),
        SessionFailures.failed(
            ErrorCode.OVERLOADED, "The connection was changed by others again and again"));
  }

  /**
   * Ends the session as failed and its grant at the service. If the store cannot be reached the
   * grant stays staged; if the session turns out to be complete it is in use.
   */
  Session refuse(SessionRecord session, TokenReply reply, SessionFailure failure) {
    Session ended = news.fail(session, failure);
    discardUnlessComplete(session, ended, reply);
    return ended;
  }

  /** Ends a grant whose account is not known. */
  void discard(SessionRecord session, TokenReply reply) {
    unused.discard(session, reply);
  }

  /** Ends the grant of a session that ended otherwise. */
  void discard(Grant grant) {
    unused.discard(grant);
  }

  private void discardUnlessComplete(SessionRecord session, Session ended, TokenReply reply) {
    if (ended.status() != SessionStatus.COMPLETE) {
      unused.discard(session, reply);
    }
  }

  private Optional<Session> tryOnce(Grant grant) {
    SessionRecord session = grant.session();
    Decision decision =
        placement.decide(
            new Wanted(
                grant.draft().place(),
                grant.draft().account(),
                session.reconnects(),
                session.accountChangeAllowed(),
                Optional.empty()));
    return decision
        .objection()
        .map(it -> keep(grant, decision, it))
        .or(() -> write(grant, decision));
  }

  /** Refuses a grant for the sake of the connection that it was to renew, and tells its history. */
  private Session keep(Grant grant, Decision decision, Objection objection) {
    // Before the session ends, so that whoever waits for its end can be told why.
    decision.existing().ifPresent(kept -> note(kept.connection(), objection.code()));
    SessionFailure failure = SessionFailures.failed(objection.code(), objection.what());
    Session ended = news.fail(grant.session(), failure);
    if (ended.status() != SessionStatus.COMPLETE) {
      unused.discard(grant, decision);
    }
    return ended;
  }

  private void note(Connection kept, ErrorCode code) {
    vault
        .connections()
        .note(
            kept.workspaceId(),
            kept.id(),
            ConnectionAttempt.builder(AttemptOutcome.RECONNECT_REFUSED)
                .code(code.wireValue())
                .build());
  }

  private Optional<Session> write(Grant grant, Decision decision) {
    ConnectionWrite write = writer.write(grant.draft(), decision);
    Optional<Objection> loss = loss(write, decision);
    return loss.isPresent() ? Optional.of(keep(grant, decision, loss.get())) : store(grant, write);
  }

  /** A connection that works is not to be swapped for one that lacks what is needed. */
  private static Optional<Objection> loss(ConnectionWrite write, Decision decision) {
    boolean isPartial = write.connection().status() == ConnectionStatus.INSUFFICIENT_SCOPE;
    return decision
        .existing()
        .filter(before -> isPartial)
        .filter(before -> before.connection().status() == ConnectionStatus.ACTIVE)
        .map(
            before ->
                new Objection(
                    ErrorCode.INSUFFICIENT_SCOPE,
                    "The new grant lacks what the connection needs"
                        + write.connection().statusReason().map(it -> " (" + it + ")").orElse("")
                        + ", so the connection stays as it was"));
  }

  private Optional<Session> store(Grant grant, ConnectionWrite write) {
    WriteOutcome outcome = vault.complete(grant.session().key(), write);
    vault.cache().forget(write.connection().id());
    return switch (outcome.status()) {
      case DONE ->
          outcome
              .connection()
              .map(record -> news.completed(grant.session(), write, record.connection()));
      case CONFLICT -> Optional.empty();
      case GONE -> endedMeanwhile(grant.session(), grant.reply());
    };
  }

  /**
   * Either the session was ended by a sweep and stays so, or it was completed by a write whose
   * answer was lost, or the connection was deleted, or the whole workspace was purged.
   */
  Optional<Session> endedMeanwhile(SessionRecord session, TokenReply reply) {
    Optional<SessionRecord> found =
        vault.sessions().find(session.session().workspaceId(), session.session().id());
    if (found.isEmpty()) {
      unused.discard(session, reply);
      return Optional.of(SessionFailures.gone(session.session()));
    }
    SessionRecord now = found.get();
    if (now.isExchanging()) {
      return Optional.empty();
    }
    discardUnlessComplete(session, now.session(), reply);
    return Optional.of(now.session());
  }

  /** Where a session's connection belongs, with what the token reply says of the variables. */
  static Place place(SessionRecord session, TokenReply reply) {
    Map<String, String> variables = new LinkedHashMap<>(session.variables());
    variables.putAll(reply.variables());
    return new Place(
        session.session().workspaceId(),
        session.session().integrationType(),
        session.session().memberId(),
        variables);
  }

  /** The grant of a session, and what is to be made of it. */
  record Grant(SessionRecord session, TokenReply reply, Draft draft) {}
}
