package dev.patchbay.providers.slack;

import static dev.patchbay.providers.slack.SlackSteps.userSession;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Scopes;
import dev.patchbay.testkit.providers.ProviderHost;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import dev.patchbay.testkit.sandbox.SlackDialect;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlackEmailIT {
  private static final String READ = "users:read";
  private static final String READ_EMAIL = "users:read.email";

  private final ProviderHost host = ProviderHost.start(new SlackProvider(), SlackDialect.classic());

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void userIsAskedAboutByTheirId() {
    Connection connection = host.connect(userSession(host, READ, READ_EMAIL));

    assertThat(email(connection)).isEqualTo("sandy@example.test");
    RecordedRequest question = host.service().requests(Endpoint.EMAILS).get(0);
    assertThat(question.queryParameter("user")).contains(host.service().account().id());
    assertThat(question.authorization("Bearer")).isPresent();
  }

  @Test
  void scopesThatTheHeaderTellsAreEnoughForATokenThatIsHandedOver() {
    String token = host.service().issueKey(Scopes.of(READ, READ_EMAIL));

    assertThat(email(host.create(host.accessToken(token)))).isEqualTo("sandy@example.test");
  }

  @Test
  void nobodyIsAskedWithoutTheScope() {
    Connection connection = host.connect(userSession(host, READ));

    assertThat(email(connection)).isEmpty();
    assertThat(host.service().count(Endpoint.EMAILS)).isZero();
  }

  @Test
  void nobodyIsAskedAboutABot() {
    Connection connection = host.connect(host.session().scopes(Scopes.of(READ, READ_EMAIL)));

    assertThat(email(connection)).isEmpty();
    assertThat(host.service().count(Endpoint.EMAILS)).isZero();
  }

  @Test
  void userWithoutAnAddressHasNone() {
    host.service().signIn(SandboxAccount.builder("42", "ada").build());

    assertThat(email(host.connect(userSession(host, READ, READ_EMAIL)))).isEmpty();
    assertThat(host.service().count(Endpoint.EMAILS)).isEqualTo(1);
  }

  static Stream<Fault> failures() {
    return Stream.of(
        Fault.error("missing_scope"),
        Fault.error("user_not_found"),
        Fault.error("token_revoked"),
        Fault.error("ratelimited"),
        Fault.status(500),
        Fault.status(401),
        Fault.html(200),
        Fault.json(200, "{\"ok\":true,\"user\":{\"profile\":{\"email\":[1]}}}"),
        Fault.json(
            200, "{\"ok\":true,\"user\":{\"profile\":{\"email\":\"" + "a".repeat(300) + "\"}}}"),
        Fault.closeWithoutReply(),
        Fault.truncated());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void connectionIsGoodWithoutTheAddress(Fault failure) {
    host.service().script(Endpoint.EMAILS, failure);

    Connection connection = host.connect(userSession(host, READ, READ_EMAIL));

    assertThat(connection.account().map(Account::id)).contains("T0SANDBOX:583231");
    assertThat(email(connection)).isEmpty();
    assertThat(host.service().count(Endpoint.EMAILS)).isEqualTo(1);
  }

  private static String email(Connection connection) {
    return connection.account().orElseThrow().email().orElse("");
  }
}
