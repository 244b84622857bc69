package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.store.ConnectionRecord;
import java.util.Optional;

/**
 * Decides which connection a credential belongs to: the one that was named, else the one of its
 * account, else the one that was made of it before, else none yet.
 */
public final class Placement {
  private final ConnectionStore connections;

  public Placement(ConnectionStore connections) {
    this.connections = connections;
  }

  public Decision decide(Wanted wanted) {
    Optional<ConnectionRecord> sameAccount = wanted.account().flatMap(it -> ofAccount(wanted, it));
    Optional<ConnectionRecord> sameCredential =
        wanted.fingerprint().flatMap(it -> ofCredential(wanted, it));
    if (wanted.named().isEmpty()) {
      return new Decision(sameAccount.or(() -> sameCredential), sameCredential, Optional.empty());
    }
    Optional<ConnectionRecord> named =
        connections.find(wanted.place().workspaceId(), wanted.named().get());
    return new Decision(named, sameCredential, objection(wanted, named, sameAccount));
  }

  private Optional<ConnectionRecord> ofAccount(Wanted wanted, Account account) {
    return connections.findByAccount(
        wanted.place().workspaceId(), wanted.place().accountKey(account));
  }

  private Optional<ConnectionRecord> ofCredential(Wanted wanted, String fingerprint) {
    return connections.findByFingerprint(wanted.place().workspaceId(), fingerprint);
  }

  private static Optional<Objection> objection(
      Wanted wanted, Optional<ConnectionRecord> named, Optional<ConnectionRecord> sameAccount) {
    if (named.isEmpty()) {
      return refused(
          ErrorCode.CONNECTION_NOT_FOUND,
          "The connection to reconnect is gone; leave its id out to make a new one");
    }
    Connection connection = named.get().connection();
    Optional<String> before = connection.account().map(Account::id);
    boolean sameAsBefore = before.isEmpty() || before.equals(wanted.account().map(Account::id));
    if (!sameAsBefore && !wanted.accountChangeAllowed()) {
      return refused(
          ErrorCode.ACCOUNT_MISMATCH,
          "The credential is of another account than the connection, which stays as it was; use"
              + " the connected account, or allow the change");
    }
    boolean takenByOther =
        sameAccount.map(record -> !record.connection().id().equals(connection.id())).orElse(false);
    return takenByOther
        ? refused(
            ErrorCode.ACCOUNT_MISMATCH,
            "The account of the credential has a connection of its own in this workspace")
        : Optional.empty();
  }

  private static Optional<Objection> refused(ErrorCode code, String what) {
    return Optional.of(new Objection(code, what));
  }

  /** A credential that wants a connection, and what is known of it. */
  public record Wanted(
      Place place,
      Optional<Account> account,
      Optional<ConnectionId> named,
      boolean accountChangeAllowed,
      Optional<String> fingerprint) {}

  /**
   * The connection to renew, if there is one, the one that was made of the same credential, and why
   * nothing is to be written.
   */
  public record Decision(
      Optional<ConnectionRecord> existing,
      Optional<ConnectionRecord> sameCredential,
      Optional<Objection> objection) {

    /** Whether a write may claim the fingerprint: no other connection has it. */
    boolean isFingerprintFree() {
      Optional<ConnectionId> target = existing.map(record -> record.connection().id());
      return sameCredential.isEmpty()
          || sameCredential.map(record -> record.connection().id()).equals(target);
    }
  }

  /** Why a credential must not become what was asked for. */
  public record Objection(ErrorCode code, String what) {}
}
