package dev.patchbay.web.internal;

import dev.patchbay.model.CallbackResult;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Takes requests of the container, finds who is to answer, and sends what was answered.
 * Thread-safe.
 */
public final class Api {
  private final Keys keys;
  private final SessionResource sessions;
  private final ConnectionResource connections;
  private final ConnectionList list;
  private final Catalogue catalogue;
  private final Health health;
  private final Callback callback;

  /**
   * Puts the API together.
   *
   * @param parts what it is made of
   * @param health whether the store answers
   */
  public Api(ApiParts parts, Health health) {
    this.keys = new Keys(parts.keys());
    this.sessions = new SessionResource(parts);
    this.connections = new ConnectionResource(parts);
    this.list = new ConnectionList(parts.integrations().connections());
    this.catalogue = new Catalogue(parts);
    this.callback = new Callback(parts);
    this.health = health;
  }

  /**
   * Answers a request, or lets it wait without a thread for what answers it.
   *
   * @param request the request
   * @param response where the answer goes
   * @throws IOException if the client is gone
   */
  public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Exchange exchange = Exchange.of(request, response);
    try {
      Route route = Route.find(request);
      if (route.endpoint().isCallback()) {
        callback(exchange, route);
      } else {
        answer(exchange, route);
      }
    } catch (Refusal refusal) {
      exchange.send(ErrorReplies.json(refusal, exchange.id()));
    }
  }

  private void answer(Exchange exchange, Route route) throws IOException {
    Reply reply;
    try {
      reply = reply(exchange.request(), route);
    } catch (RuntimeException | Error failure) {
      reply = ErrorReplies.json(ErrorReplies.refusal(failure, exchange.id()), exchange.id());
    }
    exchange.send(reply);
  }

  private Reply reply(HttpServletRequest request, Route route) throws IOException {
    if (route.endpoint() == Endpoint.HEALTH) {
      return health.check();
    }
    Call call = new Call(request, route, keys.require(request));
    return switch (route.endpoint()) {
      case CREATE_SESSION -> sessions.create(call);
      case READ_SESSION -> sessions.read(call);
      case CREATE_CONNECTION -> connections.create(call);
      case LIST_CONNECTIONS -> list.list(call);
      case READ_CONNECTION -> connections.read(call);
      case DELETE_CONNECTION -> connections.delete(call);
      case CATALOGUE -> catalogue.list(call);
      case CALLBACK, CALLBACK_OF, HEALTH -> throw new IllegalStateException("needs no key");
    };
  }

  private void callback(Exchange exchange, Route route) throws IOException {
    Reply reply;
    try {
      LateAnswer.requireSupport(exchange.request());
      CompletableFuture<CallbackResult> result = callback.resume(exchange.request(), route);
      if (!result.isDone()) {
        LateAnswer.await(result, exchange.request());
        return;
      }
      reply = callback.answer(result.join());
    } catch (RuntimeException | Error failure) {
      reply = Callback.refused(ErrorReplies.refusal(failure, exchange.id()));
    }
    exchange.send(reply);
  }
}
