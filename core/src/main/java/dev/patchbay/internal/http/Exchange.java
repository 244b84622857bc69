package dev.patchbay.internal.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way: whether it was stopped, and whether its first byte may have left. The two
 * are decided under one lock, so a request that was stopped first is never sent. Thread-safe.
 *
 * <p>The deadline runs from the start, and stands still only while code of the caller's own has its
 * turn: what writes a body, and what reads one bit by bit. Each wait after such a turn has the
 * whole deadline again, and the total time bounds them all.
 */
final class Exchange {
  private static final String ATTRIBUTE = Exchange.class.getName();

  private final HttpUriRequestBase request;
  private final HttpLimits limits;
  private final Consumer<Exchange> onFinish;
  private final Alarm deadline;
  private final Alarm total;
  private HttpFailure.@Nullable Kind stopped;
  private boolean sent;
  private @Nullable ClassicHttpResponse response;
  private @Nullable ExecRuntime runtime;

  Exchange(HttpUriRequestBase request, HttpLimits limits, Surroundings surroundings) {
    this.request = request;
    this.limits = limits;
    this.onFinish = surroundings.onFinish();
    this.deadline =
        new Alarm(
            surroundings.scheduler(), limits.deadline(), () -> stop(HttpFailure.Kind.TIMED_OUT));
    this.total =
        new Alarm(
            surroundings.scheduler(),
            surroundings.total(),
            () -> stop(HttpFailure.Kind.STREAMED_TOO_LONG));
  }

  static Exchange of(HttpContext context) {
    return (Exchange) context.getAttribute(ATTRIBUTE);
  }

  HttpClientContext newContext() {
    HttpClientContext context = HttpClientContext.create();
    context.setAttribute(ATTRIBUTE, this);
    return context;
  }

  HttpUriRequestBase request() {
    return request;
  }

  HttpLimits limits() {
    return limits;
  }

  AddressRule addressRule() {
    return limits.hosts().ruleOf(request.getAuthority().getHostName().toLowerCase(Locale.ROOT));
  }

  /** Begins to wait for the service. */
  void startWaiting() {
    deadline.start();
  }

  /** The caller has its turn, for as long as the total time allows. */
  void stopWaiting() {
    deadline.cancel();
    total.startOnce();
  }

  /** Ends the exchange wherever it is. Does not wait for it. */
  void stop(HttpFailure.Kind kind) {
    synchronized (this) {
      if (stopped == null) {
        stopped = kind;
      }
    }
    request.cancel();
  }

  /** Must be passed right before the first byte is written. */
  synchronized void startSending() throws RefusedReply {
    // A scheduler that is late must not let a request out after its deadline.
    if (stopped == null && deadline.isDue()) {
      stopped = HttpFailure.Kind.TIMED_OUT;
    }
    if (stopped != null) {
      throw new RefusedReply(stopped);
    }
    sent = true;
  }

  synchronized void answered(ClassicHttpResponse answer, ExecRuntime connection) {
    response = answer;
    runtime = connection;
  }

  synchronized ClassicHttpResponse response() throws HttpFailure {
    if (response == null) {
      // HttpClient handed back the answer of the proxy: the request itself never got its turn.
      throw failure(HttpFailure.Kind.UNREACHABLE, "the proxy refused the tunnel");
    }
    return response;
  }

  /** Says good-bye to a service that has said all it had to. */
  void hangUp() throws IOException {
    ExecRuntime connection;
    synchronized (this) {
      connection = runtime;
    }
    if (connection != null) {
      connection.disconnectEndpoint();
    }
  }

  /** Lets go of everything; the scheduler may hold this object until the deadline. Idempotent. */
  void finish() {
    deadline.cancel();
    total.cancel();
    synchronized (this) {
      response = null;
      runtime = null;
    }
    request.cancel();
    onFinish.accept(this);
  }

  synchronized HttpFailure failure(Exception cause) {
    HttpFailure.Kind kind = stopped != null ? stopped : kindOf(cause);
    return failure(kind, cause.getClass().getSimpleName());
  }

  private HttpFailure.Kind kindOf(Exception cause) {
    if (cause instanceof RefusedReply refused) {
      return refused.kind();
    }
    if (cause instanceof RejectedExecutionException) {
      return HttpFailure.Kind.CLOSED;
    }
    if (cause instanceof RefusedAddress) {
      return HttpFailure.Kind.ADDRESS_REFUSED;
    }
    if (!sent) {
      return HttpFailure.Kind.UNREACHABLE;
    }
    return cause instanceof MessageConstraintException
        ? HttpFailure.Kind.TOO_LARGE
        : HttpFailure.Kind.TRUNCATED;
  }

  private HttpFailure failure(HttpFailure.Kind kind, String finding) {
    String host = request.getAuthority().getHostName();
    return sent
        ? HttpFailure.afterSending(kind, FailureText.of(kind, host, limits, finding))
        : HttpFailure.beforeSending(kind, FailureText.of(kind, host, limits, finding));
  }

  /**
   * What an exchange shares with others.
   *
   * @param scheduler fires the deadlines
   * @param total how long an exchange with a streamed body may take in all
   * @param onFinish is told when it is over
   */
  record Surroundings(
      ScheduledExecutorService scheduler, Duration total, Consumer<Exchange> onFinish) {}
}
