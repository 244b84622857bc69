package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import dev.patchbay.error.MisconfiguredException;
import java.security.GeneralSecurityException;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds a key of a key management service by its URI, with the service's default credentials. */
final class MasterKeys {
  private MasterKeys() {}

  static Aead find(String uri) {
    try {
      return client(uri).withDefaultCredentials().getAead(uri);
    } catch (MisconfiguredException told) {
      throw told;
    } catch (GeneralSecurityException
        | RuntimeException
        | LinkageError
        | ServiceConfigurationError failed) {
      throw Failures.configuration(
          "The key '"
              + uri
              + "' was to be had from its key management service, whose client threw '"
              + failed.getClass().getName()
              + "'; check the URI and the default credentials");
    }
  }

  private static KmsClient client(String uri) {
    return ServiceLoader.load(KmsClient.class, KeysetCommand.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(client -> client.doesSupport(uri))
        .findFirst()
        .orElseThrow(
            () ->
                Failures.configuration(
                    "No client for the key '"
                        + uri
                        + "' was found; put a jar with a Tink 'KmsClient' for it on the class"
                        + " path, such as 'tink-awskms' or 'tink-gcpkms'"));
  }
}
