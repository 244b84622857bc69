package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.HOUR;
import static dev.patchbay.testkit.stores.StoreSamples.LIFE;
import static dev.patchbay.testkit.stores.StoreSamples.OTHER;
import static dev.patchbay.testkit.stores.StoreSamples.claim;
import static dev.patchbay.testkit.stores.StoreSamples.foreign;
import static dev.patchbay.testkit.stores.StoreSamples.insert;
import static dev.patchbay.testkit.stores.StoreSamples.sealed;
import static dev.patchbay.testkit.stores.StoreSamples.session;
import static dev.patchbay.testkit.stores.StoreSamples.sessionKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.SweepLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every session store promises of the grant of a session whose account is not known yet. */
public abstract class StagedGrantContract extends StoresContract {
  private static final Duration AGE = Duration.ofMinutes(1);
  private static final SessionEnd FAILED =
      SessionEnd.builder(SessionStatus.FAILED)
          .failure(SessionFailure.builder("identity_rejected", "Refused").build())
          .build();

  /** For authors of stores. */
  protected StagedGrantContract() {}

  @Test
  void grantIsKeptUntilTheNextOne() {
    exchange("a");

    assertThat(sessions().stage(sessionKey("a"), sealed("grant 1"))).isTrue();
    assertThat(found("a").stagedGrant()).contains(sealed("grant 1"));
    assertThat(sessions().stage(sessionKey("a"), sealed("grant 2"))).isTrue();
    assertThat(found("a").stagedGrant()).contains(sealed("grant 2"));
    assertThat(found("a").isExchanging()).isTrue();
  }

  @Test
  void endKeepsTheGrantUntilItIsForgotten() {
    stage("a");

    SessionRecord ended = sessions().end(sessionKey("a"), FAILED).orElseThrow();

    assertThat(ended.session().status()).isEqualTo(SessionStatus.FAILED);
    assertThat(ended.session().failure()).isEqualTo(FAILED.failure());
    assertThat(ended.session().endedAt()).isPresent();
    assertThat(ended.stagedGrant()).contains(sealed("grant a"));
    assertThat(reread(ended)).usingRecursiveComparison().isEqualTo(ended);

    sessions().forgetGrant(sessionKey("a"));
    sessions().forgetGrant(sessionKey("a"));

    assertThat(found("a").stagedGrant()).isEmpty();
    assertThat(found("a").session()).usingRecursiveComparison().isEqualTo(ended.session());
  }

  @Test
  void grantOfAnExchangingSessionIsNotForgotten() {
    stage("a");

    sessions().forgetGrant(sessionKey("a"));

    assertThat(found("a").stagedGrant()).contains(sealed("grant a"));
  }

  @Test
  void foreignWorkspaceForgetsNoGrant() {
    stage("a");
    sessions().end(sessionKey("a"), FAILED);

    sessions().forgetGrant(foreign(sessionKey("a")));

    assertThat(found("a").stagedGrant()).contains(sealed("grant a"));
  }

  @Test
  void grantIsTakenOverOnceNobodyHasWorkedAtIt() {
    stage("a");
    pass(AGE.minus(margin()));
    assertThat(take(10)).isEmpty();

    pass(margin().multipliedBy(2));
    List<SessionRecord> taken = sessions().takeGrants(AGE, 10);

    assertThat(taken).singleElement().usingRecursiveComparison().isEqualTo(found("a"));
    assertThat(taken.get(0).isExchanging()).isTrue();
    assertThat(taken.get(0).stagedGrant()).contains(sealed("grant a"));
  }

  @Test
  void whoTakesAGrantHasItForTheSameTime() {
    stage("a");
    pass(AGE);
    take(10);
    pass(AGE.minus(margin()));
    assertThat(take(10)).isEmpty();

    pass(margin());
    assertThat(take(10)).containsExactly(sessionKey("a"));
  }

  @Test
  void grantThatIsStagedAgainIsWorkedAt() {
    stage("a");
    pass(AGE.minus(margin()));
    sessions().stage(sessionKey("a"), sealed("grant a"));
    pass(AGE.minus(margin()));
    assertThat(take(10)).isEmpty();

    pass(margin());
    assertThat(take(10)).containsExactly(sessionKey("a"));
  }

  @Test
  void grantOfAnEndedSessionIsTakenOverToBeRevoked() {
    stage("a");
    pass(AGE.minus(margin()));
    sessions().end(sessionKey("a"), FAILED);
    pass(AGE.minus(margin()));
    assertThat(take(10)).isEmpty();

    pass(margin());
    assertThat(sessions().takeGrants(AGE, 10))
        .singleElement()
        .satisfies(it -> assertThat(it.session().status()).isEqualTo(SessionStatus.FAILED))
        .satisfies(it -> assertThat(it.stagedGrant()).contains(sealed("grant a")));
  }

  @Test
  void whatHasNoGrantIsNotTakenOver() {
    begin("pending");
    exchange("unstaged");
    stage("complete");
    sessions().complete(sessionKey("complete"), insert("complete").build());
    stage("forgotten");
    sessions().end(sessionKey("forgotten"), FAILED);
    sessions().forgetGrant(sessionKey("forgotten"));
    exchange("failed");
    sessions().end(sessionKey("failed"), FAILED);
    stage("purged");
    purge();
    pass(LIFE);

    assertThat(take(10)).isEmpty();
  }

  private void purge() {
    begin(session(OTHER, "kept").build());
    while (!sessions().purge(ACME, 10).isEmpty()) {
      assertThat(sessions().findAll(List.of(foreign(sessionKey("kept"))))).hasSize(1);
    }
  }

  @Test
  void grantsThatWereLeftLongestAreTakenFirst() {
    for (String name : List.of("b", "a", "c")) {
      stage(name);
      pass(AGE);
    }

    assertThat(take(2)).containsExactly(sessionKey("b"), sessionKey("a"));
    assertThat(take(2)).containsExactly(sessionKey("c"));
    assertThat(take(2)).isEmpty();
  }

  @Test
  void grantsAreTakenOverInAllWorkspaces() {
    stage("a");
    begin(session(OTHER, "b").build());
    sessions().claim(claim("b").build());
    sessions().stage(foreign(sessionKey("b")), sealed("grant b"));
    pass(AGE);

    assertThat(take(10)).containsExactlyInAnyOrder(sessionKey("a"), foreign(sessionKey("b")));
  }

  @Test
  void sweepLeavesAnExchangeThatHasAGrant() {
    stage("a");
    pass(LIFE.multipliedBy(10));

    assertThat(sessions().sweep(new SweepLimits(AGE, HOUR, 10)).ended()).isEmpty();
    assertThat(found("a").isExchanging()).isTrue();
    assertThat(take(10)).containsExactly(sessionKey("a"));
  }

  @Test
  void sessionIsForgottenWithTheGrantThatNobodyRevoked() {
    stage("a");
    sessions().end(sessionKey("a"), FAILED);
    pass(HOUR.plus(margin()));

    assertThat(sessions().sweep(new SweepLimits(AGE, HOUR, 10)).removed()).isOne();
    assertThat(take(10)).isEmpty();
    assertThat(sessions().find(ACME, sessionKey("a").sessionId())).isEmpty();
  }

  @Test
  void grantIsTakenOverByOneOfManyThreads() throws Exception {
    IntStream.range(0, 100).forEach(i -> stage("a" + i));
    pass(AGE);
    List<SessionKey> taken = new ArrayList<>();
    try (Race race = new Race(8)) {
      race.run(runner -> this::takeAll).forEach(taken::addAll);
    }

    assertThat(taken).hasSize(100).doesNotHaveDuplicates();
  }

  /** Another thread may have a batch in its hands, so one that got none looks again. */
  private List<SessionKey> takeAll() {
    List<SessionKey> all = new ArrayList<>();
    for (int looks = 0; looks < 50; looks++) {
      all.addAll(take(7));
    }
    return all;
  }

  private void stage(String name) {
    exchange(name);
    assertThat(sessions().stage(sessionKey(name), sealed("grant " + name))).isTrue();
  }

  private List<SessionKey> take(int batch) {
    return sessions().takeGrants(AGE, batch).stream().map(SessionRecord::key).toList();
  }
}
