package dev.patchbay.providers.github;

import static dev.patchbay.model.CallbackRequest.ofQuery;

import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionOutcome;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import java.util.function.Consumer;

/** The README's quick start; the demo's tests see that the lines between the marks stand there. */
final class QuickStart {
  private QuickStart() {}

  static String connect(IntegrationsBuilder settings, Route route, Browser browser) {
    // tag::quick-start
    try (Integrations integrations = settings.build()) { // Integrations.builder().fromEnvironment()
      WorkspaceId workspace = WorkspaceId.of("ws_abc123");
      route.serve(query -> integrations.sessions().completeCallback(ofQuery("github", query)));
      Session session =
          integrations.sessions().create(SessionRequest.builder(workspace, "github").build());
      browser.open(session.authorizeUrl().orElseThrow());
      SessionOutcome outcome =
          integrations.sessions().poll(workspace, session.id(), PollOptions.defaults());
      Connection github =
          integrations.connections().get(workspace, outcome.connectionId().orElseThrow());
      return github.account().flatMap(Account::displayName).orElse("somebody");
    }
    // end::quick-start
  }

  /** The host's route of the redirect URI. */
  @FunctionalInterface
  interface Route {
    void serve(Consumer<String> rawQueries);
  }

  /** Whatever sends the user to a URL. */
  @FunctionalInterface
  interface Browser {
    void open(String url);
  }
}
