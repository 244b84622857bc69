package dev.patchbay.providers.posthog;

import dev.patchbay.Integrations;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;

/** The README's example of a credential that is handed over. */
final class ApiKeyExample {
  private ApiKeyExample() {}

  static Connection connect(Integrations integrations, WorkspaceId workspace, String pasted) {
    // tag::api-key
    ConnectionRequest request =
        ConnectionRequest.builder("posthog")
            .apiKey(Secret.of(pasted))
            .variable("region", "eu")
            .build();
    Connection posthog = integrations.connections().create(workspace, request);
    // end::api-key
    return posthog;
  }
}
