package dev.patchbay.internal.http;

import dev.patchbay.http.ApiReply;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way: whether it was stopped, and whether its first byte may have left. The two
 * are decided under one lock, so a request that was stopped first is never sent. Thread-safe.
 */
final class Exchange {
  private static final String ATTRIBUTE = Exchange.class.getName();

  private final HttpUriRequestBase request;
  private final HttpLimits limits;
  private @Nullable ScheduledFuture<?> deadline;
  private HttpFailure.@Nullable Kind stopped;
  private boolean sent;
  private @Nullable ApiReply reply;

  Exchange(HttpUriRequestBase request, HttpLimits limits) {
    this.request = request;
    this.limits = limits;
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

  int maxBody() {
    return limits.maxBody();
  }

  AddressRule addressRule() {
    return limits.hosts().ruleOf(request.getAuthority().getHostName().toLowerCase(Locale.ROOT));
  }

  synchronized void startDeadline(ScheduledExecutorService scheduler) {
    deadline =
        scheduler.schedule(
            () -> stop(HttpFailure.Kind.TIMED_OUT),
            limits.deadline().toNanos(),
            TimeUnit.NANOSECONDS);
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
    if (stopped == null && deadline != null && deadline.getDelay(TimeUnit.NANOSECONDS) <= 0) {
      stopped = HttpFailure.Kind.TIMED_OUT;
    }
    if (stopped != null) {
      throw new RefusedReply(stopped);
    }
    sent = true;
  }

  synchronized void answered(ApiReply answer) {
    reply = answer;
  }

  synchronized ApiReply reply() throws HttpFailure {
    if (reply == null) {
      // HttpClient handed back the answer of the proxy: the request itself never got its turn.
      throw failure(HttpFailure.Kind.UNREACHABLE, "the proxy refused the tunnel");
    }
    return reply;
  }

  /** Lets go of everything; the scheduler may hold this object until the deadline. */
  void finish() {
    synchronized (this) {
      if (deadline != null) {
        deadline.cancel(false);
      }
      reply = null;
    }
    request.cancel();
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
}
