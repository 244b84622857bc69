package dev.patchbay.testkit.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Takes each request to the service that it is for. */
final class SandboxHandler implements HttpHandler {
  private final Directory directory;
  private final CountDownLatch closing;

  SandboxHandler(Directory directory, CountDownLatch closing) {
    this.directory = directory;
    this.closing = closing;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      if (exchange.getRequestURI().getPath().startsWith(ConsentDesk.PATH)) {
        takeConsent(exchange);
      } else {
        takeRequest(exchange);
      }
      // Not in a finally: after a failure this would end a half-sent body as if it were whole,
      // while
      // the server drops the connection.
      exchange.close();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The sandbox closes");
    }
  }

  private void takeConsent(HttpExchange exchange) throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    FormFields form = FormFields.parse(new String(body, StandardCharsets.UTF_8));
    SandboxReply reply =
        directory
            .find(path.substring(ConsentDesk.PATH.length()))
            .map(service -> service.decide(form))
            .orElseGet(() -> SandboxReply.empty(404));
    Delivery.whole().deliver(exchange, reply, closing);
  }

  private void takeRequest(HttpExchange exchange) throws IOException, InterruptedException {
    Optional<RecordedRequest> read = RecordedRequest.read(exchange);
    Optional<SandboxService> service = read.flatMap(directory::find);
    if (service.isEmpty()) {
      Delivery.whole().deliver(exchange, nothingHere(exchange), closing);
      return;
    }
    RecordedRequest request = read.orElseThrow();
    Endpoint endpoint = service.get().dialect().findEndpoint(request).orElseThrow();
    Fault fault = service.get().receive(endpoint, request);
    SandboxReply reply = answer(fault, service.get().call(endpoint, request));
    fault.deliver(exchange, reply, closing);
  }

  // A bug in a dialect has to show in the test, not only in the server's log.
  private static SandboxReply answer(Fault fault, SandboxCall call) {
    try {
      return fault.answer(call);
    } catch (RuntimeException bug) {
      return SandboxReply.of(500, "text/plain; charset=utf-8", "The sandbox failed: " + bug);
    }
  }

  private static SandboxReply nothingHere(HttpExchange exchange) {
    String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    return SandboxReply.of(
        404, "text/plain; charset=utf-8", "No service of this sandbox answers to " + asked);
  }
}
