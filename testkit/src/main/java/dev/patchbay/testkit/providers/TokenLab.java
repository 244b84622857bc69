package dev.patchbay.testkit.providers;

import dev.patchbay.ConnectionManager;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.CredentialsRequest;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.testkit.Canary;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Exchanges and refreshes of a bench's registry, one by one, with answers and kept tokens of the
 * kit's choosing. Whose the tokens are is made up, each time another account, so that every case
 * has a connection of its own. Not thread-safe.
 */
final class TokenLab {
  /** Longer than the pause of a sick endpoint, and than a new credential is above suspicion. */
  private static final Duration LATER = Duration.ofMinutes(1);

  private final Bench bench;
  private final List<Trial.Failure> failures = new ArrayList<>();
  private int accounts = 0;

  TokenLab(Bench bench) {
    this.bench = bench;
  }

  /** Everything that came to nothing so far. */
  List<Trial.Failure> failures() {
    return List.copyOf(failures);
  }

  /** Exchanges a code that only a scripted answer takes. */
  TokenAnswer exchange(Fault answer) {
    bench.service.script(Endpoint.TOKEN, answer);
    bench.watched.standBack();
    Session ended = arrive();
    ended.failure().map(Trial.Failure::of).ifPresent(failures::add);
    return ended
        .connectionId()
        .<TokenAnswer>map(this::granted)
        .orElseGet(() -> TokenVerdict.of(ended, bench.watched.refusal()));
  }

  /** Refreshes a grant at a service that gives one answer only. */
  TokenAnswer refresh(TokenGrant kept, Fault answer) {
    Credentials before = hold(kept);
    bench.service.breakDown(Endpoint.TOKEN, answer);
    try {
      return renewed(before);
    } finally {
      bench.service.mend(Endpoint.TOKEN);
    }
  }

  /**
   * The same where the registry knows the token endpoint for sick already. It then asks once, where
   * it would ask a healthy one up to three times, with pauses that nobody should wait for.
   */
  TokenAnswer refreshWhileSick(TokenGrant kept, Fault answer) {
    sicken();
    return refresh(kept, answer);
  }

  /** Refreshes a grant at the service as it is, at once. */
  TokenAnswer refresh(TokenGrant kept) {
    return renewed(hold(kept));
  }

  /** Connects the user who is signed in, whoever that is. */
  Connection connect() {
    bench.watched.standIn(nextAccount());
    try {
      return bench.connect();
    } finally {
      bench.watched.standBack();
    }
  }

  /** Asks the service, as who gets a 401 does, whose an access token is. */
  void identify(Secret accessToken) {
    TokenSetShape primary = ContractFixture.primarySet(oauth2());
    Credentials held = hold(TokenGrant.builder(primary.name(), accessToken).build());
    attempt(() -> connections().reportUnauthorized(Bench.WORKSPACE, held));
  }

  /** What a connection holds, the primary token set first. */
  List<Holding> holdings(ConnectionId id) {
    Credentials primary = connections().credentials(Bench.WORKSPACE, id);
    Stream<Credentials> others =
        ContractFixture.tokenSets(oauth2()).stream()
            .map(TokenSetShape::name)
            .filter(name -> !name.equals(primary.tokenSet()))
            .flatMap(name -> find(id, name).stream());
    return Stream.concat(Stream.of(primary), others).map(this::holding).toList();
  }

  private Optional<Credentials> find(ConnectionId id, String tokenSet) {
    try {
      return Optional.of(credentials(id, tokenSet));
    } catch (InvalidRequestException unknown) {
      return Optional.empty();
    }
  }

  private Credentials credentials(ConnectionId id, String tokenSet) {
    return connections()
        .credentials(Bench.WORKSPACE, CredentialsRequest.builder(id).tokenSet(tokenSet).build());
  }

  private Holding holding(Credentials credentials) {
    return new Holding(credentials, bench.clock.instant(), () -> sentFor(credentials));
  }

  private TokenAnswer granted(ConnectionId id) {
    return new TokenAnswer.Granted(holdings(id));
  }

  /** Makes a connection that holds a grant, as if an exchange had brought it just now. */
  private Credentials hold(TokenGrant grant) {
    bench.service.script(Endpoint.TOKEN, Fault.json(200, "{}"));
    bench.watched.standIn(TokenReply.builder(grant).build());
    return credentials(bench.connection(arrive()).id(), grant.name());
  }

  private Session arrive() {
    bench.watched.standIn(nextAccount());
    Session session = bench.begin(bench.request());
    String state = Query.of(session.authorizeUrl().map(URI::create).orElseThrow()).get("state");
    String query = "code=" + encode(Canary.secret("code")) + "&state=" + encode(state) + issuer();
    return bench.arrive(query);
  }

  private String issuer() {
    return bench
        .relocatedOAuth2()
        .filter(OAuth2::issuerRequired)
        .flatMap(OAuth2::issuer)
        .map(UrlTemplate::of)
        .map(issuer -> "&iss=" + encode(bench.url(issuer).toString()))
        .orElse("");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Account nextAccount() {
    return Account.builder("kit-" + ++accounts).build();
  }

  private TokenAnswer renewed(Credentials before) {
    bench.watched.standBack();
    try {
      return new TokenAnswer.Granted(List.of(holding(renew(before))));
    } catch (IntegrationException failure) {
      failures.add(Trial.Failure.of(failure));
      return TokenVerdict.of(
          connections().explain(Bench.WORKSPACE, before.connectionId()), failure);
    }
  }

  /** Ends a credential, and has it refreshed. */
  Credentials renew(Credentials before) {
    return connections()
        .reportUnauthorized(Bench.WORKSPACE, before)
        .orElseThrow(() -> new AssertionError("The credential was not refreshed"));
  }

  private void sicken() {
    if (bench.integrations().unhealthy().isEmpty()) {
      TokenGrant any =
          TokenGrant.builder(ContractFixture.primarySet(oauth2()).name(), TokenBody.token("any"))
              .refreshToken(TokenBody.token("any-refresh"))
              .build();
      Credentials held = hold(any);
      bench.service.script(Endpoint.TOKEN, Fault.status(429));
      attempt(() -> connections().reportUnauthorized(Bench.WORKSPACE, held));
    }
    bench.clock.advance(LATER);
  }

  /** The refresh token that is sent for a credential; none if nothing is sent. */
  private Optional<Secret> sentFor(Credentials held) {
    bench.clock.advance(LATER);
    int before = bench.service.count(Endpoint.TOKEN);
    bench.watched.standIn(nextAccount());
    bench.service.breakDown(Endpoint.TOKEN, Fault.status(400));
    try {
      connections().reportUnauthorized(Bench.WORKSPACE, held);
    } catch (IntegrationException refused) {
      // As it had to be; what counts is what was sent.
    } finally {
      bench.service.mend(Endpoint.TOKEN);
      bench.watched.standBack();
    }
    return bench.service.requests(Endpoint.TOKEN).stream()
        .skip(before)
        .findFirst()
        .flatMap(TokenLab::refreshToken);
  }

  static Optional<Secret> refreshToken(RecordedRequest request) {
    return request.bodyField("refresh_token").map(Secret::of);
  }

  private void attempt(Runnable call) {
    bench.watched.standBack();
    try {
      call.run();
    } catch (IntegrationException failure) {
      failures.add(Trial.Failure.of(failure));
    }
  }

  private ConnectionManager connections() {
    return bench.integrations().connections();
  }

  private OAuth2 oauth2() {
    return bench.definition.oauth2().orElseThrow();
  }
}
