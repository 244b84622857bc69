package dev.patchbay.testkit.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whose account it is, is known, by what does not change. */
abstract class AccountContract extends RefreshContract {
  private static final List<Endpoint> IDENTITIES =
      List.of(Endpoint.IDENTITY, Endpoint.KEY_IDENTITY, Endpoint.USERINFO);
  private static final int TRIES = 3;

  @Test
  void connectsAndSaysWhoseAccountItIs() {
    Connection connection = bench().connect();

    assertThat(connection.account().map(Account::id)).isPresent();
    assertThat(bench().connections()).hasSize(1);
  }

  @Test
  void sameAccountAgainIsTheSameConnection() {
    Connection first = connected();

    assertThat(connected().id()).isEqualTo(first.id());
    assertThat(bench().connections()).hasSize(1);
  }

  @Test
  void anotherAccountIsAnotherConnection() {
    if (!dialect().tellsUsersApart()) {
      return;
    }
    Connection first = connected();
    signInAnother();

    assertThat(connected().id()).isNotEqualTo(first.id());
    assertThat(bench().connections()).hasSize(2);
  }

  @Test
  void renamedAccountIsTheSameAccount() {
    Connection first = connected();
    Assumptions.assumeTrue(connected().id().equals(first.id()), "An account is not known again");
    bench().service.signIn(renamed(bench().service.account()));

    assertThat(connected().account().map(Account::id)).isEqualTo(first.account().map(Account::id));
  }

  // An address may be all that a service knows its users by.
  private static SandboxAccount renamed(SandboxAccount account) {
    SandboxAccount.Builder renamed =
        SandboxAccount.builder(account.id(), "renamed").name("Re Named");
    account.email().ifPresent(renamed::email);
    return renamed.build();
  }

  @Test
  void reconnectAsAnotherAccountIsRefused() {
    if (oauth2().isEmpty() || !dialect().tellsUsersApart()) {
      return;
    }
    Connection first = connected();
    signInAnother();
    Session session = bench().begin(bench().request().connectionId(first.id()));
    Session ended = bench().arrive(bench().approve(session));

    assertThat(ended.failure().map(SessionFailure::code))
        .contains(ErrorCode.ACCOUNT_MISMATCH.wireValue());
    assertThat(bench().connections()).hasSize(1);
  }

  private void signInAnother() {
    bench().service.signIn(Bench.person(1));
  }

  @Test
  void refusedCredentialIsNobodys() {
    for (Endpoint endpoint : IDENTITIES) {
      for (int i = 0; i < TRIES; i++) {
        bench().service.script(endpoint, Fault.json(401, "{\"error\":\"invalid_token\"}"));
      }
    }
    Throwable refused = catchThrowable(() -> bench().connect());

    assertThat(bench().connections()).isEmpty();
    assertThat(refused).isNotNull();
  }

  @Test
  void outageOfTheIdentityCallPasses() {
    Bench bench = hurriedBench();
    if (oauth2().isPresent()) {
      assertWaits(bench);
      return;
    }
    Throwable outage = catchThrowable(() -> inOutage(bench).create(bench.credential()));

    assertThat(outage).satisfiesAnyOf(AccountContract::isNone, AccountContract::isPassing);
  }

  /** The registry asks again by itself, and shows the session as pending meanwhile. */
  private static void assertWaits(Bench bench) {
    String query = approved(bench);
    Session ended = inOutage(bench).arrive(query);

    assertThat(ended.status()).isIn(SessionStatus.PENDING, SessionStatus.COMPLETE);
  }

  private static String approved(Bench bench) {
    try {
      return bench.approve(bench.begin(bench.request()));
    } catch (IllegalStateException refused) {
      return Assumptions.abort("The service refused to ask its user, which another test shows");
    }
  }

  private static Bench inOutage(Bench bench) {
    IDENTITIES.forEach(endpoint -> bench.service.script(endpoint, Fault.html(503)));
    return bench;
  }

  private static void isNone(Throwable none) {
    assertThat(none).isNull();
  }

  private static void isPassing(Throwable failure) {
    assertThat(failure).isInstanceOf(TemporaryFailureException.class);
  }

  @TestFactory
  Stream<DynamicTest> everyCredentialThatIsDeclaredConnects() {
    return Stream.concat(
        definition().accessToken().stream()
            .map(method -> dynamicTest("access token", () -> assertConnects(byToken()))),
        definition().apiKey().stream()
            .map(method -> dynamicTest("API key", () -> assertConnects(byKey()))));
  }

  private ConnectionRequest.Builder byToken() {
    String token = bench().service.issueToken(bench().defaultScopes());
    return bench().direct().accessToken(Secret.of(token));
  }

  private ConnectionRequest.Builder byKey() {
    String key = bench().service.issueKey(bench().defaultScopes());
    return bench().direct().apiKey(Secret.of(key));
  }

  private void assertConnects(ConnectionRequest.Builder credential) {
    assertThat(bench().create(credential).account()).isPresent();
  }

  @TestFactory
  Stream<DynamicTest> wrongKindOfCredentialIsRefusedUnsent() {
    return Stream.concat(
            definition().accessToken().stream()
                .map(AccessToken::wrongKinds)
                .flatMap(List::stream)
                .map(kind -> wrong(kind.prefix(), ConnectionRequest.Builder::accessToken)),
            definition().apiKey().stream()
                .map(ApiKey::wrongKinds)
                .flatMap(List::stream)
                .map(kind -> wrong(kind.prefix(), ConnectionRequest.Builder::apiKey)))
        .map(test -> test);
  }

  private DynamicTest wrong(
      String prefix,
      BiFunction<ConnectionRequest.Builder, Secret, ConnectionRequest.Builder> field) {
    return dynamicTest(
        prefix,
        () -> {
          Throwable refused =
              catchThrowable(
                  () -> bench().create(field.apply(bench().direct(), Secret.of(prefix + "kit"))));

          assertThat(refused).isInstanceOf(IntegrationException.class);
          assertThat(((IntegrationException) refused).code())
              .isEqualTo(ErrorCode.CREDENTIAL_WRONG_KIND);
          assertThat(bench().service.count(Endpoint.IDENTITY)).isZero();
        });
  }
}
