package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.OTHER;
import static dev.patchbay.testkit.stores.StoreSamples.account;
import static dev.patchbay.testkit.stores.StoreSamples.connection;
import static dev.patchbay.testkit.stores.StoreSamples.connectionId;
import static dev.patchbay.testkit.stores.StoreSamples.insert;
import static dev.patchbay.testkit.stores.StoreSamples.sealed;
import static dev.patchbay.testkit.stores.StoreSamples.sessionKey;
import static dev.patchbay.testkit.stores.StoreSamples.swap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.WriteOutcome;
import dev.patchbay.spi.store.WriteStatus;
import org.junit.jupiter.api.Test;

/** What every store promises of the step that ends a session and writes its connection. */
public abstract class SessionCompletionContract extends StoresContract {

  /** For authors of stores. */
  protected SessionCompletionContract() {}

  @Test
  void completeEndsTheSessionAndInsertsTheConnection() {
    exchange("a");

    WriteOutcome outcome = sessions().complete(sessionKey("a"), insert("a").build());

    assertThat(outcome.status()).isEqualTo(WriteStatus.DONE);
    ConnectionRecord written = outcome.connection().orElseThrow();
    assertThat(reread(written)).usingRecursiveComparison().isEqualTo(written);
    assertThat(found("a").session().status()).isEqualTo(SessionStatus.COMPLETE);
    assertThat(found("a").session().connectionId()).contains(connectionId("a"));
    assertThat(found("a").session().endedAt()).isPresent();
    assertThat(found("a").session().failure()).isEmpty();
  }

  @Test
  void completeForgetsTheGrant() {
    exchange("a");
    sessions().stage(sessionKey("a"), sealed("grant"));

    sessions().complete(sessionKey("a"), insert("a").build());

    assertThat(found("a").stagedGrant()).isEmpty();
  }

  @Test
  void completeSwapsTheCredentialOfAConnection() {
    ConnectionRecord before = connect("a");
    exchange("a");

    WriteOutcome outcome = sessions().complete(sessionKey("a"), swap(before).build());

    assertThat(outcome.status()).isEqualTo(WriteStatus.DONE);
    assertThat(reread(before).revision()).isGreaterThan(before.revision());
    assertThat(found("a").session().connectionId()).contains(before.connection().id());
  }

  @Test
  void conflictOfAnInsertLeavesSessionAndConnectionsAsTheyWere() {
    ConnectionRecord taken = connect("a");
    exchange("a");

    WriteOutcome outcome =
        sessions().complete(sessionKey("a"), insert(connection("b").account(account("a"))).build());

    assertThat(outcome.status()).isEqualTo(WriteStatus.CONFLICT);
    assertThat(outcome.connection()).isEmpty();
    assertThat(found("a").isExchanging()).isTrue();
    assertThat(connections().find(ACME, connectionId("b"))).isEmpty();
    assertThat(reread(taken)).usingRecursiveComparison().isEqualTo(taken);
  }

  @Test
  void conflictOfASwapLeavesTheSessionForAnotherTry() {
    ConnectionRecord before = connect("a");
    exchange("a");
    ConnectionWrite stale = swap(before).build();
    connections().write(swap(before).build());

    assertThat(sessions().complete(sessionKey("a"), stale).status())
        .isEqualTo(WriteStatus.CONFLICT);
    assertThat(found("a").isExchanging()).isTrue();
    assertThat(sessions().complete(sessionKey("a"), swap(reread(before)).build()).status())
        .isEqualTo(WriteStatus.DONE);
  }

  @Test
  void deletedConnectionIsGoneAndLeavesTheSessionExchanging() {
    ConnectionRecord before = connect("a");
    exchange("a");
    connections().beginDelete(ACME, before.connection().id());

    WriteOutcome outcome = sessions().complete(sessionKey("a"), swap(before).build());

    assertThat(outcome.status()).isEqualTo(WriteStatus.GONE);
    assertThat(found("a").isExchanging()).isTrue();
    assertThat(connections().find(ACME, connectionId("a"))).isEmpty();
  }

  @Test
  void completedSessionWritesNoSecondConnection() {
    exchange("a");
    sessions().complete(sessionKey("a"), insert("a").build());

    WriteOutcome second = sessions().complete(sessionKey("a"), insert("b").build());

    assertThat(second.status()).isEqualTo(WriteStatus.GONE);
    assertThat(connections().find(ACME, connectionId("b"))).isEmpty();
    assertThat(found("a").session().connectionId()).contains(connectionId("a"));
  }

  @Test
  void completedSessionCannotBeEndedOtherwise() {
    exchange("a");
    sessions().complete(sessionKey("a"), insert("a").build());

    assertThat(sessions().end(sessionKey("a"), SessionEnd.builder(SessionStatus.DENIED).build()))
        .isEmpty();
    assertThat(sessions().stage(sessionKey("a"), sealed("late"))).isFalse();
    assertThat(found("a").session().status()).isEqualTo(SessionStatus.COMPLETE);
    assertThat(found("a").stagedGrant()).isEmpty();
  }

  @Test
  void sessionWhoseConnectionConflictedCanBeEnded() {
    connect("a");
    exchange("a");
    sessions().complete(sessionKey("a"), insert("a").build());

    assertThat(sessions().end(sessionKey("a"), SessionEnd.builder(SessionStatus.FAILED).build()))
        .isPresent();
    assertThat(found("a").session().connectionId()).isEmpty();
  }

  @Test
  void connectionOfAnotherWorkspaceIsRefused() {
    exchange("a");
    ConnectionWrite foreign = insert(connection(OTHER, "a")).build();

    assertThatThrownBy(() -> sessions().complete(sessionKey("a"), foreign))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(found("a").isExchanging()).isTrue();
    assertThat(connections().find(OTHER, connectionId("a"))).isEmpty();
  }
}
