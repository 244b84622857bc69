package dev.patchbay.internal.connection;

import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.internal.host.CustomHosts;
import dev.patchbay.internal.http.HttpEngine;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.http.HttpLimits;
import dev.patchbay.internal.protocol.CodeExchange;
import dev.patchbay.internal.protocol.RefreshRequest;
import dev.patchbay.internal.protocol.TokenOutcome;
import dev.patchbay.internal.protocol.TokenReplyJudge;
import dev.patchbay.internal.provider.InstalledProvider;
import dev.patchbay.internal.provider.ProviderGate;
import dev.patchbay.model.Account;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.definition.FailureRequest;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.definition.TokenReplyRequest;
import dev.patchbay.spi.store.SessionRecord;
import java.util.Map;
import java.util.Optional;

/** Everything that is sent to a service while connecting: exchange, identity, revocation. */
public final class ServiceCalls {
  private static final int MAX_CONNECTS = 2;

  private final HttpEngine http;
  private final HttpLimits tokenLimits;
  private final HttpLimits otherLimits;
  private final ProviderGate gate;
  private final CustomHosts hosts;

  public ServiceCalls(
      HttpEngine http, HttpSettings settings, ProviderGate gate, CustomHosts hosts) {
    this.http = http;
    this.tokenLimits = new HttpLimits(settings.deadline(), settings.maxTokenBody());
    this.otherLimits = new HttpLimits(settings.deadline(), settings.maxBody());
    this.gate = gate;
    this.hosts = hosts;
  }

  /**
   * Redeems a code. A request of which no byte left is sent once more; any other is not.
   *
   * @throws HttpFailure if no complete answer came
   */
  public TokenOutcome exchange(
      InstalledProvider provider, SessionRecord session, CodeExchange.Authorization authorization)
      throws HttpFailure {
    OAuth2 oauth2 = provider.definition().oauth2().orElseThrow();
    ApiRequest request = CodeExchange.request(oauth2, session, authorization);
    ApiReply reply = sendOnce(request, limits(tokenLimits, provider, session.variables()));
    return new TokenReplyJudge(provider.definition(), oauth2, new GatedHooks(gate, provider))
        .judge(reply);
  }

  /**
   * Trades a refresh token for new tokens, and merges them with the grant that has it. A request of
   * which no byte left is sent once more; any other is not.
   *
   * @throws HttpFailure if no complete answer came
   */
  public TokenOutcome refresh(InstalledProvider provider, Renewal renewal) throws HttpFailure {
    OAuth2 oauth2 = provider.definition().oauth2().orElseThrow();
    Secret refreshToken = renewal.grant().refreshToken().orElseThrow();
    ApiRequest request =
        RefreshRequest.request(oauth2, renewal.variables(), renewal.client(), refreshToken);
    ApiReply reply = sendOnce(request, limits(tokenLimits, provider, renewal.variables()));
    return new TokenReplyJudge(provider.definition(), oauth2, new GatedHooks(gate, provider))
        .judgeRefresh(reply, renewal.grant());
  }

  private ApiReply sendOnce(ApiRequest request, HttpLimits limits) throws HttpFailure {
    for (int connects = 1; ; connects++) {
      try {
        return http.send(request, limits);
      } catch (HttpFailure failure) {
        boolean again =
            connects < MAX_CONNECTS
                && !failure.mayHaveBeenSent()
                && failure.kind() == HttpFailure.Kind.UNREACHABLE;
        if (!again) {
          throw failure;
        }
      }
    }
  }

  /**
   * Asks whose account a credential is, and what it may do if the service says so beside.
   *
   * @throws dev.patchbay.error.IntegrationException as {@code IntegrationProvider.identify} says
   */
  public Identity identify(
      InstalledProvider provider, Credential credential, Map<String, String> variables) {
    String id = provider.definition().id();
    try (EndingClient api = client(provider, credential, variables)) {
      ToldScopes told = new ToldScopes();
      IdentityQuestion question =
          new IdentityQuestion(
              provider.definition(),
              variables,
              credential.kind(),
              credential.grantedScopes(),
              api,
              new Refusals(provider.definition(), credential),
              told);
      Account account = gate.call(id, "identify", () -> provider.provider().identify(question));
      return new Identity(HookResults.account(id, account), told.find());
    }
  }

  /**
   * Ends a grant; a service that does not answer or confirm is {@code FAILED}.
   *
   * @throws dev.patchbay.error.IntegrationException if the provider's code is at fault
   */
  public Revocation revoke(
      InstalledProvider provider,
      Optional<OAuthClient> client,
      Credential credential,
      Map<String, String> variables) {
    try (EndingClient api = client(provider, credential, variables)) {
      RevocationOrder order =
          new RevocationOrder(
              provider.definition(),
              variables,
              client,
              credential,
              api,
              http,
              limits(otherLimits, provider, variables));
      return gate.call(
          provider.definition().id(), "revoke", () -> provider.provider().revoke(order));
    }
  }

  /** A host that a user named must still be allowed, and its addresses must be. */
  private HttpLimits limits(
      HttpLimits limits, InstalledProvider provider, Map<String, String> variables) {
    return limits.within(hosts.rules(provider.definition(), variables));
  }

  private EndingClient client(
      InstalledProvider provider, Credential credential, Map<String, String> variables) {
    return new EndingClient(
        new CredentialedClient(
            http,
            limits(tokenLimits, provider, variables),
            new CredentialPlacement(provider.definition(), variables),
            credential));
  }

  /**
   * What a service says of a credential.
   *
   * @param account whose it is
   * @param scopes what it may do; empty if the service did not say
   */
  public record Identity(Account account, Optional<Scopes> scopes) {}

  /**
   * A grant that is to be refreshed.
   *
   * @param client the client that it belongs to
   * @param grant the grant, with a refresh token
   * @param variables the values of the connection's variables
   */
  public record Renewal(OAuthClient client, TokenGrant grant, Map<String, String> variables) {}

  /** The hooks of one provider, asked through the gate. */
  private record GatedHooks(ProviderGate gate, InstalledProvider provider)
      implements TokenReplyJudge.Hooks {

    @Override
    public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
      return gate.callBriefly(
          provider.definition().id(),
          "readTokenReply",
          () -> provider.provider().readTokenReply(request));
    }

    @Override
    public FailureClass classifyFailure(FailureRequest request) {
      return gate.callBriefly(
          provider.definition().id(),
          "classifyFailure",
          () -> provider.provider().classifyFailure(request));
    }
  }
}
