package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Integrations;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.Canary;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomHostIT {
  private static final String OWN = "forge.tenant.example";
  private static final String OTHER = "forge.neighbour.example";

  @Test
  void noHostMayBeNamedByDefault() {
    try (TestHost host = TestHost.with(new ForgeProvider())) {
      assertRefused(() -> host.begin(session(OWN)), ErrorCode.HOST_NOT_ALLOWED);
      assertRefused(() -> host.create(token(host, OWN)), ErrorCode.HOST_NOT_ALLOWED);
      assertThat(host.connections()).isEmpty();
      assertThat(host.service.requests(Endpoint.IDENTITY)).isEmpty();
    }
  }

  @Test
  void servicesOwnHostNeedsNoPermission() {
    try (TestHost host = TestHost.with(new ForgeProvider())) {
      Connection connection = host.connect();

      assertThat(connection.variables()).isEqualTo(Map.of("host", ForgeProvider.CLOUD));
      assertThat(hosts(host, Endpoint.IDENTITY)).containsExactly("api.acme.example");
      Connection same = host.create(token(host, "Acme.EXAMPLE"));
      assertThat(same.id()).isEqualTo(connection.id());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "localhost", "forge.tenant.example:22", "a@b.example", "x/y"})
  void whatIsNoHostNameIsRefusedWhateverIsAllowed(String text) {
    try (TestHost host =
        TestHost.with(new ForgeProvider(), builder -> builder.allowCustomHosts("acme"))) {
      assertRefused(() -> host.begin(session(text)), ErrorCode.INVALID_ARGUMENT);
      assertRefused(() -> host.create(token(host, text)), ErrorCode.INVALID_ARGUMENT);
    }
  }

  @Test
  void allowedHostIsCalledInItsOwnWay() {
    try (TestHost host =
        TestHost.with(new ForgeProvider(), builder -> builder.allowCustomHosts("acme"))) {
      host.create(token(host, OWN));
      host.create(token(host, "octo.acme.cloud"));

      assertThat(host.service.requests(Endpoint.IDENTITY))
          .extracting(request -> request.url().getHost() + request.url().getPath())
          .containsExactly(OWN + "/api/v3/me", "api.octo.acme.cloud/me");
    }
  }

  @Test
  void trustMeansThisVeryHost() {
    try (TestHost host =
        TestHost.with(new ForgeProvider(), builder -> builder.trustHost("acme", OWN))) {
      assertThat(host.create(token(host, OWN)).variables()).containsEntry("host", OWN);
      assertRefused(() -> host.create(token(host, OTHER)), ErrorCode.HOST_NOT_ALLOWED);
      assertRefused(() -> host.create(token(host, "x." + OWN)), ErrorCode.HOST_NOT_ALLOWED);
    }
  }

  @Test
  void accountOfTheSameIdOnTwoHostsIsTwoAccounts() {
    try (TestHost host =
        TestHost.with(new ForgeProvider(), builder -> builder.allowCustomHosts("acme"))) {
      Connection cloud = host.create(host.tokenRequest());
      Connection own = host.create(token(host, OWN));
      Connection other = host.create(token(host, OTHER));
      Connection again = host.create(token(host, OWN.toUpperCase(Locale.ROOT)));

      assertThat(List.of(cloud, own, other))
          .extracting(connection -> connection.account().orElseThrow().id())
          .containsOnly(cloud.account().orElseThrow().id());
      assertThat(List.of(cloud.id(), own.id(), other.id())).doesNotHaveDuplicates();
      assertThat(again.id()).isEqualTo(own.id());
    }
  }

  @Test
  void configuredClientStaysWithTheService() {
    try (TestHost host =
        TestHost.with(
            new ForgeProvider(),
            builder -> builder.allowCustomHosts("acme").trustHost("acme", OTHER))) {
      assertMissingClient(() -> host.begin(session(OWN)));
      assertMissingClient(() -> host.begin(session(OTHER)));
      assertRefused(
          () -> host.create(token(host, OWN).clientId(host.service.client().clientId())),
          ErrorCode.INVALID_ARGUMENT);
      assertThat(host.service.requests(Endpoint.TOKEN)).isEmpty();
      assertThat(host.begin(session(ForgeProvider.CLOUD)).authorizeUrl()).isPresent();
    }
  }

  @Test
  void clientOfTheEnvironmentStaysWithTheServiceToo() {
    try (TestHost host =
        TestHost.withService(
            new ForgeProvider(),
            (builder, service) ->
                builder
                    .allowCustomHosts("acme")
                    .environment(
                        Map.of(
                            "PATCHBAY_ACME_CLIENT_ID",
                            service.client().clientId(),
                            "PATCHBAY_ACME_CLIENT_SECRET",
                            service.client().clientSecret().orElseThrow().reveal())))) {
      assertMissingClient(() -> host.begin(session(OWN)));
      assertThat(host.begin(session(ForgeProvider.CLOUD)).authorizeUrl()).isPresent();
    }
  }

  @Test
  void tenantsHostIsConnectedWithTheClientOfItsOwn() {
    List<OAuthClient> tenants = new CopyOnWriteArrayList<>();
    try (TestHost host =
        TestHost.with(
            new ForgeProvider(),
            builder ->
                builder
                    .allowCustomHosts("acme")
                    .clientSource(
                        lookup ->
                            Optional.of(lookup.variables())
                                .filter(variables -> variables.containsValue(OWN))
                                .flatMap(found -> tenants.stream().findFirst())))) {
      tenants.add(TestHost.at(OWN, host.service.createClient()));
      Session session = host.callback(host.approve(host.begin(session(OWN)))).session();

      assertThat(session.status()).isEqualTo(SessionStatus.COMPLETE);
      assertThat(host.service.requests(Endpoint.TOKEN))
          .allSatisfy(
              request -> {
                assertThat(request.url().getHost()).isEqualTo(OWN);
                assertThat(request.bodyField("client_id")).contains(tenants.get(0).clientId());
              });
      assertThat(host.service.requests(Endpoint.AUTHORIZE))
          .noneSatisfy(
              request ->
                  assertThat(request.queryParameter("client_id"))
                      .contains(host.service.client().clientId()));
    }
  }

  @Test
  void issuerIsTheOneOfTheSessionsHost() {
    try (TestHost host = TestHost.with(new ForgeProvider())) {
      URI callback = host.approve(host.begin());
      Map<String, String> query = Queries.parse(callback.getRawQuery());
      assertThat(query).containsEntry("iss", "https://acme.example/login");
      query.put("iss", "https://{host}/login");
      assertRefused(() -> host.callback(Queries.write(query)), ErrorCode.ISSUER_MISMATCH);
      query.put("iss", "https://" + OWN + "/login");
      assertRefused(() -> host.callback(Queries.write(query)), ErrorCode.ISSUER_MISMATCH);

      assertThat(host.callback(callback).session().status()).isEqualTo(SessionStatus.COMPLETE);
    }
  }

  /** The provider keeps its real URLs here, and every name leads to this machine. */
  @Test
  void addressesOfACustomHostAreCheckedAndThoseOfTheServiceAreNot() {
    AtomicInteger asked = new AtomicInteger();
    HttpSettings http =
        HttpSettings.builder()
            .resolver(
                name -> {
                  asked.incrementAndGet();
                  return List.of(InetAddress.getLoopbackAddress());
                })
            .build();
    try (Integrations integrations =
        Integrations.builder()
            .withoutDiscovery()
            .provider(new ForgeProvider())
            .allowCustomHosts("acme")
            .http(http)
            .build()) {
      assertThatThrownBy(() -> createUnreachable(integrations, OWN))
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("no address that may be called")
          .hasMessageNotContaining("127.0.0.1");
      assertThat(asked).hasValue(1);
      assertThatThrownBy(() -> createUnreachable(integrations, ForgeProvider.CLOUD))
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("found no connection");
    }
  }

  private static void createUnreachable(Integrations integrations, String name) {
    integrations
        .connections()
        .create(
            TestHost.WORKSPACE,
            TestHost.tokenRequest(Canary.secret("access-token")).variable("host", name).build());
  }

  private static List<String> hosts(TestHost host, Endpoint endpoint) {
    return host.service.requests(endpoint).stream()
        .map(RecordedRequest::url)
        .map(URI::getHost)
        .toList();
  }

  private static SessionRequest session(String host) {
    return TestHost.request().variable("host", host).build();
  }

  private static ConnectionRequest.Builder token(TestHost host, String name) {
    return TestHost.tokenRequest(host.service.issueToken(Scopes.of("read"))).variable("host", name);
  }

  private static void assertRefused(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidRequestException.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  private static void assertMissingClient(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(MisconfiguredException.class)
        .isInstanceOfSatisfying(
            IntegrationException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.CLIENT_MISSING);
              assertThat(failure.getMessage()).contains("client source only");
            });
  }
}
