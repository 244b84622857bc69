package dev.patchbay.internal.client;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.internal.config.Environment;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.OAuthClientLookup;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.OAuthClientSource;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.OAuth2;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks the source for a client, and keeps its failures apart from ours. */
public final class OAuthClients {
  private static final Set<ClientAuthentication> NEEDS_SECRET =
      EnumSet.of(
          ClientAuthentication.BASIC,
          ClientAuthentication.BASIC_UNENCODED,
          ClientAuthentication.POST);

  private final OAuthClientSource source;

  public OAuthClients(OAuthClientSource source) {
    this.source = source;
  }

  /**
   * Gets a client that can be used.
   *
   * @throws MisconfiguredException with {@code CLIENT_MISSING} if the source has none, gives
   *     another one than was asked for or one that is not complete, or throws
   */
  public OAuthClient get(OAuthClientLookup lookup, OAuth2 oauth2) {
    Optional<OAuthClient> client = find(lookup, oauth2);
    if (client.isPresent()) {
      return client.get();
    }
    throw missing(lookup, "has no client for it", "configure one");
  }

  /**
   * Finds a client that can be used.
   *
   * @return the client; empty if the source has none
   * @throws MisconfiguredException with {@code CLIENT_MISSING} if the source gives one that is not
   *     complete, or throws
   */
  public Optional<OAuthClient> find(OAuthClientLookup lookup, OAuth2 oauth2) {
    Optional<OAuthClient> client = find(lookup);
    Optional<String> problem =
        client.isPresent() ? problem(client.get(), oauth2) : Optional.empty();
    if (problem.isPresent()) {
      throw missing(lookup, "gave one that " + problem.get(), "mend it");
    }
    return client;
  }

  /** Says what a client lacks that the service will demand. */
  public static Optional<String> problem(OAuthClient client, OAuth2 oauth2) {
    if (client.clientId().isBlank()) {
      return Optional.of("has a blank client id");
    }
    Optional<Secret> secret = client.clientSecret();
    boolean secretMissing = secret.isEmpty() || secret.get().reveal().isBlank();
    return secretMissing && NEEDS_SECRET.contains(oauth2.clientAuthentication())
        ? Optional.of("has no client secret, which the service demands")
        : Optional.empty();
  }

  /** Starts a look-up of whatever client the workspace uses; a client id can be added to it. */
  public static OAuthClientLookup.Builder lookup(
      String integrationType, WorkspaceId workspaceId, Map<String, String> variables) {
    OAuthClientLookup.Builder lookup = OAuthClientLookup.builder(integrationType, workspaceId);
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      lookup.variable(variable.getKey(), variable.getValue());
    }
    return lookup;
  }

  public Optional<OAuthClient> find(OAuthClientLookup lookup) {
    try {
      Optional<OAuthClient> client = source.find(lookup);
      return client.isPresent() && isWanted(client.get(), lookup) ? client : Optional.empty();
    } catch (IntegrationException ours) {
      throw ours;
    } catch (RuntimeException foreign) {
      // Its message may hold a secret of the host's, so only its kind is told.
      throw missing(lookup, "threw " + foreign.getClass().getName(), "mend the source");
    }
  }

  /** Whether a client is the one that was asked for, or none in particular was. */
  public static boolean isWanted(OAuthClient client, OAuthClientLookup lookup) {
    return lookup.clientId().isEmpty() || lookup.clientId().get().equals(client.clientId());
  }

  private static MisconfiguredException missing(
      OAuthClientLookup lookup, String found, String remedy) {
    String type = lookup.integrationType();
    String prefix = Environment.clientPrefix(type);
    return new MisconfiguredException(
        ErrorDetail.builder(
                ErrorCode.CLIENT_MISSING,
                "An OAuth client was looked up for the integration '"
                    + type
                    + "', and the client source "
                    + found
                    + "; "
                    + remedy
                    + ": with 'client(..)', a client source, or "
                    + prefix
                    + "_CLIENT_ID and "
                    + prefix
                    + "_CLIENT_SECRET"
                    + (lookup.variables().isEmpty()
                        ? ""
                        : "; for a host of a user's own, with a client source only"))
            .integrationType(type)
            .build());
  }
}
