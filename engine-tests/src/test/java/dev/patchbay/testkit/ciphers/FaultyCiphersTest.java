package dev.patchbay.testkit.ciphers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.testkit.FailedTests;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract suite finds ciphers that are wrong in one way, and nothing in a good one. */
@Tag("one-jdk")
class FaultyCiphersTest {

  @Test
  void goodCiphersPass() {
    assertThat(FailedTests.of(Good.class)).isEmpty();
    assertThat(FailedTests.of(Nameless.class)).isEmpty();
    assertThat(FailedTests.of(LooksUp.class)).isEmpty();
    assertThat(FailedTests.of(IdInBytes.class)).isEmpty();
  }

  @Test
  void cipherThatReadsPastAChangedIdIsFound() {
    assertThat(FailedTests.of(ReadsPastItsId.class)).contains("refusesEverySingleBitThatIsFlipped");
  }

  @Test
  void cipherThatBindsNothingIsFound() {
    assertThat(FailedTests.of(Unbound.class))
        .contains(
            "refusesWhatWasMovedToAnotherConnectionsPlace",
            "refusesSecretsOfSessionsInConnectionsAndBack",
            "refusesAnotherVersionOfTheSameRow",
            "refusesOtherVariables");
  }

  @Test
  void cipherThatBindsAllButOnePartIsFound() {
    assertThat(FailedTests.of(WithoutVersion.class))
        .containsExactly("refusesAnotherVersionOfTheSameRow");
    assertThat(FailedTests.of(WithoutVariables.class)).containsExactly("refusesOtherVariables");
    assertThat(FailedTests.of(WithoutLengths.class))
        .containsExactly("refusesNeighboursWhosePartsRunIntoEachOther");
  }

  @Test
  void cipherThatReadsWhatIsNotSealedIsFound() {
    assertThat(FailedTests.of(FallsBack.class))
        .contains("refusesWhatIsNotSealedAtAll", "refusesEverySingleBitThatIsFlipped");
  }

  @Test
  void cipherThatTellsWhyIsFound() {
    assertThat(FailedTests.of(TellsTheCause.class)).contains("refusesEverySingleBitThatIsFlipped");
  }

  @Test
  void cipherWithOneNonceForAllIsFound() {
    assertThat(FailedTests.of(OneNonce.class)).containsExactly("sealsOneSecretNeverTheSameTwice");
  }

  /** A suite over one kind of cipher, made by the id of its key. */
  abstract static class Suite extends CipherContract {
    private final Function<String, CredentialCipher> kind;

    Suite(Function<String, CredentialCipher> kind) {
      this.kind = kind;
    }

    @Override
    protected CredentialCipher createCipher() {
      return kind.apply("key-1");
    }

    @Override
    protected CredentialCipher createStranger() {
      return kind.apply("2-key");
    }
  }

  static class Good extends Suite {
    Good() {
      super(SampleCipher::new);
    }
  }

  /** Good, but tells no ids. */
  static class Nameless extends Suite {
    Nameless() {
      super(NamelessCipher::new);
    }
  }

  /** Good, and looks its keys up by the id beside the bytes. */
  static class LooksUp extends Suite {
    LooksUp() {
      super(
          keyId ->
              new SampleCipher(keyId) {
                @Override
                byte[] unknown(Sealed sealed, CipherContext context) {
                  String message = "There is no key '" + sealed.keyId().orElse("") + "'";
                  throw new MisconfiguredException(
                      ErrorDetail.builder(ErrorCode.KEY_UNKNOWN, message).build());
                }
              });
    }
  }

  /** Good, and has the id of its key in the bytes only. */
  static class IdInBytes extends Suite {
    IdInBytes() {
      super(PrefixedCipher::new);
    }
  }

  /** Has the id in the bytes, and does not look at it. */
  static class ReadsPastItsId extends Suite {
    ReadsPastItsId() {
      super(
          keyId ->
              new PrefixedCipher(keyId) {
                @Override
                void requireKnown(byte[] id) {}
              });
    }
  }

  /** Binds a value to nothing. */
  static class Unbound extends Suite {
    Unbound() {
      super(keyId -> new Bound(keyId, context -> ANYWHERE));
    }
  }

  /** Forgets that an older credential of the row is not the newer one. */
  static class WithoutVersion extends Suite {
    WithoutVersion() {
      super(keyId -> new Bound(keyId, context -> copy(context).build()));
    }

    private static CipherContext.Builder copy(CipherContext context) {
      CipherContext.Builder copy = withoutVariables(context).version(0);
      context.variables().forEach(copy::variable);
      return copy;
    }
  }

  /** Forgets the host and whatever else differs from one customer to the next. */
  static class WithoutVariables extends Suite {
    WithoutVariables() {
      super(keyId -> new Bound(keyId, context -> withoutVariables(context).build()));
    }
  }

  /** Puts the parts in a row without telling where one ends. */
  static class WithoutLengths extends Suite {
    WithoutLengths() {
      super(
          keyId ->
              new Bound(
                  keyId,
                  context -> {
                    CipherContext.Builder joined =
                        CipherContext.builder(
                                context.workspaceId(),
                                context.ownerId() + context.integrationType(),
                                "-",
                                context.field())
                            .tokenSet(context.tokenSet().orElse(null))
                            .version(context.version());
                    context.variables().forEach(joined::variable);
                    return joined.build();
                  }));
    }
  }

  /** Takes what does not open for something from before there was a cipher. */
  static class FallsBack extends Suite {
    FallsBack() {
      super(
          keyId ->
              new SampleCipher(keyId) {
                @Override
                byte[] refuse(byte[] bytes, @Nullable Throwable reason) {
                  return bytes;
                }
              });
    }
  }

  /** Hands on what the provider of the algorithm said. */
  static class TellsTheCause extends Suite {
    TellsTheCause() {
      super(
          keyId ->
              new SampleCipher(keyId) {
                @Override
                byte[] refuse(byte[] bytes, @Nullable Throwable reason) {
                  throw new MisconfiguredException(
                      ErrorDetail.builder(ErrorCode.SECRET_UNREADABLE, "It does not open")
                          .cause(reason)
                          .build());
                }
              });
    }
  }

  /** Believes that a nonce may be a constant. */
  static class OneNonce extends Suite {
    OneNonce() {
      super(
          keyId ->
              new SampleCipher(keyId) {
                @Override
                byte[] nonce() {
                  return new byte[12];
                }
              });
    }
  }

  private static final CipherContext ANYWHERE = Places.credential().build();

  private static CipherContext.Builder withoutVariables(CipherContext context) {
    return CipherContext.builder(
            context.workspaceId(), context.ownerId(), context.integrationType(), context.field())
        .tokenSet(context.tokenSet().orElse(null))
        .version(context.version());
  }

  /** Binds to another place than it is told. */
  private static final class Bound extends SampleCipher {
    private final Function<CipherContext, CipherContext> place;

    Bound(String keyId, Function<CipherContext, CipherContext> place) {
      super(keyId);
      this.place = place;
    }

    @Override
    byte[] place(CipherContext context) {
      return super.place(place.apply(context));
    }
  }

  private record NamelessCipher(SampleCipher named, String keyId) implements CredentialCipher {
    NamelessCipher(String keyId) {
      this(new SampleCipher(keyId), keyId);
    }

    @Override
    public Sealed seal(byte[] plaintext, CipherContext context) {
      return Sealed.of(named.seal(plaintext, context).bytes());
    }

    @Override
    public byte[] open(Sealed sealed, CipherContext context) {
      return named.open(sealed.withKeyId(keyId), context);
    }

    @Override
    public Optional<String> writeKeyId() {
      return Optional.empty();
    }
  }

  private static class PrefixedCipher implements CredentialCipher {
    private final String keyId;
    private final SampleCipher named;

    PrefixedCipher(String keyId) {
      this.keyId = keyId;
      this.named = new SampleCipher(keyId);
    }

    @Override
    public Sealed seal(byte[] plaintext, CipherContext context) {
      byte[] text = named.seal(plaintext, context).bytes();
      byte[] bytes = Arrays.copyOf(keyId.getBytes(UTF_8), keyId.length() + text.length);
      System.arraycopy(text, 0, bytes, keyId.length(), text.length);
      return Sealed.of(bytes);
    }

    @Override
    public byte[] open(Sealed sealed, CipherContext context) {
      byte[] bytes = sealed.bytes();
      int length = Math.min(keyId.length(), bytes.length);
      requireKnown(Arrays.copyOf(bytes, length));
      byte[] text = Arrays.copyOfRange(bytes, length, bytes.length);
      return named.open(Sealed.of(text).withKeyId(keyId), context);
    }

    void requireKnown(byte[] id) {
      if (!Arrays.equals(id, keyId.getBytes(UTF_8))) {
        throw new MisconfiguredException(
            ErrorDetail.builder(ErrorCode.KEY_UNKNOWN, "There is no such key").build());
      }
    }
  }
}
