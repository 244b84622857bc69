package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.LIFE;
import static dev.patchbay.testkit.stores.StoreSamples.OTHER;
import static dev.patchbay.testkit.stores.StoreSamples.claim;
import static dev.patchbay.testkit.stores.StoreSamples.connectionId;
import static dev.patchbay.testkit.stores.StoreSamples.foreign;
import static dev.patchbay.testkit.stores.StoreSamples.hash;
import static dev.patchbay.testkit.stores.StoreSamples.insert;
import static dev.patchbay.testkit.stores.StoreSamples.session;
import static dev.patchbay.testkit.stores.StoreSamples.sessionKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionLimits;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.SweepLimits;
import dev.patchbay.spi.store.SweepReport;
import dev.patchbay.spi.store.WriteStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every session store promises of many sessions: quotas, and sweeping. */
public abstract class SessionSweepContract extends StoresContract {
  private static final Duration EXCHANGE_LIFE = Duration.ofMinutes(5);
  private static final Duration KEEP_ENDED = Duration.ofHours(1);

  /** For authors of stores. */
  protected SessionSweepContract() {}

  @Test
  void workspaceQuotaCountsTheNewSession() {
    assertThat(create("a", 2, 10)).isPresent();
    assertThat(create("b", 2, 10)).isPresent();
    assertThat(create("c", 2, 10)).isEmpty();
  }

  @Test
  void totalQuotaCountsTheNewSession() {
    assertThat(create(ACME, "a", 10, 2)).isPresent();
    assertThat(create(OTHER, "b", 10, 2)).isPresent();
    assertThat(create(ACME, "c", 10, 2)).isEmpty();
    assertThat(create(OTHER, "d", 10, 2)).isEmpty();
  }

  @Test
  void quotaOfNothingRefusesAll() {
    assertThat(create("a", 0, 10)).isEmpty();
    assertThat(create("b", 10, 0)).isEmpty();
  }

  @Test
  void fullWorkspaceLeavesOthersTheirQuota() {
    create(ACME, "a", 1, 10);

    assertThat(create(ACME, "b", 1, 10)).isEmpty();
    assertThat(create(OTHER, "c", 1, 10)).isPresent();
  }

  @Test
  void refusedSessionIsNotThere() {
    create("a", 1, 10);
    create("b", 1, 10);

    assertThat(sessions().find(ACME, sessionKey("b").sessionId())).isEmpty();
    assertThat(sessions().findByState(hash("b"))).isEmpty();
    assertThat(sessions().claim(claim("b").build())).isEmpty();
  }

  @Test
  void refusalEvictsNobody() {
    create("a", 1, 1);
    create("b", 1, 1);

    assertThat(sessions().claim(claim("a").build())).isPresent();
  }

  @Test
  void expiredSessionFreesItsPlaceBeforeAnySweep() {
    create("a", 1, 1);
    pass(LIFE);

    assertThat(create("b", 1, 1)).isPresent();
    assertThat(create("c", 1, 1)).isEmpty();
    assertThat(found("a").session().status()).isEqualTo(SessionStatus.EXPIRED);
  }

  @Test
  void pendingSessionHoldsItsPlaceUntilJustBeforeItsEnd() {
    create("a", 1, 10);
    pass(LIFE.minus(margin()));

    assertThat(create("b", 1, 10)).isEmpty();
  }

  @Test
  void expiredSessionFreesOnePlaceOnly() {
    create("a", 2, 10);
    pass(LIFE.dividedBy(2));
    create("b", 2, 10);
    pass(LIFE.dividedBy(2));

    assertThat(create("c", 2, 10)).isPresent();
    assertThat(create("d", 2, 10)).isEmpty();
    sweep(100);
    assertThat(create("e", 2, 10)).isEmpty();
  }

  @Test
  void totalQuotaIsFreedByOtherWorkspacesExpiredSessions() {
    create(OTHER, "a", 1, 1);
    pass(LIFE);

    assertThat(create(ACME, "b", 1, 1)).isPresent();
    assertThat(create(OTHER, "c", 1, 1)).isEmpty();
  }

  @Test
  void shorterLifeFreesItsPlaceEarlier() {
    create("long", 2, 10);
    sessions().create(session("short").build(), new SessionLimits(Duration.ofMinutes(1), 2, 10));
    pass(Duration.ofMinutes(1));

    assertThat(create("next", 2, 10)).isPresent();
    assertThat(create("last", 2, 10)).isEmpty();
    assertThat(found("long").session().status()).isEqualTo(SessionStatus.PENDING);
  }

  @Test
  void claimedSessionFreesItsPlaceOnce() {
    create("a", 1, 1);
    sessions().claim(claim("a").build());

    assertThat(create("b", 1, 1)).isPresent();
    sessions().end(sessionKey("a"), SessionEnd.builder(SessionStatus.DENIED).build());
    assertThat(create("c", 1, 1)).isEmpty();
  }

  @Test
  void deniedSessionFreesItsPlace() {
    create("a", 1, 1);
    sessions().claim(claim("a").end(SessionEnd.builder(SessionStatus.DENIED).build()).build());

    assertThat(create("b", 1, 1)).isPresent();
    assertThat(create("c", 1, 1)).isEmpty();
  }

  private Optional<SessionRecord> create(String name, int perWorkspace, int total) {
    return create(ACME, name, perWorkspace, total);
  }

  private Optional<SessionRecord> create(
      WorkspaceId workspaceId, String name, int perWorkspace, int total) {
    SessionLimits limits = new SessionLimits(LIFE, perWorkspace, total);
    return sessions().create(session(workspaceId, name).build(), limits);
  }

  @Test
  void sweepEndsExpiredSessionsAndReportsThemOnce() {
    begin("a");
    pass(LIFE);

    SweepReport report = sweep(100);

    assertThat(keys(report)).containsExactly(sessionKey("a"));
    assertThat(report.ended().get(0).session().status()).isEqualTo(SessionStatus.EXPIRED);
    assertThat(report.ended().get(0).session().endedAt())
        .contains(found("a").session().expiresAt());
    assertThat(report.ended().get(0).sealedVerifier()).isEmpty();
    assertThat(keys(sweep(100))).isEmpty();
    assertThat(found("a").session().status()).isEqualTo(SessionStatus.EXPIRED);
    assertThat(found("a").session().endedAt()).contains(found("a").session().expiresAt());
  }

  @Test
  void sweepLeavesWhatIsInTime() {
    begin("a");
    pass(LIFE.minus(margin()));
    exchange("b");
    pass(Duration.ZERO);

    SweepReport report = sweep(100);

    assertThat(keys(report)).isEmpty();
    assertThat(report.removed()).isZero();
    assertThat(sessions().claim(claim("a").build())).isPresent();
    assertThat(found("b").isExchanging()).isTrue();
  }

  @Test
  void sweepReportsAnExpiredSessionWhosePlaceWasTakenBefore() {
    create("a", 1, 1);
    pass(LIFE);
    create("b", 1, 1);

    assertThat(keys(sweep(100))).containsExactly(sessionKey("a"));
    assertThat(keys(sweep(100))).isEmpty();
  }

  @Test
  void sweepReportsAnExpiredSessionHoweverLateItComes() {
    create("a", 1, 1);
    pass(LIFE.plus(KEEP_ENDED).plus(KEEP_ENDED));
    create("b", 1, 1);

    assertThat(keys(sweep(1))).containsExactly(sessionKey("a"));
  }

  @Test
  void sweepEndsAnExchangeThatWasLeftBehind() {
    exchange("a");
    pass(EXCHANGE_LIFE.plus(margin()));

    SweepReport report = sweep(100);

    SessionRecord ended = report.ended().get(0);
    assertThat(keys(report)).containsExactly(sessionKey("a"));
    assertThat(ended.session().status()).isEqualTo(SessionStatus.FAILED);
    assertThat(ended.session().failure().map(SessionFailure::code))
        .contains("exchange_outcome_unknown");
    assertThat(ended.session().endedAt()).isPresent();
    assertThat(found("a").session()).usingRecursiveComparison().isEqualTo(ended.session());
    assertThat(keys(sweep(100))).isEmpty();
  }

  @Test
  void sweepLeavesAnExchangeInItsLife() {
    begin("a");
    pass(LIFE.minus(margin()));
    sessions().claim(claim("a").build());
    pass(EXCHANGE_LIFE.minus(margin()));

    assertThat(keys(sweep(100))).isEmpty();
    assertThat(sessions().complete(sessionKey("a"), insert("a").build()).status())
        .isEqualTo(WriteStatus.DONE);
  }

  @Test
  void exchangeThatWasSweptWritesNoConnection() {
    exchange("a");
    pass(EXCHANGE_LIFE.plus(margin()));
    sweep(100);

    assertThat(sessions().complete(sessionKey("a"), insert("a").build()).status())
        .isEqualTo(WriteStatus.GONE);
    assertThat(connections().find(ACME, connectionId("a"))).isEmpty();
  }

  @Test
  void sweptSessionCannotBeClaimed() {
    begin("a");
    pass(LIFE);
    sweep(100);

    assertThat(sessions().claim(claim("a").build())).isEmpty();
  }

  @Test
  void sweepForgetsEndedSessionsWhenTheyWereKeptLongEnough() {
    exchange("a");
    sessions().end(sessionKey("a"), SessionEnd.builder(SessionStatus.DENIED).build());
    pass(KEEP_ENDED.minus(margin()));
    assertThat(sweep(100).removed()).isZero();
    assertThat(found("a").session().status()).isEqualTo(SessionStatus.DENIED);

    pass(margin().multipliedBy(2));
    SweepReport report = sweep(100);

    assertThat(report.removed()).isOne();
    assertThat(keys(report)).isEmpty();
    assertThat(sessions().find(ACME, sessionKey("a").sessionId())).isEmpty();
    assertThat(sessions().findByState(hash("a"))).isEmpty();
    assertThat(sessions().findAll(List.of(sessionKey("a")))).isEmpty();
    assertThat(sweep(100).removed()).isZero();
  }

  @Test
  void forgottenSessionLeavesNothingBehind() {
    exchange("a");
    sessions().end(sessionKey("a"), SessionEnd.builder(SessionStatus.DENIED).build());
    pass(KEEP_ENDED.plus(margin()));
    sweep(100);

    begin("a");

    assertThat(sessions().claim(claim("a").build())).isPresent();
  }

  @Test
  void sweepForgetsExpiredAndCompletedSessionsToo() {
    begin("a");
    exchange("b");
    sessions().complete(sessionKey("b"), insert("b").build());
    pass(LIFE);
    sweep(100);
    pass(KEEP_ENDED.plus(margin()));

    assertThat(sweep(100).removed()).isEqualTo(2);
    assertThat(connections().find(ACME, connectionId("b"))).isPresent();
  }

  @Test
  void sweepLooksAtAllWorkspaces() {
    begin(session(ACME, "a").build());
    begin(session(OTHER, "b").build());
    pass(LIFE);

    assertThat(keys(sweep(100)))
        .containsExactlyInAnyOrder(sessionKey("a"), foreign(sessionKey("b")));
  }

  @Test
  void sweepChangesNoMoreThanItsBatch() {
    for (int i = 0; i < 5; i++) {
      begin("expired" + i);
      exchange("left" + i);
      begin("denied" + i);
      sessions()
          .claim(claim("denied" + i).end(SessionEnd.builder(SessionStatus.DENIED).build()).build());
    }
    pass(LIFE.plus(KEEP_ENDED.dividedBy(2)));
    List<SessionKey> ended = new ArrayList<>();
    int removed = 0;
    for (int sweeps = 0; sweeps < 10; sweeps++) {
      SweepReport report = sweep(2);
      assertThat(report.ended().size() + report.removed()).isLessThanOrEqualTo(2);
      ended.addAll(keys(report));
      removed += report.removed();
    }
    assertThat(ended).hasSize(10).doesNotHaveDuplicates();
    assertThat(removed).isZero();
    pass(KEEP_ENDED);
    assertThat(sweep(4).removed()).isEqualTo(4);
    assertThat(sweep(100).removed()).isEqualTo(11);
  }

  private SweepReport sweep(int batch) {
    return sessions().sweep(new SweepLimits(EXCHANGE_LIFE, KEEP_ENDED, batch));
  }

  private static List<SessionKey> keys(SweepReport report) {
    return report.ended().stream().map(SessionRecord::key).toList();
  }
}
