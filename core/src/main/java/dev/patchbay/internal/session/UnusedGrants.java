package dev.patchbay.internal.session;

import dev.patchbay.internal.check.Faults;
import dev.patchbay.internal.connection.ConnectionWriter.Draft;
import dev.patchbay.internal.connection.Place;
import dev.patchbay.internal.connection.Placement.Decision;
import dev.patchbay.internal.connection.Revoker;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.internal.session.GrantCompletion.Grant;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.SessionRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the grants of sessions that came to nothing. What a connection holds is left alone, be it
 * the one to renew or the account's own: a service may give out once more what it gave out before.
 * Where that cannot be looked up the grant lives on, since to lose a good one is worse.
 */
final class UnusedGrants {
  private static final Logger LOG = LoggerFactory.getLogger(UnusedGrants.class);

  private final Vault vault;
  private final Revoker revoker;

  UnusedGrants(Vault vault, Revoker revoker) {
    this.vault = vault;
    this.revoker = revoker;
  }

  /** Ends a grant whose account is not known; the session may name the connection to renew. */
  void discard(SessionRecord session, TokenReply reply) {
    quietly(session, () -> discardBeside(named(session), session, reply));
  }

  /** Ends a grant whose account is known, and which nobody decided where to write. */
  void discard(Grant grant) {
    discardBeside(grant, named(grant.session()));
  }

  /** Ends a grant that was not to be written where it was decided to belong. */
  void discard(Grant grant, Decision decision) {
    discardBeside(grant, decision.existing().stream());
  }

  private void discardBeside(Grant grant, Stream<ConnectionRecord> kept) {
    quietly(
        grant.session(),
        () ->
            discardBeside(
                Stream.concat(kept, ofAccount(grant.draft())), grant.session(), grant.reply()));
  }

  /** A grant that was ended is forgotten; one that was not is taken up again, by whatever node. */
  private void quietly(SessionRecord session, BooleanSupplier discarding) {
    try {
      if (discarding.getAsBoolean()) {
        vault.sessions().forgetGrant(session.key());
      }
    } catch (RuntimeException unreadable) {
      LOG.warn(
          "The grant of session {} was left alive: {}",
          session.session().id(),
          Faults.describe(unreadable));
    }
  }

  private Stream<ConnectionRecord> named(SessionRecord session) {
    return session
        .reconnects()
        .flatMap(id -> vault.connections().find(session.session().workspaceId(), id))
        .stream();
  }

  private Stream<ConnectionRecord> ofAccount(Draft draft) {
    Place place = draft.place();
    return draft
        .account()
        .flatMap(it -> vault.connections().findByAccount(place.workspaceId(), place.accountKey(it)))
        .stream();
  }

  private boolean discardBeside(
      Stream<ConnectionRecord> kept, SessionRecord session, TokenReply reply) {
    List<Secret> inUse = kept.flatMap(this::grants).flatMap(UnusedGrants::secrets).toList();
    List<TokenGrant> unused =
        reply.grants().stream().filter(grant -> secrets(grant).noneMatch(inUse::contains)).toList();
    return unused.isEmpty() || revoker.discard(pretended(session, reply), unused);
  }

  private Stream<TokenGrant> grants(ConnectionRecord record) {
    return record.tokenSets().values().stream()
        .map(set -> vault.sealing().openGrant(record.connection(), set));
  }

  private static Stream<Secret> secrets(TokenGrant grant) {
    return Stream.of(Optional.of(grant.accessToken()), grant.refreshToken())
        .flatMap(Optional::stream);
  }

  /** What revoking needs to know of a grant that has no connection. */
  private static ConnectionRecord pretended(SessionRecord session, TokenReply reply) {
    Place place = GrantCompletion.place(session, reply);
    Connection.Builder connection =
        Connection.builder(
            ConnectionId.of("conn_none"), place.workspaceId(), place.integrationType());
    place.variables().forEach(connection::variable);
    return ConnectionRecord.builder(connection.build(), 0).clientId(session.clientId()).build();
  }
}
