package dev.patchbay.testkit.providers;

import dev.patchbay.http.HttpSettings;
import dev.patchbay.internal.connection.Credential;
import dev.patchbay.internal.connection.ServiceCalls;
import dev.patchbay.internal.host.CustomHosts;
import dev.patchbay.internal.http.HttpEngine;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.protocol.AuthorizationRequest;
import dev.patchbay.internal.protocol.CodeExchange;
import dev.patchbay.internal.protocol.Sha256;
import dev.patchbay.internal.protocol.TokenOutcome;
import dev.patchbay.internal.provider.InstalledProvider;
import dev.patchbay.internal.provider.ProviderGate;
import dev.patchbay.internal.provider.ProviderLoader;
import dev.patchbay.internal.provider.ProviderSelection;
import dev.patchbay.model.Account;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.PkceMode;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.store.SessionRecord;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The engine's own steps, one by one and without a store. The only class of the kit that knows
 * core's internals; a public way to refresh takes its place.
 */
final class EngineLab implements AutoCloseable {
  /** As much more than an HTTP request as the registry gives a hook. */
  private static final int PER_HOOK = 3;

  private final ExecutorService workers = Executors.newCachedThreadPool(EngineLab::daemon);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(EngineLab::daemon);
  private final HttpEngine http;
  private final ServiceCalls calls;
  private final InstalledProvider installed;
  private final Client client;

  EngineLab(IntegrationProvider provider, Client client, Duration deadline) {
    HttpSettings settings = HttpSettings.builder().deadline(deadline).build();
    ProviderGate gate = new ProviderGate(workers, deadline.multipliedBy(PER_HOOK));
    ProviderSelection selection =
        ProviderSelection.builder(EngineLab.class.getClassLoader())
            .discoveryOff()
            .insecureLoopbackAllowed()
            .build();
    this.http = new HttpEngine(settings, timer);
    this.calls = new ServiceCalls(http, settings, gate, new CustomHosts(Set.of(), Map.of()));
    this.installed =
        new ProviderLoader(gate, selection).load(List.of(provider)).get(provider.definition().id());
    this.client = client;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "contract-kit");
    thread.setDaemon(true);
    return thread;
  }

  /** Where to send the user, so that a code comes back that {@link #exchange} can use. */
  URI authorizeUrl(Ticket ticket) {
    return new AuthorizationRequest(
            client.app().clientId(),
            client.redirectUri(),
            ticket.state(),
            client.scopes(),
            client.variables(),
            Map.of(),
            ticket.verifier(oauth2()).map(Secret::reveal).map(Sha256::of).orElse(null))
        .toUrl(oauth2());
  }

  TokenAnswer exchange(Ticket ticket, Secret code) {
    SessionRecord.Builder session =
        SessionRecord.builder(
            Session.builder(
                    SessionId.of("sess_kit"), WorkspaceId.of("ws_kit"), installed.definition().id())
                .build(),
            Sha256.of(ticket.state()),
            client.redirectUri(),
            client.app().clientId());
    client.variables().forEach(session::variable);
    CodeExchange.Authorization authorization =
        new CodeExchange.Authorization(client.app(), code, ticket.verifier(oauth2()));
    try {
      return answer(calls.exchange(installed, session.build(), authorization));
    } catch (HttpFailure failure) {
      return new TokenAnswer.Lost(failure.kind().name());
    }
  }

  TokenAnswer refresh(TokenGrant kept) {
    try {
      return answer(
          calls.refresh(
              installed, new ServiceCalls.Renewal(client.app(), kept, client.variables())));
    } catch (HttpFailure failure) {
      return new TokenAnswer.Lost(failure.kind().name());
    }
  }

  Account identify(TokenGrant grant) {
    return calls.identify(installed, credential(grant), client.variables()).account();
  }

  Revocation revoke(TokenGrant grant) {
    return calls.revoke(
        installed, Optional.of(client.app()), credential(grant), client.variables());
  }

  private Credential credential(TokenGrant grant) {
    return new Credential(CredentialKind.OAUTH, grant, grant.scopes().orElseGet(client::scopes));
  }

  private OAuth2 oauth2() {
    return installed.definition().oauth2().orElseThrow();
  }

  private static TokenAnswer answer(TokenOutcome outcome) {
    if (outcome instanceof TokenOutcome.Granted granted) {
      return new TokenAnswer.Granted(granted.reply().grants());
    }
    if (outcome instanceof TokenOutcome.Refused refused) {
      return new TokenAnswer.Refused(
          refused.failureClass(), refused.httpStatus(), refused.errorCode(), refused.description());
    }
    return new TokenAnswer.Unusable(((TokenOutcome.Unusable) outcome).httpStatus());
  }

  /** Stops at once, and waits for nothing: a provider may block for ever. */
  @Override
  public void close() {
    http.close();
    timer.shutdownNow();
    workers.shutdownNow();
  }

  /** Who asks, and for what. */
  record Client(
      OAuthClient app, String redirectUri, Scopes scopes, Map<String, String> variables) {}

  /** What ties an exchange to its authorisation. */
  record Ticket(String state, Secret proof) {
    Optional<Secret> verifier(OAuth2 oauth2) {
      @Nullable Secret sent = oauth2.pkce() == PkceMode.S256 ? proof : null;
      return Optional.ofNullable(sent);
    }
  }
}
