package dev.patchbay.internal.session;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.internal.check.Faults;
import dev.patchbay.internal.connection.ConnectionWriter;
import dev.patchbay.internal.connection.ConnectionWriter.Grant;
import dev.patchbay.internal.connection.Revoker;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.WriteOutcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a connection of a grant whose account is known: decides whether it is a new one or renews
 * one, and writes it together with the session's end. Decides anew as long as others interfere.
 */
final class GrantCompletion {
  private static final Logger LOG = LoggerFactory.getLogger(GrantCompletion.class);
  private static final int MAX_TRIES = 20;

  private final Vault vault;
  private final ConnectionWriter writer;
  private final Revoker revoker;
  private final SessionNews news;

  GrantCompletion(Vault vault, ConnectionWriter writer, Revoker revoker, SessionNews news) {
    this.vault = vault;
    this.writer = writer;
    this.revoker = revoker;
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
   * grant stays staged for the sweep; if the session turns out to be complete it is in use.
   */
  Session refuse(SessionRecord session, TokenReply reply, SessionFailure failure) {
    Session ended = news.fail(session, failure);
    discardUnlessComplete(session, ended, reply);
    return ended;
  }

  /** Ends a grant that could not be staged, which nobody else will ever find. */
  Session refuseUnstaged(SessionRecord session, TokenReply reply, SessionFailure failure) {
    revoker.discard(pretended(session), reply.grants());
    return news.fail(session, failure);
  }

  private void discardUnlessComplete(SessionRecord session, Session ended, TokenReply reply) {
    if (ended.status() != SessionStatus.COMPLETE) {
      revoker.discard(pretended(session), reply.grants());
    }
  }

  /** Ends the grant of a session that ended while its account was not known yet, if it had one. */
  void discardStaged(SessionRecord ended) {
    try {
      ended
          .stagedGrant()
          .map(kept -> vault.sealing().openStaged(ended, kept))
          .ifPresent(staged -> revoker.discard(pretended(ended), staged.reply().grants()));
    } catch (RuntimeException unreadable) {
      LOG.warn(
          "The grant of session {} was left alive: {}",
          ended.session().id(),
          Faults.describe(unreadable));
    }
  }

  private Optional<Session> tryOnce(Grant grant) {
    SessionRecord session = grant.session();
    Optional<ConnectionRecord> sameAccount =
        vault
            .connections()
            .findByAccount(
                session.session().workspaceId(),
                ConnectionWriter.accountKey(session, grant.reply(), grant.account()));
    Optional<ConnectionRecord> existing =
        session.reconnects().isPresent() ? named(session) : sameAccount;
    Optional<SessionFailure> objection = objection(grant, existing, sameAccount);
    if (objection.isPresent()) {
      return Optional.of(refuse(session, grant.reply(), objection.get()));
    }
    return write(grant, existing.orElse(null));
  }

  private Optional<ConnectionRecord> named(SessionRecord session) {
    return session
        .reconnects()
        .flatMap(id -> vault.connections().find(session.session().workspaceId(), id));
  }

  private static Optional<SessionFailure> objection(
      Grant grant, Optional<ConnectionRecord> existing, Optional<ConnectionRecord> sameAccount) {
    if (grant.session().reconnects().isEmpty()) {
      return Optional.empty();
    }
    if (existing.isEmpty()) {
      return failed(ErrorCode.CONNECTION_NOT_FOUND, "The connection to reconnect is gone");
    }
    Connection connection = existing.get().connection();
    boolean sameAsBefore =
        connection.account().map(Account::id).map(grant.account().id()::equals).orElse(true);
    if (!sameAsBefore && !grant.session().accountChangeAllowed()) {
      return failed(
          ErrorCode.ACCOUNT_MISMATCH,
          "The user chose another account than the connected one, which stays as it was; choose"
              + " the connected account, or allow the change");
    }
    boolean takenByOther =
        sameAccount.map(record -> !record.connection().id().equals(connection.id())).orElse(false);
    return takenByOther
        ? failed(
            ErrorCode.ACCOUNT_MISMATCH,
            "The account that the user chose has a connection of its own in this workspace")
        : Optional.empty();
  }

  private static Optional<SessionFailure> failed(ErrorCode code, String what) {
    return Optional.of(SessionFailures.failed(code, what));
  }

  private Optional<Session> write(Grant grant, @Nullable ConnectionRecord existing) {
    ConnectionWrite write = writer.write(grant, existing);
    WriteOutcome outcome = vault.sessions().complete(grant.session().key(), write);
    return switch (outcome.status()) {
      case DONE ->
          outcome
              .connection()
              .map(record -> news.completed(grant.session(), write, record.connection()));
      case CONFLICT -> Optional.empty();
      case GONE -> endedMeanwhile(grant);
    };
  }

  /**
   * Either the session was ended by a sweep and stays so, or it was completed by a write whose
   * answer was lost, or the connection was deleted.
   */
  private Optional<Session> endedMeanwhile(Grant grant) {
    SessionRecord session = grant.session();
    SessionRecord now =
        vault
            .sessions()
            .find(session.session().workspaceId(), session.session().id())
            .orElse(session);
    if (now.isExchanging()) {
      return Optional.empty();
    }
    discardUnlessComplete(session, now.session(), grant.reply());
    return Optional.of(now.session());
  }

  /** What revoking needs to know of a grant that has no connection. */
  private static ConnectionRecord pretended(SessionRecord session) {
    Connection.Builder connection =
        Connection.builder(
            ConnectionId.of("conn_none"),
            session.session().workspaceId(),
            session.session().integrationType());
    session.variables().forEach(connection::variable);
    return ConnectionRecord.builder(connection.build(), 0).clientId(session.clientId()).build();
  }
}
