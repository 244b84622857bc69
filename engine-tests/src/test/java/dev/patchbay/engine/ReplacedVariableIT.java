package dev.patchbay.engine;

import static dev.patchbay.engine.TestHost.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.testkit.sandbox.Endpoint;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplacedVariableIT {
  private static final String OWN = "app.tenant.example";

  private final TestHost host =
      TestHost.withService(
          new RegionsProvider(),
          (builder, service) ->
              builder
                  .allowCustomHosts("acme")
                  .clientSource(
                      lookup ->
                          Optional.of(
                              lookup.variables().containsValue(OWN)
                                  ? TestHost.at(OWN, service.client())
                                  : service.client())));

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void ownHostStandsInForTheRegion() {
    Connection regional = host.create(host.tokenRequest());
    Connection own = host.create(host.tokenRequest().variable("host", OWN));

    assertThat(regional.variables()).isEqualTo(Map.of("region", "us"));
    assertThat(own.variables()).isEqualTo(Map.of("host", OWN));
    assertThat(host.service.requests(Endpoint.IDENTITY))
        .extracting(request -> request.url().getHost())
        .containsExactly("us.acme.example", OWN);
  }

  @Test
  void bothTogetherContradictEachOther() {
    assertInvalid(
        "variables.region",
        () -> host.create(host.tokenRequest().variable("host", OWN).variable("region", "eu")));
    assertInvalid(
        "variables.region",
        () -> host.begin(request().variable("region", "us").variable("host", OWN).build()));
  }

  @Test
  void variableThatNobodyDeclaredIsNamed() {
    assertInvalid(
        "variables.site", () -> host.create(host.tokenRequest().variable("site", "a.example")));
  }

  @Test
  void namedConnectionKeepsItsHostAndTakesNoRegion() {
    Connection own = connect(request().variable("host", OWN));

    Connection renewed = connect(request().connectionId(own.id()));

    assertThat(renewed.id()).isEqualTo(own.id());
    assertThat(renewed.variables()).isEqualTo(Map.of("host", OWN));
    assertInvalid(
        "variables.region",
        () -> host.begin(request().connectionId(own.id()).variable("region", "us").build()));
  }

  @Test
  void namedConnectionKeepsItsRegionAndTakesNoHost() {
    Connection regional = connect(request());

    assertInvalid(
        "connectionId",
        () -> host.begin(request().connectionId(regional.id()).variable("host", OWN).build()));
  }

  /** The definition reads the region where the sandbox repeats the scopes. */
  @Test
  void tokenReplyFixesARegionButTakesNoOwnHostAway() {
    Connection regional = connect(request().scopes(Scopes.of("eu")));
    Connection own = connect(request().scopes(Scopes.of("eu")).variable("host", OWN));

    assertThat(regional.variables()).isEqualTo(Map.of("region", "eu"));
    assertThat(own.variables()).isEqualTo(Map.of("host", OWN));
  }

  private Connection connect(SessionRequest.Builder request) {
    Session session = host.callback(host.approve(host.begin(request.build()))).session();
    return host.integrations.connections().get(WORKSPACE, session.connectionId().orElseThrow());
  }

  private static SessionRequest.Builder request() {
    return TestHost.request();
  }

  private static void assertInvalid(String field, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidRequestException.class, failure -> assertThat(failure.field()).contains(field));
  }
}
