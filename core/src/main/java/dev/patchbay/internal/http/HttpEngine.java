package dev.patchbay.internal.http;

import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.HttpSettings;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests, each once and over a connection of its own. Thread-safe. Owns no thread: it sends
 * on the caller's and cuts off on the scheduler's.
 */
public final class HttpEngine implements AutoCloseable {
  private final HttpSettings settings;
  private final ScheduledExecutorService scheduler;
  private final Set<Exchange> inFlight = ConcurrentHashMap.newKeySet();
  private @Nullable CloseableHttpClient client;
  private boolean closed;

  /**
   * Costs nothing yet: HttpClient is loaded by the first {@link #send}.
   *
   * @param settings how to call
   * @param scheduler fires the deadlines; stays the caller's. Should remove cancelled tasks, or it
   *     keeps each request until its deadline
   */
  public HttpEngine(HttpSettings settings, ScheduledExecutorService scheduler) {
    this.settings = settings;
    this.scheduler = scheduler;
  }

  /**
   * Refuses what would never be sent.
   *
   * @throws IllegalArgumentException if the request must not be sent as it is; says why
   */
  public static void check(ApiRequest request) {
    WireRequest.of(request, "");
  }

  /**
   * Sends a request once and waits for its whole answer. Returns at the deadline at the latest,
   * with two exceptions: a name lookup cannot be cut off, then it returns when the lookup does, and
   * sends nothing; and the deadline of a streamed body counts from its last byte that left.
   *
   * @param request the request; https, or http to a loopback address
   * @param limits what it may cost
   * @return the answer; any status that the limits allow
   * @throws HttpFailure if there is none
   * @throws java.io.UncheckedIOException if a streamed body failed by itself
   * @throws IllegalArgumentException if the request must not be sent as it is
   */
  public ApiReply send(ApiRequest request, HttpLimits limits) throws HttpFailure {
    Exchange exchange = exchange(request, limits);
    try {
      perform(exchange);
      ApiReply reply = ReplyReader.read(exchange.response(), limits);
      exchange.hangUp();
      return reply;
    } catch (SourceFailure own) {
      throw own.unwrapped();
    } catch (IOException | RuntimeException cause) {
      // Unchecked ones too: whoever sent a code must learn whether it may have left.
      throw exchange.failure(cause);
    } finally {
      exchange.finish();
    }
  }

  /**
   * Sends a request once and waits for the head of its answer. Each wait for the service has the
   * deadline, the exchange as a whole what the settings allow a stream; the size limit does not
   * count.
   *
   * @param request the request; https, or http to a loopback address
   * @param limits what it may cost
   * @return the answer, to be closed; any status that the limits allow
   * @throws HttpFailure if there is none
   * @throws java.io.UncheckedIOException if a streamed body failed by itself
   * @throws IllegalArgumentException if the request must not be sent as it is
   */
  public HttpStream open(ApiRequest request, HttpLimits limits) throws HttpFailure {
    Exchange exchange = exchange(request, limits);
    boolean opened = false;
    try {
      perform(exchange);
      HttpStream stream = HttpStream.of(exchange);
      opened = true;
      return stream;
    } catch (SourceFailure own) {
      throw own.unwrapped();
    } catch (IOException | RuntimeException cause) {
      throw exchange.failure(cause);
    } finally {
      if (!opened) {
        exchange.finish();
      }
    }
  }

  private Exchange exchange(ApiRequest request, HttpLimits limits) {
    HttpUriRequestBase wire = WireRequest.of(request, settings.userAgent());
    Exchange exchange =
        new Exchange(
            wire,
            limits,
            new Exchange.Surroundings(scheduler, settings.streamDeadline(), inFlight::remove));
    request.stream().ifPresent(body -> wire.setEntity(new StreamedEntity(body, exchange)));
    return exchange;
  }

  private void perform(Exchange exchange) throws HttpFailure, IOException {
    CloseableHttpClient sender = clientFor(exchange);
    HttpHost target =
        new HttpHost(exchange.request().getScheme(), exchange.request().getAuthority());
    exchange.startWaiting();
    sender.executeOpen(target, exchange.request(), exchange.newContext());
  }

  private synchronized CloseableHttpClient clientFor(Exchange exchange) throws HttpFailure {
    if (closed) {
      throw exchange.failure(new RefusedReply(HttpFailure.Kind.CLOSED));
    }
    if (client == null) {
      client = SingleShotClient.create(settings);
    }
    inFlight.add(exchange);
    return client;
  }

  /** Ends every exchange in flight with {@link HttpFailure.Kind#CLOSED}. Idempotent. */
  @Override
  public void close() {
    CloseableHttpClient closing;
    synchronized (this) {
      closed = true;
      closing = client;
      client = null;
    }
    inFlight.forEach(exchange -> exchange.stop(HttpFailure.Kind.CLOSED));
    if (closing != null) {
      closing.close(CloseMode.IMMEDIATE);
    }
  }
}
