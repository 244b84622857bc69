package dev.patchbay.web.internal;

import dev.patchbay.error.ErrorCode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the container its thread back until a result is there, and then has it dispatch the request
 * once more, so that the answer is written by a thread of the container's.
 */
final class LateAnswer implements AsyncListener {
  private static final Logger LOG = LoggerFactory.getLogger(LateAnswer.class);
  private static final String RESULT = LateAnswer.class.getName();

  private final AsyncContext waiting;
  private final AtomicBoolean dispatched = new AtomicBoolean();

  private LateAnswer(AsyncContext waiting) {
    this.waiting = waiting;
  }

  /** {@return what an earlier dispatch of the request waits for; null if this is the first one} */
  static @Nullable CompletableFuture<?> begun(HttpServletRequest request) {
    return (CompletableFuture<?>) request.getAttribute(RESULT);
  }

  /** Refuses a request that could not wait, before anything is begun. */
  static void requireSupport(HttpServletRequest request) {
    if (!request.isAsyncSupported()) {
      LOG.error(
          "Callbacks are refused: the servlet, or a filter before it, is not registered with"
              + " asynchronous support ('async-supported')");
      throw new Refusal(
          ErrorCode.INVALID_CONFIGURATION, ErrorWords.of(ErrorCode.INVALID_CONFIGURATION));
    }
  }

  /** Lets a request wait for a result, which always comes. */
  static void await(CompletableFuture<?> result, HttpServletRequest request) {
    request.setAttribute(RESULT, result);
    LateAnswer answer = new LateAnswer(request.startAsync());
    answer.waiting.setTimeout(0);
    answer.waiting.addListener(answer);
    Future<?> unused = result.whenComplete((done, failure) -> answer.dispatch());
  }

  private void dispatch() {
    if (dispatched.compareAndSet(false, true)) {
      waiting.dispatch();
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    dispatch();
  }

  @Override
  public void onError(AsyncEvent event) {
    dispatched.set(true); // the client is gone
  }

  @Override
  public void onComplete(AsyncEvent event) {}

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
