package com.example.host;

import dev.patchbay.Integrations;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;

/** A program that never comes to the end of a block closes in a shutdown hook. */
final class ClosingExample {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");

  void run() {
    // tag::hook
    Integrations integrations = Integrations.builder().fromEnvironment().build();
    Runtime.getRuntime().addShutdownHook(new Thread(integrations::close));
    // end::hook
    Session session =
        integrations.sessions().create(SessionRequest.builder(WORKSPACE, "github").build());
    integrations
        .sessions()
        .pollAsync(WORKSPACE, session.id(), PollOptions.defaults())
        .whenComplete((outcome, failure) -> report(failure.getCause()));
  }

  private static void report(Throwable cause) {
    if (cause instanceof IntegrationException ours) {
      System.out.println("wait ended: " + ours.code());
    }
  }
}
