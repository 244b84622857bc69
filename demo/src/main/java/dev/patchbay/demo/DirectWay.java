package dev.patchbay.demo;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.WrongKind;
import dev.patchbay.testkit.sandbox.SandboxService;
import java.util.List;
import java.util.Optional;

/** A kind of credential that can be handed over. */
enum DirectWay {
  ACCESS_TOKEN("access token", "access_token") {
    @Override
    Optional<List<WrongKind>> wrongKinds(IntegrationDefinition definition) {
      return definition.accessToken().map(AccessToken::wrongKinds);
    }

    @Override
    String issue(SandboxService service) {
      return service.issueToken(SCOPES);
    }
  },
  API_KEY("API key", "api_key") {
    @Override
    Optional<List<WrongKind>> wrongKinds(IntegrationDefinition definition) {
      return definition.apiKey().map(ApiKey::wrongKinds);
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
  private final String field;

  DirectWay(String title, String field) {
    this.title = title;
    this.field = field;
  }

  String title() {
    return title;
  }

  /** {@return the field of a request that takes it} */
  String field() {
    return field;
  }

  /** What people mistake for it; empty if the integration does not take it. */
  abstract Optional<List<WrongKind>> wrongKinds(IntegrationDefinition definition);

  /** Lets the sandbox make one. */
  abstract String issue(SandboxService service);
}
