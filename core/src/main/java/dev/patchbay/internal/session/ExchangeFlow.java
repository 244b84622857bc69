package dev.patchbay.internal.session;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.internal.client.OAuthClients;
import dev.patchbay.internal.connection.ServiceCalls;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.protocol.CodeExchange.Authorization;
import dev.patchbay.internal.protocol.TokenOutcome;
import dev.patchbay.internal.provider.InstalledProvider;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.OAuthClientLookup;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.store.SessionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first half of a claimed session's path: exchanges the code, once. */
final class ExchangeFlow {
  private final OAuthClients clients;
  private final Vault vault;
  private final ServiceCalls calls;
  private final GrantFlow grants;

  ExchangeFlow(OAuthClients clients, Vault vault, ServiceCalls calls, GrantFlow grants) {
    this.clients = clients;
    this.vault = vault;
    this.calls = calls;
    this.grants = grants;
  }

  /** Runs the path of a session that its caller has claimed. */
  Session run(InstalledProvider provider, SessionRecord claimed, Secret code) {
    try {
      return exchange(provider, claimed, code);
    } catch (HttpFailure failure) {
      return grants.fail(claimed, SessionFailures.transport(failure));
    } catch (IntegrationException failure) {
      return grants.fail(claimed, SessionFailures.failed(failure));
    } catch (RuntimeException | LinkageError | StackOverflowError foreign) {
      return grants.fail(claimed, SessionFailures.fault(claimed, foreign));
    }
  }

  private Session exchange(InstalledProvider provider, SessionRecord claimed, Secret code)
      throws HttpFailure {
    OAuth2 oauth2 = provider.definition().oauth2().orElseThrow();
    OAuthClient client = clients.get(lookup(claimed), oauth2);
    Optional<Secret> verifier =
        claimed.sealedVerifier().map(kept -> vault.sealing().openVerifier(claimed, kept));
    Authorization authorization = new Authorization(client, code, verifier);
    TokenOutcome outcome = calls.exchange(provider, claimed, authorization);
    if (outcome instanceof TokenOutcome.Granted granted) {
      return grants.begin(
          provider, claimed, withKnownVariables(provider, claimed, granted.reply()));
    }
    if (outcome instanceof TokenOutcome.Refused refused) {
      return grants.fail(
          claimed,
          SessionFailures.refused(
              refused, secrets(authorization), provider.definition().secretPrefixes()));
    }
    return grants.fail(
        claimed,
        SessionFailures.failed(
            ErrorCode.TOKEN_REPLY_INVALID, "The token endpoint's answer held no usable token"));
  }

  private static List<Secret> secrets(Authorization authorization) {
    List<Secret> secrets = new ArrayList<>(List.of(authorization.code()));
    authorization.verifier().ifPresent(secrets::add);
    authorization.client().clientSecret().ifPresent(secrets::add);
    return secrets;
  }

  /**
   * A reply may fix a variable that the session has, to a choice of its definition; any other value
   * would lead to a host that nobody declared, and so could a choice in place of a custom host.
   */
  private static TokenReply withKnownVariables(
      InstalledProvider provider, SessionRecord claimed, TokenReply reply) {
    TokenReply.Builder known = TokenReply.builder(reply.primary());
    reply.others().forEach(known::others);
    provider.definition().variables().stream()
        .filter(variable -> claimed.variables().containsKey(variable.name()))
        .filter(variable -> !variable.takesCustomHosts())
        .forEach(
            variable ->
                Optional.ofNullable(reply.variables().get(variable.name()))
                    .filter(variable.choices()::contains)
                    .ifPresent(value -> known.variable(variable.name(), value)));
    return known.build();
  }

  private static OAuthClientLookup lookup(SessionRecord session) {
    return OAuthClients.lookup(
            session.session().integrationType(),
            session.session().workspaceId(),
            session.variables())
        .clientId(session.clientId())
        .build();
  }
}
