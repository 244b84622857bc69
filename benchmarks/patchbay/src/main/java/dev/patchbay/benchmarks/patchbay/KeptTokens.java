package dev.patchbay.benchmarks.patchbay;

import dev.patchbay.Integrations;
import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.TokenKeeper;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import java.time.Duration;

/** Connections in memory, in workspaces of a hundred. */
abstract class KeptTokens implements TokenKeeper {
  private static final int IN_WORKSPACE = 100;

  private final Integrations integrations;
  private final String integrationType;
  private WorkspaceId[] workspaces = {};
  private ConnectionId[] connections = {};

  KeptTokens(Integrations integrations, String integrationType) {
    this.integrations = integrations;
    this.integrationType = integrationType;
  }

  @Override
  public void fill(String[] users) {
    workspaces = new WorkspaceId[users.length];
    connections = new ConnectionId[users.length];
    WorkspaceId workspace = WorkspaceId.of(users[0]);
    for (int i = 0; i < users.length; i++) {
      workspace = i % IN_WORKSPACE == 0 ? WorkspaceId.of(users[i]) : workspace;
      workspaces[i] = workspace;
      connections[i] = integrations.connections().create(workspace, request(i)).id();
    }
  }

  private ConnectionRequest request(int connection) {
    return ConnectionRequest.builder(integrationType)
        .accessToken(Secret.of(Sample.accessToken(connection)))
        .refreshToken(Secret.of(Sample.refreshToken(connection)))
        .expiresIn(Duration.ofSeconds(Sample.LIFE_SECONDS))
        .scopes(Scopes.copyOf(Sample.SCOPES))
        .verificationOff()
        .build();
  }

  @Override
  public String read(int connection) {
    return integrations
        .connections()
        .credentials(workspaces[connection], connections[connection])
        .accessToken()
        .reveal();
  }

  @Override
  public void close() {
    integrations.close();
  }
}
