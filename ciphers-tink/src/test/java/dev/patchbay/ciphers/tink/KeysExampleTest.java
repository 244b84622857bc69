package dev.patchbay.ciphers.tink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.testkit.Canary;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole life of a key, in an application. */
class KeysExampleTest {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_acme");

  @TempDir private Path folder;

  private static IntegrationsBuilder settings() {
    return Integrations.builder().provider(new Acme());
  }

  private static Connection connect(Integrations integrations, String token) {
    return integrations
        .connections()
        .create(
            WORKSPACE,
            ConnectionRequest.builder("acme")
                .accessToken(Secret.of(token))
                .verificationOff()
                .build());
  }

  @Test
  void keyIsMadeUsedReplacedAndRetired() {
    Path file = folder.resolve("keyset.json");
    KeysetFile keyset = KeysetFile.inClear(file);
    String oldKey = keyset.create(KeyType.AES_256_GCM);
    TinkCipher cipher = TinkCipher.from(KeysetSource.file(file));
    String token = Canary.secret("access");
    try (Integrations integrations = settings().cipher(cipher).build()) {
      Connection connected = connect(integrations, token);
      keyset.add(KeyType.XAES_256_GCM);
      String newKey = keyset.promote();
      cipher.reload();

      assertThatExceptionOfType(InvalidRequestException.class)
          .isThrownBy(() -> KeysExample.retire(integrations, file, oldKey))
          .withMessageContaining("values are sealed with it");
      assertThat(KeysExample.reseal(integrations).left()).isZero();
      assertThat(integrations.keyUsage().values(oldKey)).isZero();
      assertThat(integrations.keyUsage().values(newKey)).isPositive();
      KeysExample.retire(integrations, file, oldKey);
      cipher.reload();
      assertThat(cipher.keyIds()).containsExactly(newKey);
      assertThat(integrations.connections().credentials(WORKSPACE, connected.id()).accessToken())
          .isEqualTo(Secret.of(token));
    }
  }

  @Test
  void keysetInClearAndWrappedBothStart() throws Exception {
    Path clear = folder.resolve("clear.json");
    KeysetFile.inClear(clear).create(KeyType.AES_256_GCM);
    Path wrapped = folder.resolve("wrapped.json");
    String keyId =
        KeysetFile.wrapped(wrapped, FakeKms.key(FakeKms.KEY)).create(KeyType.AES_256_GCM);

    try (Integrations integrations = KeysExample.start(settings(), clear)) {
      assertThat(connect(integrations, Canary.secret("access")).id()).isNotNull();
    }
    assertThat(KeysExample.wrapped(new FakeKms(), FakeKms.KEY, wrapped).writeKeyId())
        .contains(keyId);
  }

  @Test
  void applicationWithoutItsKeysetDoesNotStart() {
    assertThatExceptionOfType(MisconfiguredException.class)
        .isThrownBy(() -> KeysExample.start(settings(), folder.resolve("none.json")))
        .matches(refused -> refused.code() == ErrorCode.INVALID_CONFIGURATION);
  }

  /** A service that nobody asks. */
  private static final class Acme implements IntegrationProvider {
    @Override
    public IntegrationDefinition definition() {
      return IntegrationDefinition.builder("acme", "Acme")
          .auth(AccessToken.builder("a token").build())
          .api(ApiAccess.builder(UrlTemplate.of("https://api.acme.example")).build())
          .build();
    }
  }
}
