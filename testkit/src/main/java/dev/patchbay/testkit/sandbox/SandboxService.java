package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.ClientAuthentication;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One service in a sandbox: registers apps, has someone signed in, remembers every request, and
 * fails on demand. Thread-safe; lives as long as its {@link Sandbox}.
 */
public final class SandboxService {
  private static final SandboxAccount FIRST_ACCOUNT =
      SandboxAccount.builder("583231", "sandy")
          .name("Sandy Box")
          .email("sandy@example.test")
          .build();

  private final Dialect dialect;
  private final Ledger ledger;
  private final RequestLog log = new RequestLog();
  private final FaultScript faults = new FaultScript();
  private final AtomicInteger clientCount = new AtomicInteger();
  private final OAuthClient client;
  private final ConsentDesk desk;
  private final AuthorizeEndpoint authorizeEndpoint;
  private final TokenEndpoint tokenEndpoint;
  private volatile SandboxAccount account = FIRST_ACCOUNT;

  SandboxService(Dialect dialect, Clock clock) {
    this.dialect = dialect;
    this.ledger = new Ledger(clock);
    this.client = createClient();
    this.desk = new ConsentDesk(dialect, ledger);
    this.authorizeEndpoint = new AuthorizeEndpoint(dialect, ledger, desk);
    this.tokenEndpoint = new TokenEndpoint(dialect, ledger);
  }

  /** {@return the app that is registered from the start} */
  public OAuthClient client() {
    return client;
  }

  /** {@return one more registered app, with an id and a secret of its own} */
  public OAuthClient createClient() {
    OAuthClient created = dialect.newClient(clientCount.incrementAndGet());
    ledger.register(created);
    return created;
  }

  /**
   * Registers an app that the caller made up.
   *
   * @param made its id, and the secret that it shares with the service
   */
  public void registerClient(OAuthClient made) {
    ledger.register(Objects.requireNonNull(made, "made"));
  }

  /**
   * Registers a redirect URI, for every app. Requests must then name it character by character.
   *
   * @param redirectUri the redirect URI
   */
  public void registerRedirectUri(String redirectUri) {
    ledger.registerRedirectUri(Objects.requireNonNull(redirectUri, "redirectUri"));
  }

  /**
   * Limits the scopes that apps can ask for. Until then they know every scope.
   *
   * @param known all the scopes that there are from now on
   */
  public void limitScopes(Scopes known) {
    ledger.knowScopes(Objects.requireNonNull(known, "known"));
  }

  /** {@return who is signed in at the service, and so answers the consent page} */
  public SandboxAccount account() {
    return account;
  }

  /**
   * Signs someone else in. Tokens and codes of before keep their account.
   *
   * @param other who
   */
  public void signIn(SandboxAccount other) {
    account = Objects.requireNonNull(other, "other");
  }

  /**
   * Counts the requests to an endpoint.
   *
   * @param endpoint the endpoint
   * @return how many there were, however they ended
   */
  public int count(Endpoint endpoint) {
    return log.requests(endpoint).size();
  }

  /**
   * Lists the requests to an endpoint.
   *
   * @param endpoint the endpoint
   * @return all of them so far, in the order of their arrival
   */
  public List<RecordedRequest> requests(Endpoint endpoint) {
    return log.requests(endpoint);
  }

  /** {@return how often each code reached the token endpoint, whatever became of it} */
  public Map<String, Integer> codesSeen() {
    return log.codesSeen();
  }

  /** {@return how often each refresh token reached the token endpoint, whatever became of it} */
  public Map<String, Integer> refreshesSeen() {
    return log.refreshesSeen();
  }

  /**
   * Plans faults: each takes one request to the endpoint, in order; then all is well again.
   *
   * @param endpoint the endpoint
   * @param planned what goes wrong, added to what was planned before
   */
  public void script(Endpoint endpoint, Fault... planned) {
    faults.add(endpoint, planned);
  }

  /**
   * Lets every request meet a fault, until {@link #mend} is called. Faults that were planned by
   * {@link #script} come first.
   *
   * @param endpoint the endpoint
   * @param fault the fault
   */
  public void breakDown(Endpoint endpoint, Fault fault) {
    faults.keep(endpoint, Objects.requireNonNull(fault, "fault"));
  }

  /**
   * Ends what {@link #breakDown} began.
   *
   * @param endpoint the endpoint
   */
  public void mend(Endpoint endpoint) {
    faults.keep(endpoint, null);
  }

  /**
   * Says whether an access token or an API key can be used.
   *
   * @param accessToken the token or key
   * @return whether it was given out, was not revoked since, and its time is not over
   */
  public boolean isAlive(String accessToken) {
    return ledger.isAlive(accessToken);
  }

  /**
   * Says whether a token of any kind has ended, where access and refresh token end apart.
   *
   * @param token an access or refresh token, or an API key
   * @return whether it was given out, and was revoked or used up since, or its time is over
   */
  public boolean isRevoked(String token) {
    return ledger.isRevoked(token);
  }

  /**
   * Says whether a refresh token can be used.
   *
   * @param refreshToken the refresh token
   * @return whether the token endpoint would take it now from its client
   */
  public boolean isRefreshAlive(String refreshToken) {
    return ledger
        .findGrant(refreshToken)
        .flatMap(SandboxGrant::refreshToken)
        .filter(refreshToken::equals)
        .isPresent();
  }

  /**
   * Gives out an access token without any flow, as a person can make one at many services.
   *
   * @param scopes what it allows
   * @return the token, for the first app and the account that is signed in
   */
  public String issueToken(Scopes scopes) {
    return approval(client.clientId(), scopes).issue(dialect.newAccessToken()).accessToken();
  }

  /**
   * Gives out an access token and a refresh token without any flow.
   *
   * @param scopes what they allow
   * @return both, for the first app and the account that is signed in; they live as long as those
   *     of a flow
   */
  public SandboxGrant issueGrant(Scopes scopes) {
    return approval(client.clientId(), scopes)
        .lasting(dialect.lifetimes(scopes))
        .issueRefreshable(dialect.newAccessToken(), dialect.newRefreshToken());
  }

  /**
   * Gives out an API key, as a person makes one in the service's settings.
   *
   * @param scopes what it allows
   * @return the key, for the account that is signed in; it belongs to no app
   */
  public String issueKey(Scopes scopes) {
    return approval(null, scopes).issue(dialect.newApiKey()).accessToken();
  }

  /**
   * Finds the tokens that a client should hold by now, if it kept every answer to a refresh.
   *
   * @param token any token of the grant, dead or alive
   * @return what was given out last for it, dead or alive; empty if the token is unknown
   */
  public Optional<SandboxGrant> findLatest(String token) {
    return ledger.findLatest(token);
  }

  /**
   * Ends a grant, as its owner can in the service's settings. Does nothing if it has ended before.
   *
   * @param token the API key, or any token of the grant, dead or alive; all of them end, and those
   *     that came of them by refreshing
   */
  public void revoke(String token) {
    ledger.findIssued(token).ifPresent(ledger::revoke);
  }

  /**
   * Ends one token before its time; the others of its grant live on.
   *
   * @param token an access or refresh token, or an API key
   * @return whether it ended now; not if it is unknown or was dead before
   */
  public boolean endToken(String token) {
    return ledger.revokeToken(token);
  }

  @Override
  public String toString() {
    return "SandboxService[" + dialect.integrationType() + "]";
  }

  Dialect dialect() {
    return dialect;
  }

  SandboxReply decide(FormFields form) {
    return desk.decide(form);
  }

  /** Writes a request down, and says what is to go wrong with it. */
  Fault receive(Endpoint endpoint, RecordedRequest request) {
    log.record(endpoint, request);
    return faults.next(endpoint);
  }

  SandboxCall call(Endpoint endpoint, RecordedRequest request) {
    return new SandboxCall() {
      @Override
      public SandboxReply perform() {
        return answer(endpoint, request);
      }

      @Override
      public SandboxReply error(String code) {
        return endpoint == Endpoint.AUTHORIZE
            ? authorizeEndpoint.error(request, code)
            : dialect.error(request, code);
      }
    };
  }

  /** Tells apart services that share a URL: does a client, token or key of this one stand in it? */
  boolean isMeantBy(RecordedRequest request) {
    Stream<String> clientIds =
        Stream.of(
                request.queryParameter("client_id"),
                request.bodyField("client_id"),
                PresentedClient.find(request, ClientAuthentication.BASIC).map(PresentedClient::id))
            .flatMap(Optional::stream);
    Stream<String> tokens =
        Stream.of(
                request.authorization("").map(SandboxService::lastWord),
                request.bodyField("token"),
                request.queryParameter("token"))
            .flatMap(Optional::stream);
    return clientIds.anyMatch(id -> ledger.findClient(id).isPresent())
        || tokens.anyMatch(token -> ledger.findIssued(token).isPresent());
  }

  // Whatever scheme stands before the credential, or none.
  private static String lastWord(String header) {
    return header.substring(header.lastIndexOf(' ') + 1);
  }

  private Approval approval(@Nullable String clientId, Scopes scopes) {
    return new Approval(clientId, account, scopes, ledger);
  }

  private SandboxReply answer(Endpoint endpoint, RecordedRequest request) {
    return dialect.checkPlace(request, ledger).orElseGet(() -> answerInPlace(endpoint, request));
  }

  private SandboxReply answerInPlace(Endpoint endpoint, RecordedRequest request) {
    return switch (endpoint) {
      case AUTHORIZE -> authorizeEndpoint.answer(request, account);
      case TOKEN -> tokenEndpoint.answer(request);
      case IDENTITY -> dialect.identity(request, ledger);
      case KEY_IDENTITY -> dialect.keyIdentity(request, ledger);
      case USERINFO -> dialect.userinfo(request, ledger);
      case EMAILS -> dialect.emails(request, ledger);
      case REVOKE -> dialect.revoke(request, ledger);
    };
  }
}
