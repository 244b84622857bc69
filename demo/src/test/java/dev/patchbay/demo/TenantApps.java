package dev.patchbay.demo;

import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.WorkspaceId;
import java.util.List;

/** The part of {@code docs/embed.md} about tenants with OAuth apps of their own. */
final class TenantApps {
  private TenantApps() {}

  static IntegrationsBuilder configure(
      IntegrationsBuilder settings, OAuthClient ourApp, Tenants tenants) {
    // tag::tenants
    return settings
        .client("github", ourApp)
        .clientSource(
            lookup ->
                tenants.apps(lookup.workspaceId(), lookup.integrationType()).stream()
                    .filter(app -> lookup.clientId().map(app.clientId()::equals).orElse(true))
                    .findFirst());
    // end::tenants
  }

  /** What the host knows of its tenants. */
  @FunctionalInterface
  interface Tenants {
    /** The apps that a tenant has registered at a service, the newest first. */
    List<OAuthClient> apps(WorkspaceId workspaceId, String integrationType);
  }
}
