package dev.patchbay.benchmarks.patchbay;

import dev.patchbay.Integrations;
import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.SessionMaker;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;

/**
 * Sessions of the GitHub provider, as an application creates them, kept by the stores in memory.
 */
public final class PatchbaySessions implements SessionMaker {
  private static final String TYPE = "github";
  private static final int PENDING = 10_000_000;
  private static final int IN_WORKSPACE = 100;
  private static final Scopes SCOPES = Scopes.copyOf(Sample.SCOPES);

  private final Integrations integrations =
      Integrations.builder()
          .client(TYPE, Registered.CLIENT)
          .callbackUrl(Registered.CALLBACK_URL)
          .maxPendingSessions(PENDING, PENDING)
          .build();

  /** Made by name. */
  public PatchbaySessions() {}

  @Override
  public String create(int user) {
    SessionRequest request =
        SessionRequest.builder(WorkspaceId.of(Sample.user(user / IN_WORKSPACE)), TYPE)
            .scopes(SCOPES)
            .build();
    return integrations.sessions().create(request).authorizeUrl().orElseThrow();
  }

  /** A callback that says no is taken if its state is known, and ends the session. */
  @Override
  public boolean keeps(String state) {
    try {
      integrations
          .sessions()
          .completeCallback(
              CallbackRequest.ofQuery(TYPE, "state=" + state + "&error=access_denied"));
      return true;
    } catch (InvalidRequestException unknown) {
      return false;
    }
  }

  @Override
  public void close() {
    integrations.close();
  }
}
