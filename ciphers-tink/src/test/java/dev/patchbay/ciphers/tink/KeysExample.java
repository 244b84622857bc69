package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.model.KeyUse;
import dev.patchbay.model.ReencryptionOptions;
import dev.patchbay.model.ReencryptionProgress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;

/** What {@code docs/keys.md} shows. */
final class KeysExample {
  private KeysExample() {}

  static Integrations start(IntegrationsBuilder settings, Path file) {
    // tag::start
    TinkCipher cipher = TinkCipher.from(KeysetSource.file(file));
    return settings.cipher(cipher).build();
    // end::start
  }

  static TinkCipher wrapped(KmsClient client, String uri, Path file)
      throws GeneralSecurityException {
    // tag::wrapped
    Aead master = client.withDefaultCredentials().getAead(uri);
    return TinkCipher.from(KeysetSource.wrappedFile(file, master));
    // end::wrapped
  }

  static ReencryptionProgress reseal(Integrations integrations) {
    // tag::reseal
    ReencryptionProgress done =
        integrations.reencrypt(
            ReencryptionOptions.builder()
                .batch(500)
                .pause(Duration.ofMillis(50))
                .progress(so -> System.out.println(so.left() + " left"))
                .build());
    for (KeyUse key : integrations.keyUsage().keys()) {
      System.out.println(key.keyId() + " " + key.role() + " " + key.values());
    }
    // end::reseal
    return done;
  }

  static void retire(Integrations integrations, Path file, String oldKey) {
    // tag::retire
    KeysetFile.inClear(file).retire(oldKey, integrations.keyUsage());
    // end::retire
  }
}
