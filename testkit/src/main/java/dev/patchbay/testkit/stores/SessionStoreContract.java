package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.LIFE;
import static dev.patchbay.testkit.stores.StoreSamples.OTHER;
import static dev.patchbay.testkit.stores.StoreSamples.claim;
import static dev.patchbay.testkit.stores.StoreSamples.foreign;
import static dev.patchbay.testkit.stores.StoreSamples.hash;
import static dev.patchbay.testkit.stores.StoreSamples.insert;
import static dev.patchbay.testkit.stores.StoreSamples.sealed;
import static dev.patchbay.testkit.stores.StoreSamples.session;
import static dev.patchbay.testkit.stores.StoreSamples.sessionKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.WriteStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every session store promises of one session: from its creation to its end. */
public abstract class SessionStoreContract extends StoresContract {
  private static final SessionFailure REJECTED =
      SessionFailure.builder("code_rejected", "The service refused the code.")
          .serviceError("invalid_grant")
          .build();
  private static final SessionEnd FAILED =
      SessionEnd.builder(SessionStatus.FAILED).failure(REJECTED).build();
  private static final SessionEnd DENIED = SessionEnd.builder(SessionStatus.DENIED).build();

  /** For authors of stores. */
  protected SessionStoreContract() {}

  @Test
  void createSetsTheTimes() {
    Session created = begin("a").session();

    assertThat(created.createdAt()).isAfter(Instant.EPOCH);
    assertThat(created.expiresAt()).isEqualTo(created.createdAt().plus(LIFE));
  }

  @Test
  void laterSessionIsCreatedLater() {
    begin("a");
    pass(Duration.ofMinutes(1));

    Instant later = begin("b").session().createdAt();

    assertThat(later).isAfterOrEqualTo(found("a").session().createdAt().plusSeconds(60));
  }

  @Test
  void createdSessionIsFoundAsItWasMade() {
    SessionRecord created = begin(fullSession());

    assertThat(reread(created)).usingRecursiveComparison().isEqualTo(created);
    assertThat(created)
        .usingRecursiveComparison()
        .ignoringFields("session.createdAt", "session.expiresAt")
        .isEqualTo(fullSession());
  }

  private static SessionRecord fullSession() {
    Session session =
        Session.builder(SessionId.of("sess_full"), ACME, "posthog")
            .memberId(MemberId.of("member_1"))
            .returnTo("/settings?tab=1")
            .browserBound()
            .build();
    return SessionRecord.builder(session, "hash_full", "https://app.example/cb", "client-a")
        .bindingHash("binding_full")
        .requestedScopes(Scopes.of("read", "write"))
        .variable("region", "eu")
        .variable("host", "eu.example.com")
        .reconnects(ConnectionId.of("conn_1"))
        .accountChangeAllowed()
        .sealedVerifier(sealed("verifier"))
        .build();
  }

  @Test
  void foreignSessionIsNotFound() {
    SessionRecord created = begin("a");

    assertThat(sessions().find(OTHER, created.session().id())).isEmpty();
    assertThat(sessions().find(ACME, SessionId.of("sess_unknown"))).isEmpty();
  }

  @Test
  void workspaceOfASessionIsFoundByItsIdAlone() {
    begin("a");
    begin(session(OTHER, "b").build());
    sessions().claim(claim("b").end(DENIED).build());

    assertThat(sessions().findWorkspace(sessionKey("a").sessionId())).contains(ACME);
    assertThat(sessions().findWorkspace(sessionKey("b").sessionId())).contains(OTHER);
    assertThat(sessions().findWorkspace(SessionId.of("sess_unknown"))).isEmpty();
  }

  @Test
  void findAllFindsWhatIsThereAndNothingForeign() {
    begin("a");
    begin(session(OTHER, "b").build());
    SessionKey own = sessionKey("a");
    SessionKey others = foreign(sessionKey("b"));
    List<SessionKey> wanted =
        List.of(own, others, foreign(own), sessionKey("b"), sessionKey("unknown"));

    Map<SessionKey, Session> found = sessions().findAll(wanted);

    assertThat(found).containsOnlyKeys(own, others);
    assertThat(found.get(others))
        .usingRecursiveComparison()
        .isEqualTo(sessions().find(OTHER, others.sessionId()).orElseThrow().session());
  }

  @Test
  void findAllOfNothingIsEmpty() {
    begin("a");

    assertThat(sessions().findAll(List.of())).isEmpty();
  }

  @Test
  void stateFindsItsSessionInAnyWorkspaceEndedOrNot() {
    exchange("a");
    sessions().end(sessionKey("a"), FAILED);
    begin(session(OTHER, "b").build());

    assertThat(sessions().findByState(hash("a")))
        .hasValueSatisfying(found -> assertThat(found.key()).isEqualTo(sessionKey("a")));
    assertThat(sessions().findByState(hash("b")))
        .hasValueSatisfying(found -> assertThat(found.key()).isEqualTo(foreign(sessionKey("b"))));
    assertThat(sessions().findByState(hash("unknown"))).isEmpty();
  }

  @Test
  void pendingSessionIsPendingUntilJustBeforeItsEnd() {
    begin("a");
    pass(LIFE.minus(margin()));

    assertThat(statuses("a")).containsOnly(SessionStatus.PENDING);
  }

  @Test
  void pendingSessionReadsExpiredFromItsEndOn() {
    begin("a");
    pass(LIFE);
    assertThat(statuses("a")).containsOnly(SessionStatus.EXPIRED);

    pass(margin());
    assertThat(statuses("a")).containsOnly(SessionStatus.EXPIRED);
  }

  private List<SessionStatus> statuses(String name) {
    SessionKey key = sessionKey(name);
    return List.of(
        found(name).session().status(),
        sessions().findByState(hash(name)).orElseThrow().session().status(),
        sessions().findAll(List.of(key)).values().iterator().next().status());
  }

  @Test
  void expiredSessionEndedWhenItsTimeWasOverAndHoldsNoVerifier() {
    begin("a");
    pass(LIFE.multipliedBy(2));

    SessionRecord expired = found("a");

    assertThat(expired.session().endedAt()).contains(expired.session().expiresAt());
    assertThat(expired.sealedVerifier()).isEmpty();
  }

  @Test
  void claimHandsOutTheVerifierAndTheStoreForgetsIt() {
    begin("a");

    SessionRecord claimed = sessions().claim(claim("a").build()).orElseThrow();

    assertThat(claimed.sealedVerifier()).contains(sealed("verifier a"));
    assertThat(reread(claimed).sealedVerifier()).isEmpty();
    assertThat(sessions().findByState(hash("a")).orElseThrow().sealedVerifier()).isEmpty();
  }

  @Test
  void claimedSessionIsExchangingAndShowsAsPending() {
    SessionRecord claimed = exchange("a");

    SessionRecord found = reread(claimed);

    assertThat(found.isExchanging()).isTrue();
    assertThat(found.claimedAt()).isPresent();
    assertThat(found.claimedAt()).isEqualTo(claimed.claimedAt());
    assertThat(found.session().status()).isEqualTo(SessionStatus.PENDING);
    assertThat(found.session().endedAt()).isEmpty();
  }

  @Test
  void claimedSessionCannotBeClaimedAgain() {
    exchange("a");

    assertThat(sessions().claim(claim("a").build())).isEmpty();
    assertThat(sessions().claim(claim("a").end(DENIED).build())).isEmpty();
    assertThat(found("a").isExchanging()).isTrue();
  }

  @Test
  void claimSucceedsUntilJustBeforeTheEnd() {
    begin("a");
    pass(LIFE.minus(margin()));

    assertThat(sessions().claim(claim("a").build())).isPresent();
  }

  @Test
  void claimFailsFromTheEndOn() {
    begin("a");
    pass(LIFE);
    assertThat(sessions().claim(claim("a").build())).isEmpty();

    pass(margin());
    assertThat(sessions().claim(claim("a").build())).isEmpty();
    assertThat(found("a").claimedAt()).isEmpty();
  }

  @Test
  void exchangingSessionDoesNotExpire() {
    exchange("a");
    pass(LIFE.multipliedBy(2));

    assertThat(found("a").isExchanging()).isTrue();
    assertThat(sessions().end(sessionKey("a"), FAILED)).isPresent();
  }

  @Test
  void claimOfAnotherIntegrationFailsAndUsesNothingUp() {
    begin("a");

    SessionClaim slack = SessionClaim.builder(hash("a"), "slack").build();

    assertThat(sessions().claim(slack)).isEmpty();
    assertThat(sessions().claim(claim("a").build())).isPresent();
  }

  @Test
  void claimOfAnUnknownStateFails() {
    begin("a");

    assertThat(sessions().claim(claim("unknown").build())).isEmpty();
  }

  @Test
  void claimWithTheWrongBindingFailsAndUsesNothingUp() {
    begin(session("a").bindingHash("binding_a").build());

    assertThat(sessions().claim(claim("a").bindingHash("binding_b").build())).isEmpty();
    assertThat(sessions().claim(claim("a").bindingHash("").build())).isEmpty();
    assertThat(sessions().claim(claim("a").end(DENIED).bindingHash("binding_b").build())).isEmpty();
    assertThat(sessions().claim(claim("a").bindingHash("binding_a").build())).isPresent();
  }

  @Test
  void claimWithoutBindingDoesNotSuitABoundSession() {
    begin(session("a").bindingHash("binding_a").build());

    assertThat(sessions().claim(claim("a").build())).isEmpty();
    assertThat(found("a").isExchanging()).isFalse();
  }

  @Test
  void sessionThatIsNotBoundTakesAnyBinding() {
    begin("a");

    assertThat(sessions().claim(claim("a").bindingHash("binding_a").build())).isPresent();
  }

  @Test
  void claimCanEndTheSessionAtOnce() {
    begin("a");
    begin("b");

    Session denied = sessions().claim(claim("a").end(DENIED).build()).orElseThrow().session();
    Session failed = sessions().claim(claim("b").end(FAILED).build()).orElseThrow().session();

    assertThat(denied.status()).isEqualTo(SessionStatus.DENIED);
    assertThat(denied.failure()).isEmpty();
    assertThat(denied.endedAt()).isPresent();
    assertThat(failed.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(failed.failure()).contains(REJECTED);
    assertThat(found("b").session()).usingRecursiveComparison().isEqualTo(failed);
    assertThat(found("b").sealedVerifier()).isEmpty();
  }

  @Test
  void endedSessionTakesNoFurtherStep() {
    begin("a");
    sessions().claim(claim("a").end(DENIED).build());
    SessionRecord ended = found("a");

    assertTakesNoStepFromExchanging(sessionKey("a"));
    assertThat(sessions().claim(claim("a").build())).isEmpty();
    pass(LIFE);
    assertThat(reread(ended).session().status()).isEqualTo(SessionStatus.DENIED);
  }

  @Test
  void pendingSessionHasToBeClaimedFirst() {
    begin("a");

    assertTakesNoStepFromExchanging(sessionKey("a"));
    assertThat(sessions().claim(claim("a").build())).isPresent();
  }

  @Test
  void expiredSessionTakesNoStep() {
    begin("a");
    pass(LIFE);

    assertTakesNoStepFromExchanging(sessionKey("a"));
    assertThat(found("a").session().status()).isEqualTo(SessionStatus.EXPIRED);
  }

  @Test
  void idsThatNoStoreCouldKeepAreNotFound() {
    begin("a");
    for (String odd : List.of("a\0", "a\ud800", "a\n", "a'; --")) {
      SessionKey key = new SessionKey(ACME, SessionId.of("sess_" + odd));
      assertThat(sessions().find(ACME, key.sessionId())).isEmpty();
      assertThat(sessions().findAll(List.of(key, sessionKey("a")))).hasSize(1);
      assertThat(sessions().findByState(hash(odd))).isEmpty();
      assertThat(connections().find(ACME, ConnectionId.of("conn_" + odd))).isEmpty();
      assertTakesNoStepFromExchanging(key);
    }
  }

  @Test
  void unknownSessionTakesNoStep() {
    assertTakesNoStepFromExchanging(sessionKey("unknown"));
  }

  @Test
  void foreignWorkspaceMovesNoSession() {
    exchange("a");

    SessionKey foreign = foreign(sessionKey("a"));
    assertThat(sessions().stage(foreign, sealed("grant"))).isFalse();
    assertThat(sessions().end(foreign, FAILED)).isEmpty();
    assertThat(
            sessions()
                .complete(foreign, insert(StoreSamples.connection(OTHER, "a")).build())
                .status())
        .isEqualTo(WriteStatus.GONE);

    assertThat(found("a").isExchanging()).isTrue();
    assertThat(found("a").stagedGrant()).isEmpty();
    assertThat(connections().find(OTHER, StoreSamples.connectionId("a"))).isEmpty();
  }

  private void assertTakesNoStepFromExchanging(SessionKey key) {
    assertThat(sessions().stage(key, sealed("grant"))).isFalse();
    assertThat(sessions().end(key, FAILED)).isEmpty();
    assertThat(sessions().complete(key, insert("late").build()).status())
        .isEqualTo(WriteStatus.GONE);
    assertThat(connections().find(ACME, StoreSamples.connectionId("late"))).isEmpty();
  }

  @Test
  void sessionEndsOnce() {
    exchange("a");
    sessions().end(sessionKey("a"), DENIED);

    assertTakesNoStepFromExchanging(sessionKey("a"));
    assertThat(found("a").session().status()).isEqualTo(SessionStatus.DENIED);
  }
}
