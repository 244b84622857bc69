package dev.patchbay.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Scopes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final int RACERS = 16;
  private static final int CODES = 20_000;

  private final Ledger ledger = new Ledger(Clock.systemUTC());
  private final Approval approval =
      new Approval("app", SandboxAccount.builder("1", "a").build(), Scopes.none(), ledger);

  // Over HTTP the racers are too far apart to meet inside the claim; here they run in step.
  @Test
  void handsEachCodeToOneOfManyWhoRace() throws Exception {
    for (int code = 0; code < CODES; code++) {
      ledger.issue("code" + code, new IssuedCode(approval, "http://127.0.0.1/cb", null));
    }
    assertThat(countAmongRacers(code -> ledger.claim("code" + code, "app").isPresent()))
        .isEqualTo(CODES);
  }

  @Test
  void tradesEachStrictRefreshTokenOnceHoweverManyRace() throws Exception {
    Dialect strict = StandardDialect.of(Acme.definition()).withRotation(Rotation.strict());
    for (int token = 0; token < CODES; token++) {
      approval.issueRefreshable("access" + token, "refresh" + token);
    }

    assertThat(
            countAmongRacers(
                token ->
                    ledger.refresh("refresh" + token, "app", strict)
                        instanceof RefreshOutcome.Granted))
        .isEqualTo(CODES);
  }

  @Test
  void tellsRefreshTokensFromAccessTokensAndEndsBothTogether() {
    SandboxGrant grant = approval.issueRefreshable("access", "refresh");

    assertThat(ledger.findGrant("refresh")).contains(grant);
    assertThat(ledger.isAlive("access")).isTrue();
    assertThat(ledger.isAlive("refresh")).isFalse();

    ledger.revoke(grant);

    assertThat(ledger.findGrant("refresh")).isEmpty();
    assertThat(ledger.findGrant("access")).isEmpty();
  }

  @Test
  void endsOneTokenOfAGrantOnceAndRemembersIt() {
    approval.issueRefreshable("access", "refresh");

    assertThat(ledger.revokeToken("access")).isTrue();
    assertThat(ledger.revokeToken("access")).isFalse();
    assertThat(ledger.revokeToken("unknown")).isFalse();

    assertThat(ledger.isAlive("access")).isFalse();
    assertThat(ledger.findGrant("access")).isEmpty();
    assertThat(ledger.findGrant("refresh")).isPresent();
    assertThat(ledger.isRevoked("access")).isTrue();
    assertThat(ledger.isRevoked("refresh")).isFalse();
    assertThat(ledger.isRevoked("unknown")).isFalse();
  }

  @Test
  void endsOneKeyAndLeavesOthersOfTheAccountAlone() {
    Approval keys = new Approval(null, approval.account(), Scopes.none(), ledger);
    SandboxGrant key = keys.issue("key");
    keys.issue("other-key");
    approval.issue("access");

    ledger.revokeAllLike(key);

    assertThat(ledger.isAlive("key")).isFalse();
    assertThat(ledger.isAlive("other-key")).isTrue();
    assertThat(ledger.isAlive("access")).isTrue();
  }

  @Test
  void endsOneTokenOfAGrantAndLeavesTheOtherAlive() {
    SandboxGrant grant = approval.issueRefreshable("access", "refresh");

    ledger.revokeToken("access");
    ledger.revokeToken("unknown");

    assertThat(ledger.isAlive("access")).isFalse();
    assertThat(ledger.findGrant("access")).isEmpty();
    assertThat(ledger.findGrant("refresh")).contains(grant);
  }

  @Test
  void endsAFamilyByAnyOfItsGrantsAndNoOtherFamilyOfTheApproval() {
    Dialect strict = StandardDialect.of(Acme.definition()).withRotation(Rotation.strict());
    SandboxGrant first = approval.issueRefreshable("access", "refresh");
    approval.issueRefreshable("other-access", "other-refresh");
    ledger.refresh("refresh", "app", strict);
    SandboxGrant next = ledger.findLatest("access").orElseThrow();

    ledger.revoke(next);

    assertThat(ledger.findLatest("refresh")).contains(next);
    assertThat(ledger.isAlive(first.accessToken())).isFalse();
    assertThat(ledger.isAlive(next.accessToken())).isFalse();
    assertThat(ledger.isAlive("other-access")).isTrue();
    assertThat(ledger.findLatest("unknown")).isEmpty();
  }

  @Test
  void endsAllLikeAGrantWithTheirSuccessors() {
    Dialect strict = StandardDialect.of(Acme.definition()).withRotation(Rotation.strict());
    SandboxGrant first = approval.issueRefreshable("access", "refresh");
    approval.issueRefreshable("other-access", "other-refresh");
    ledger.refresh("other-refresh", "app", strict);
    SandboxGrant next = ledger.findLatest("other-access").orElseThrow();

    ledger.revokeAllLike(first);

    assertThat(ledger.isAlive(next.accessToken())).isFalse();
    assertThat(ledger.isRevoked(next.refreshToken().orElseThrow())).isTrue();
  }

  @Test
  void remembersTokensThatAreDead() {
    ledger.revoke(approval.issueRefreshable("access", "refresh"));

    assertThat(ledger.findIssued("access")).isPresent();
    assertThat(ledger.findIssued("refresh")).isPresent();
    assertThat(ledger.findIssued("other")).isEmpty();
  }

  @Test
  void knowsTheFirstConsentUntilItIsRevoked() {
    Approval again = new Approval("app", approval.account(), Scopes.none(), ledger);
    ledger.consent(approval);
    ledger.consent(again);

    assertThat(approval.isFirstConsent()).isTrue();
    assertThat(again.isFirstConsent()).isFalse();

    ledger.revokeAllLike(approval.issue("access"));
    ledger.consent(again);

    assertThat(again.isFirstConsent()).isTrue();
  }

  @Test
  void saysWhichClientGotAGrantAndThatAKeyHasNone() {
    Approval keys = new Approval(null, approval.account(), Scopes.none(), ledger);

    assertThat(approval.issue("access").clientId()).contains("app");
    assertThat(keys.clientId()).isEmpty();
    assertThat(keys.issue("key").clientId()).isEmpty();
    assertThat(keys).hasToString("Approval[no client, " + keys.account() + ", []]");
  }

  private static int countAmongRacers(IntPredicate tries) throws Exception {
    ExecutorService racers = Executors.newFixedThreadPool(RACERS);
    try {
      CyclicBarrier start = new CyclicBarrier(RACERS);
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        running.add(racers.submit(() -> countAll(start, tries)));
      }
      int successes = 0;
      for (Future<Integer> one : running) {
        successes += one.get();
      }
      return successes;
    } finally {
      racers.shutdownNow();
    }
  }

  private static int countAll(CyclicBarrier start, IntPredicate tries) throws Exception {
    start.await();
    return (int) IntStream.range(0, CODES).filter(tries).count();
  }
}
