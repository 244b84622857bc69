package dev.patchbay;

import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionOutcome;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The child JVM of {@link WaiterLoadIT}: many waits, all ended by callbacks. */
public final class WaiterLoad {
  private static final int SESSIONS = 1_000;
  private static final int WAITS_PER_SESSION = 100;
  private static final int SESSIONS_PER_WORKSPACE = 50;
  private static final PollOptions OPTIONS = PollOptions.defaults();

  private WaiterLoad() {}

  /**
   * Prints how many waits ended well and how many threads there were beyond those at the start.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    int before = threads();
    try (Integrations integrations = integrations()) {
      List<Session> sessions = new ArrayList<>();
      List<CompletableFuture<SessionOutcome>> waits = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        Session session = integrations.sessions().create(request(i));
        sessions.add(session);
        for (int j = 0; j < WAITS_PER_SESSION; j++) {
          waits.add(
              integrations.sessions().pollAsync(session.workspaceId(), session.id(), OPTIONS));
        }
      }
      int whileWaiting = threads();
      long waiting = waits.stream().filter(wait -> !wait.isDone()).count();
      sessions.forEach(session -> deny(integrations, session));
      int whileEnding = threads();
      long denied =
          waits.stream().filter(wait -> wait.join().status() == SessionStatus.DENIED).count();
      int most = Math.max(whileWaiting, whileEnding) - before;
      System.out.println("waited=" + waiting + " denied=" + denied + " threads=" + most);
    }
  }

  private static Integrations integrations() {
    return Integrations.builder()
        .withoutDiscovery()
        .provider(new PlainProvider("plain"))
        .callbackUrl("https://host.example/callback")
        .client("plain", OAuthClient.builder("id").clientSecret(Secret.of("secret")).build())
        .build();
  }

  private static SessionRequest request(int number) {
    WorkspaceId workspace = WorkspaceId.of("ws_" + number / SESSIONS_PER_WORKSPACE);
    return SessionRequest.builder(workspace, "plain").build();
  }

  private static void deny(Integrations integrations, Session session) {
    String query = session.authorizeUrl().map(URI::create).orElseThrow().getRawQuery();
    String state = query.substring(query.indexOf("&state=") + 1).split("&", 2)[0];
    integrations
        .sessions()
        .completeCallback(CallbackRequest.ofQuery("plain", "error=access_denied&" + state));
  }

  private static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }
}
