package dev.patchbay.demo;

import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.WrongKind;
import dev.patchbay.testkit.sandbox.SandboxService;
import java.util.List;
import java.util.Optional;

/** A kind of credential that can be handed over. */
enum DirectWay {
  ACCESS_TOKEN("access token") {
    @Override
    Optional<List<WrongKind>> wrongKinds(IntegrationDefinition definition) {
      return definition.accessToken().map(AccessToken::wrongKinds);
    }

    @Override
    ConnectionRequest.Builder put(ConnectionRequest.Builder request, Secret credential) {
      return request.accessToken(credential);
    }

    @Override
    String issue(SandboxService service) {
      return service.issueToken(SCOPES);
    }
  },
  API_KEY("API key") {
    @Override
    Optional<List<WrongKind>> wrongKinds(IntegrationDefinition definition) {
      return definition.apiKey().map(ApiKey::wrongKinds);
    }

    @Override
    ConnectionRequest.Builder put(ConnectionRequest.Builder request, Secret credential) {
      return request.apiKey(credential);
    }

    @Override
    String issue(SandboxService service) {
      return service.issueKey(SCOPES);
    }
  };

  /** With these, each service tells whose the credential is. */
  private static final Scopes SCOPES =
      Scopes.of(
          "user:read",
          "read:user",
          "https://www.googleapis.com/auth/gmail.readonly",
          "https://www.googleapis.com/auth/drive.readonly");

  private final String title;

  DirectWay(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** What people mistake for it; empty if the integration does not take it. */
  abstract Optional<List<WrongKind>> wrongKinds(IntegrationDefinition definition);

  abstract ConnectionRequest.Builder put(ConnectionRequest.Builder request, Secret credential);

  /** Lets the sandbox make one. */
  abstract String issue(SandboxService service);
}
