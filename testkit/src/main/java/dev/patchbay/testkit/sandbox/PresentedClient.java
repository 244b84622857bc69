package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.ClientAuthentication;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who a request says that it is from, and the proof that it brings. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749, section 2.3.1</a>
 */
final class PresentedClient {
  private final String id;
  private final @Nullable Secret secret;

  private PresentedClient(String id, @Nullable Secret secret) {
    this.id = id;
    this.secret = secret;
  }

  static Optional<PresentedClient> find(RecordedRequest request, ClientAuthentication way) {
    return switch (way) {
      case BASIC -> inHeader(request).flatMap(pair -> fromForm(pair[0], pair[1]));
      case BASIC_UNENCODED ->
          inHeader(request).map(pair -> new PresentedClient(pair[0], Secret.of(pair[1])));
      case POST -> inBody(request).filter(client -> client.secret().isPresent());
      case POST_OR_NONE -> inBody(request);
      case NONE -> inBody(request).filter(client -> client.secret().isEmpty());
      case ANONYMOUS -> Optional.empty();
    };
  }

  String id() {
    return id;
  }

  Optional<Secret> secret() {
    return Optional.ofNullable(secret);
  }

  private static Optional<PresentedClient> inBody(RecordedRequest request) {
    Secret secret = request.bodyField("client_secret").map(Secret::of).orElse(null);
    return request.bodyField("client_id").map(id -> new PresentedClient(id, secret));
  }

  private static Optional<String[]> inHeader(RecordedRequest request) {
    return request
        .authorization("Basic")
        .flatMap(PresentedClient::fromBase64)
        .map(pair -> pair.split(":", 2))
        .filter(pair -> pair.length == 2);
  }

  private static Optional<String> fromBase64(String text) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Optional<PresentedClient> fromForm(String id, String secret) {
    return FormFields.decode(id)
        .flatMap(
            plainId ->
                FormFields.decode(secret)
                    .map(plain -> new PresentedClient(plainId, Secret.of(plain))));
  }
}
