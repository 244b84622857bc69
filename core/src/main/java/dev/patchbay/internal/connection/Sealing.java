package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.internal.protocol.CredentialCodec;
import dev.patchbay.internal.protocol.CredentialCodec.StagedReply;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.EncryptionSettings;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.UnreadableSecretEvent;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedAccount;
import dev.patchbay.spi.store.SealedValue;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.TokenSetRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Seals every secret before it reaches a store, bound to the place where it will stand, with a key
 * that was checked. What does not open is refused, and the listeners are told.
 */
public final class Sealing {
  private final CredentialCipher cipher;
  private final KeyChecks checks;
  private final EncryptionSettings settings;
  private final Listeners listeners;
  private final ThreadLocal<Boolean> telling = new ThreadLocal<>();

  public Sealing(
      CredentialCipher cipher, KeyChecks checks, EncryptionSettings settings, Listeners listeners) {
    this.cipher = cipher;
    this.checks = checks;
    this.settings = settings;
    this.listeners = listeners;
  }

  /** Seals the verifier of a session that is about to be created. */
  public Sealed sealVerifier(Session session, Map<String, String> variables, String verifier) {
    byte[] plaintext = verifier.getBytes(StandardCharsets.US_ASCII);
    return seal(plaintext, CipherContext.of(session, variables, CipherContext.VERIFIER).build());
  }

  public Secret openVerifier(SessionRecord session, Sealed sealed) {
    return open(
        sealed,
        context(session, CipherContext.VERIFIER),
        plaintext -> Secret.of(new String(plaintext, StandardCharsets.US_ASCII)));
  }

  public Sealed sealStaged(SessionRecord session, StagedReply staged) {
    return seal(CredentialCodec.writeStaged(staged), context(session, CipherContext.STAGED_GRANT));
  }

  public StagedReply openStaged(SessionRecord session, Sealed sealed) {
    return open(sealed, context(session, CipherContext.STAGED_GRANT), CredentialCodec::readStaged);
  }

  public Sealed sealGrant(Connection connection, TokenGrant grant, long version) {
    return seal(CredentialCodec.writeGrant(grant), context(connection, grant.name(), version));
  }

  public TokenGrant openGrant(Connection connection, TokenSetRecord tokenSet) {
    return open(
        tokenSet.sealed(),
        context(connection, tokenSet.name(), tokenSet.version()),
        CredentialCodec::readGrant);
  }

  /** Seals what a connection tells of its account beside the id, if the host asked for it. */
  public Optional<SealedAccount> sealAccount(Connection connection, long version) {
    return connection
        .account()
        .filter(account -> settings.accountDetailsSealed() && hasDetails(account))
        .map(CredentialCodec::writeAccount)
        .map(
            plaintext -> new SealedAccount(seal(plaintext, context(connection, version)), version));
  }

  public Account openAccount(Connection connection, SealedAccount account) {
    return open(
        account.sealed(),
        context(connection, account.version()),
        plaintext -> same(connection, CredentialCodec.readAccount(plaintext)));
  }

  /** {@return whether a service told more of an account than its id} */
  static boolean hasDetails(Account account) {
    return account.displayName().isPresent() || account.email().isPresent();
  }

  private static Account same(Connection connection, Account opened) {
    if (connection.account().map(Account::id).equals(Optional.of(opened.id()))) {
      return opened;
    }
    throw new MisconfiguredException(
        ErrorDetail.builder(
                ErrorCode.SECRET_UNREADABLE, "The details that stand there are another account's")
            .build());
  }

  /** Seals the same secret for the same place with the key of today; empty if it does not open. */
  Optional<Sealed> reseal(SealedValue value) {
    byte[] plaintext;
    try {
      plaintext = cipher.open(value.sealed(), value.context());
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
    return Optional.of(seal(plaintext, value.context()));
  }

  /** {@return whether something is sealed with a key that is lost for good} */
  boolean isLost(Sealed sealed) {
    return sealed.keyId().filter(settings.lostKeys()::contains).isPresent();
  }

  /** Makes sure that what is to be sealed later can be, before anything is done for it. */
  public void requireWriteKey() {
    cipher.writeKeyId().ifPresent(checks::requireGood);
  }

  private Sealed seal(byte[] plaintext, CipherContext context) {
    try {
      Sealed sealed = cipher.seal(plaintext, context);
      sealed.keyId().ifPresent(checks::requireGood);
      return sealed;
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }

  private <T> T open(Sealed sealed, CipherContext context, Function<byte[], T> read) {
    try {
      byte[] plaintext = cipher.open(sealed, context);
      try {
        return read.apply(plaintext);
      } finally {
        Arrays.fill(plaintext, (byte) 0);
      }
    } catch (MisconfiguredException unreadable) {
      throw refused(context, unreadable);
    }
  }

  private MisconfiguredException refused(CipherContext context, MisconfiguredException unreadable) {
    UnreadableSecretEvent.Builder event =
        UnreadableSecretEvent.builder(
                context.workspaceId(), context.integrationType(), context.field())
            .code(unreadable.code().wireValue());
    ErrorDetail.Builder detail =
        ErrorDetail.builder(unreadable.code(), unreadable.detail().message())
            .integrationType(context.integrationType());
    if (context.isOfSession()) {
      detail.sessionId(SessionId.of(context.ownerId()));
      event.sessionId(SessionId.of(context.ownerId()));
    } else {
      detail.connectionId(ConnectionId.of(context.ownerId()));
      event.connectionId(ConnectionId.of(context.ownerId()));
    }
    context.tokenSet().ifPresent(event::tokenSet);
    tell(event.build());
    return new MisconfiguredException(detail.build());
  }

  /** Once at a time on a thread: a listener may look at what the event is about. */
  private void tell(UnreadableSecretEvent event) {
    if (telling.get() == null) {
      telling.set(true);
      try {
        listeners.tell(listener -> listener.secretUnreadable(event));
      } finally {
        telling.remove();
      }
    }
  }

  private static CipherContext context(SessionRecord record, String field) {
    return CipherContext.of(record.session(), record.variables(), field).build();
  }

  private static CipherContext context(Connection connection, long version) {
    return CipherContext.of(connection, CipherContext.ACCOUNT).version(version).build();
  }

  private static CipherContext context(Connection connection, String tokenSet, long version) {
    return CipherContext.of(connection, CipherContext.CREDENTIAL)
        .tokenSet(tokenSet)
        .version(version)
        .build();
  }
}
