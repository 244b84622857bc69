package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.sandbox.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A callback that holds no thread of its caller's ends as one that does. */
class AsyncCallbackIT {
  private final HeldStores stores = new HeldStores("stage");
  private TestHost host = TestHost.start(builder -> builder.stores(stores));

  @AfterEach
  void close() {
    stores.letGo();
    host.close();
  }

  @Test
  void callerGoesOnWhileTheCodeIsExchanged() throws Exception {
    Session session = host.begin();

    CompletableFuture<CallbackResult> result = arrive(host.approve(session));

    assertThat(stores.awaitHeld()).isTrue();
    assertThat(result).isNotDone();
    stores.letGo();
    CallbackResult end = result.get(10, TimeUnit.SECONDS);
    assertThat(end.session().status()).isEqualTo(SessionStatus.COMPLETE);
    assertThat(end.session().connectionId()).isPresent();
    assertThat(end.refusedWith()).isEmpty();
  }

  @Test
  void laterArrivalsWaitForTheFirstWithoutAThreadAndLearnItsOutcome() throws Exception {
    URI callback = host.approve(host.begin());
    CompletableFuture<CallbackResult> first = arrive(callback);
    assertThat(stores.awaitHeld()).isTrue();

    List<CompletableFuture<CallbackResult>> others =
        Stream.generate(() -> arrive(callback)).limit(200).toList();

    assertThat(others).noneMatch(CompletableFuture::isDone);
    stores.letGo();
    for (CompletableFuture<CallbackResult> other : others) {
      CallbackResult end = other.get(10, TimeUnit.SECONDS);
      assertThat(end.session().status()).isEqualTo(SessionStatus.COMPLETE);
      assertThat(end.refusedWith()).contains("session_already_used");
    }
    assertThat(first.get(10, TimeUnit.SECONDS).refusedWith()).isEmpty();
    assertThat(host.service.count(Endpoint.TOKEN)).isEqualTo(1);
  }

  @Test
  void denialEndsAtOnce() throws Exception {
    URI denied = host.user.deny(host.begin().authorizeUrl().map(URI::create).orElseThrow());

    assertThat(arrive(denied).get(10, TimeUnit.SECONDS).session().status())
        .isEqualTo(SessionStatus.DENIED);
    assertThat(arrive(denied).get(10, TimeUnit.SECONDS).refusedWith())
        .contains("session_already_used");
  }

  @Test
  void refusedCallbackFailsTheFutureAndChangesNothing() throws Exception {
    Session session = host.begin();
    URI callback = host.approve(session);

    for (String query : List.of("", "code=a", "code=a&state=b", "code=a&code=b&state=c")) {
      assertThatThrownBy(() -> arrive(AcmeProvider.ID, query).get(10, TimeUnit.SECONDS))
          .cause()
          .isInstanceOf(InvalidRequestException.class);
    }
    assertThatThrownBy(() -> arrive("unheard-of", callback.getRawQuery()).get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(MisconfiguredException.class);
    stores.letGo();
    assertThat(arrive(callback).get(10, TimeUnit.SECONDS).session().status())
        .isEqualTo(SessionStatus.COMPLETE);
  }

  @Test
  void cancellingTheFutureCutsNoExchangeShort() {
    Session session = host.begin();
    CompletableFuture<CallbackResult> result = arrive(host.approve(session));
    assertThat(stores.awaitHeld()).isTrue();

    result.cancel(true);
    stores.letGo();

    Awaitility.await().until(() -> host.now(session).status() == SessionStatus.COMPLETE);
    assertThat(result).isCancelled();
  }

  @Test
  void patienceEndsWithThePendingSessionAndTheExchangeGoesOn() throws Exception {
    host.close();
    HttpSettings hasty = HttpSettings.builder().deadline(Duration.ofMillis(100)).build();
    host = TestHost.start(builder -> builder.stores(stores).http(hasty));
    Session session = host.begin();
    URI callback = host.approve(session);

    CompletableFuture<CallbackResult> first = arrive(callback);
    assertThat(stores.awaitHeld()).isTrue();
    CallbackResult second = arrive(callback).get(10, TimeUnit.SECONDS);

    assertThat(first.get(10, TimeUnit.SECONDS).session().status()).isEqualTo(SessionStatus.PENDING);
    assertThat(first.get().refusedWith()).isEmpty();
    assertThat(second.session().status()).isEqualTo(SessionStatus.PENDING);
    assertThat(second.refusedWith()).contains("session_already_used");
    assertThat(host.callback(callback).refusedWith()).contains("session_already_used");
    stores.letGo();
    Awaitility.await().until(() -> host.now(session).status() == SessionStatus.COMPLETE);
  }

  @Test
  void whatHangsOnTheFutureHoldsNoWorker() throws Exception {
    stores.letGo();
    CompletableFuture<String> thread =
        arrive(host.approve(host.begin()))
            .thenApply(result -> Thread.currentThread().getName())
            .exceptionally(Throwable::toString);

    assertThat(thread.get(10, TimeUnit.SECONDS)).doesNotStartWith("patchbay-worker");
  }

  @Test
  void closedRegistryRefusesAtOnce() {
    host.integrations.close();

    assertThatThrownBy(() -> arrive(AcmeProvider.ID, "code=a&state=b"))
        .isInstanceOfSatisfying(
            TemporaryFailureException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CLOSED));
  }

  @Test
  void workspaceOfASessionIsFoundByItsIdAlone() {
    Session session = host.begin();

    assertThat(host.integrations.sessions().findWorkspace(session.id()))
        .contains(TestHost.WORKSPACE);
    assertThat(host.integrations.sessions().findWorkspace(SessionId.of("sess_unheard_of")))
        .isEmpty();
  }

  private CompletableFuture<CallbackResult> arrive(URI callback) {
    return arrive(AcmeProvider.ID, callback.getRawQuery());
  }

  private CompletableFuture<CallbackResult> arrive(String integrationType, String rawQuery) {
    return host.integrations
        .sessions()
        .completeCallbackAsync(CallbackRequest.ofQuery(integrationType, rawQuery));
  }
}
