package dev.patchbay.internal.api;

import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.internal.connection.ServiceFailures;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.protocol.ApiReplyJudge;
import dev.patchbay.model.Credentials;
import java.util.Optional;

/**
 * One call: its request goes out again only after the service turned it away, because of the
 * credential or of a limit. For one thread.
 *
 * @param <T> the answer
 */
final class AuthorizedCall<T> {
  private final ConnectionClient client;
  private final Attempt<T> attempt;
  private final String integrationType;
  private final ApiReplyJudge judge;
  private final LimitBudget budget;
  private boolean replaced;

  AuthorizedCall(ConnectionClient client, Attempt<T> attempt) {
    this.client = client;
    this.attempt = attempt;
    this.integrationType = client.placement().definition().id();
    this.judge = new ApiReplyJudge(client.errors());
    this.budget = new LimitBudget(integrationType, judge, client.rules());
  }

  T answer(ApiRequest request) {
    Credentials credentials = client.supply().get();
    while (true) {
      T answer = send(request, credentials);
      Optional<Credentials> next = next(answer, credentials);
      if (next.isEmpty()) {
        return answer;
      }
      credentials = next.get();
    }
  }

  private T send(ApiRequest request, Credentials credentials) {
    try {
      return attempt.send(
          client.placement().place(request, credentials.kind(), credentials.accessToken()));
    } catch (HttpFailure failure) {
      throw ServiceFailures.unreachable(integrationType, failure);
    }
  }

  /** What to send the request with again; empty if the answer is for the caller. */
  private Optional<Credentials> next(T answer, Credentials sent) {
    boolean forCaller = false;
    try {
      ApiReply seen = attempt.seen(answer);
      Optional<Credentials> next =
          switch (judge.judge(seen)) {
            case RATE_LIMITED -> afterPause(answer, seen);
            case UNAUTHORIZED -> replacement(sent);
            case FINE, PASSING, REFUSED -> Optional.empty();
          };
      forCaller = next.isEmpty();
      return next;
    } catch (HttpFailure failure) {
      throw ServiceFailures.unreachable(integrationType, failure);
    } finally {
      if (!forCaller) {
        attempt.drop(answer);
      }
    }
  }

  private Optional<Credentials> afterPause(T answer, ApiReply seen) {
    attempt.drop(answer); // before the pause, so that no connection is kept for it
    budget.await(seen);
    return Optional.of(client.supply().get());
  }

  private Optional<Credentials> replacement(Credentials sent) {
    if (replaced) {
      return Optional.empty();
    }
    replaced = true;
    return client.supply().replacementFor(sent);
  }
}
