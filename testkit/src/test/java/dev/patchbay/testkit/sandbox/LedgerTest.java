package dev.patchbay.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final int RACERS = 16;
  private static final int CODES = 20_000;

  private final Ledger ledger = new Ledger();
  private final Approval approval =
      new Approval("app", SandboxAccount.builder("1", "a").build(), Scopes.none(), ledger);

  // Over HTTP the racers are too far apart to meet inside the claim; here they run in step.
  @Test
  void handsEachCodeToOneOfManyWhoRace() throws Exception {
    for (int code = 0; code < CODES; code++) {
      ledger.issue("code" + code, new IssuedCode(approval, "http://127.0.0.1/cb", null));
    }
    ExecutorService racers = Executors.newFixedThreadPool(RACERS);
    try {
      CyclicBarrier start = new CyclicBarrier(RACERS);
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        running.add(racers.submit(() -> claimAll(start)));
      }
      int claimed = 0;
      for (Future<Integer> one : running) {
        claimed += one.get();
      }
      assertThat(claimed).isEqualTo(CODES);
    } finally {
      racers.shutdownNow();
    }
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
  void remembersTokensThatAreDead() {
    ledger.revoke(approval.issueRefreshable("access", "refresh"));

    assertThat(ledger.hasIssued("access")).isTrue();
    assertThat(ledger.hasIssued("refresh")).isTrue();
    assertThat(ledger.hasIssued("other")).isFalse();
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

  private int claimAll(CyclicBarrier start) throws Exception {
    start.await();
    int claimed = 0;
    for (int code = 0; code < CODES; code++) {
      if (ledger.claim("code" + code, "app").isPresent()) {
        claimed++;
      }
    }
    return claimed;
  }
}
