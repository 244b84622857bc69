package dev.patchbay.testkit.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with one request. Immutable.
 *
 * <p>Two kinds: faults that answer <em>instead</em> of the service, so that nothing happened there;
 * and faults of an answer, where the code or refresh token is used up and the next token given out
 * <em>before</em> the answer is spoilt, as with a network that fails.
 */
public final class Fault {
  private static final String JSON = "application/json";

  private final Function<SandboxCall, SandboxReply> answer;
  private final Delivery delivery;

  private Fault(Function<SandboxCall, SandboxReply> answer, Delivery delivery) {
    this.answer = answer;
    this.delivery = delivery;
  }

  /**
   * Instead of the service: a status without a body.
   *
   * @param status the HTTP status
   * @return the fault
   */
  public static Fault status(int status) {
    return instead(SandboxReply.empty(status));
  }

  /**
   * Instead of the service: a page of HTML, as from a proxy in front of it.
   *
   * @param status the HTTP status
   * @return the fault
   */
  public static Fault html(int status) {
    return body(status, "text/html", "<!DOCTYPE html><html><body><h1>Sorry</h1></body></html>");
  }

  /**
   * Instead of the service: any text, said to be JSON.
   *
   * @param status the HTTP status
   * @param body the text
   * @return the fault
   */
  public static Fault json(int status, String body) {
    return body(status, JSON, body);
  }

  /**
   * Instead of the service: any text.
   *
   * @param status the HTTP status
   * @param contentType its media type
   * @param body the text
   * @return the fault
   */
  public static Fault body(int status, String contentType, String body) {
    return instead(SandboxReply.of(status, contentType, body));
  }

  /**
   * Instead of the service: an error in the service's own wording; at the authorization endpoint a
   * redirect with it.
   *
   * @param code the error code
   * @return the fault
   */
  public static Fault error(String code) {
    return new Fault(call -> call.error(code), Delivery.whole());
  }

  /**
   * Instead of the service: a redirect that asks for the same method and body again (307).
   *
   * @param location where to
   * @return the fault
   */
  public static Fault redirect(URI location) {
    return instead(SandboxReply.empty(307).withHeader("Location", location.toString()));
  }

  /**
   * Instead of the service: a body of that size, in chunks and without its length in a header.
   *
   * @param bytes how long
   * @return the fault
   */
  public static Fault huge(long bytes) {
    return new Fault(
        call -> SandboxReply.empty(200).withContentType(JSON), Delivery.endless(bytes));
  }

  /**
   * The right answer, late; none at all if the sandbox closes first.
   *
   * @param delay how late
   * @return the fault
   */
  public static Fault slow(Duration delay) {
    return new Fault(SandboxCall::perform, Delivery.late(delay));
  }

  /**
   * Headers and half of the right body, then nothing until the sandbox closes. Of an answer without
   * a body not even the headers.
   *
   * @return the fault
   */
  public static Fault stalledBody() {
    return new Fault(SandboxCall::perform, Delivery.halfThenNothing());
  }

  /**
   * Headers that promise the right body, half of it, then the end of the connection. Of an answer
   * without a body not even the headers.
   *
   * @return the fault
   */
  public static Fault truncated() {
    return new Fault(SandboxCall::perform, Delivery.half());
  }

  /**
   * The end of the connection in place of the right answer. Some HTTP clients then repeat the
   * request on their own, which the counts show.
   *
   * @return the fault
   */
  public static Fault closeWithoutReply() {
    return new Fault(SandboxCall::perform, Delivery.nothing());
  }

  /**
   * No answer at all before the sandbox closes, and the service has not acted on the request.
   *
   * @return the fault
   */
  public static Fault silent() {
    return new Fault(call -> SandboxReply.empty(503), Delivery.late(Duration.ofHours(1)));
  }

  /**
   * The connection ends without an answer, and the service has not acted on the request.
   *
   * @return the fault
   */
  public static Fault deaf() {
    return new Fault(call -> SandboxReply.empty(503), Delivery.nothing());
  }

  /**
   * The right answer with a {@code Content-Encoding}. Of {@code gzip} the body really is; with any
   * other name it stays as it was.
   *
   * @param coding the name of the coding
   * @return the fault
   */
  public static Fault contentEncoding(String coding) {
    return changed(
        reply ->
            (coding.equals("gzip") ? reply.withBody(gzip(reply.body())) : reply)
                .withHeader("Content-Encoding", coding));
  }

  /**
   * The right answer with a header more. Behind another fault it tells of a rate limit, for
   * instance: {@code Fault.status(429).and(Fault.header("Retry-After", "1"))}.
   *
   * @param name the name
   * @param value the value
   * @return the fault
   */
  public static Fault header(String name, String value) {
    return changed(reply -> reply.withHeader(name, value));
  }

  /**
   * The right body, said to be plain text.
   *
   * @return the fault
   */
  public static Fault wrongContentType() {
    return changed(reply -> reply.withContentType("text/plain; charset=utf-8"));
  }

  /**
   * The right JSON object less a field. If the answer has no such field, it is a 500.
   *
   * @param field the field, a path of names with dots between
   * @return the fault
   */
  public static Fault without(String field) {
    return changed(reply -> reply.withBody(JsonText.read(reply.body()).remove(field).bytes()));
  }

  /**
   * The right JSON object with a field added or changed. If the answer is no JSON object, it is a
   * 500.
   *
   * @param field the field, a path of names with dots between
   * @param value its value: text, number, truth value, list, map or null
   * @return the fault
   */
  public static Fault with(String field, @Nullable Object value) {
    return changed(reply -> reply.withBody(JsonText.read(reply.body()).put(field, value).bytes()));
  }

  /**
   * The right JSON object with some of its fields only. If the answer lacks one of them, it is a
   * 500.
   *
   * @param fields the names of the fields that stay, at the top
   * @return the fault
   */
  public static Fault only(String... fields) {
    List<String> kept = List.of(fields);
    return changed(reply -> reply.withBody(JsonText.read(reply.body()).retain(kept).bytes()));
  }

  /**
   * The right JSON object as a form. Only what is at the top and is no object or list goes into it.
   * If the answer is no JSON object, it is a 500.
   *
   * @return the fault
   */
  public static Fault formEncoded() {
    return changed(reply -> SandboxReply.form(reply.status(), JsonText.read(reply.body()).texts()));
  }

  /**
   * Has two things go wrong with one request: this, and then another with what this made of the
   * answer. How the answer is sent is up to the other.
   *
   * @param other the other fault, one of an answer
   * @return both
   */
  public Fault and(Fault other) {
    return new Fault(call -> other.answer(new Spoilt(call)), other.delivery);
  }

  /** No fault. */
  static Fault none() {
    return new Fault(SandboxCall::perform, Delivery.whole());
  }

  SandboxReply answer(SandboxCall call) {
    return answer.apply(call);
  }

  void deliver(HttpExchange exchange, SandboxReply reply, CountDownLatch closing)
      throws IOException, InterruptedException {
    delivery.deliver(exchange, reply, closing);
  }

  private static Fault instead(SandboxReply reply) {
    return new Fault(call -> reply, Delivery.whole());
  }

  private static Fault changed(UnaryOperator<SandboxReply> change) {
    return new Fault(call -> change.apply(call.perform()), Delivery.whole());
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Writing to memory failed", impossible);
    }
    return bytes.toByteArray();
  }

  /** The call as the next fault sees it. */
  private final class Spoilt implements SandboxCall {
    private final SandboxCall call;

    private Spoilt(SandboxCall call) {
      this.call = call;
    }

    @Override
    public SandboxReply perform() {
      return answer(call);
    }

    @Override
    public SandboxReply error(String code) {
      return call.error(code);
    }
  }
}
