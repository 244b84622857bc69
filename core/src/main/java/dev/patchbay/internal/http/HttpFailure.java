package dev.patchbay.internal.http;

/**
 * An exchange that ended without a usable answer. The message names host and limits only, and there
 * is no cause: those of the HTTP library quote what was on the wire.
 */
public final class HttpFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final boolean sent;

  private HttpFailure(Kind kind, boolean sent, String message) {
    super(message);
    this.kind = kind;
    this.sent = sent;
  }

  /** A failure of which it is certain that no byte of the request left. */
  public static HttpFailure beforeSending(Kind kind, String message) {
    return new HttpFailure(kind, false, message);
  }

  /** A failure after which the service may have seen the request, in part or whole. */
  public static HttpFailure afterSending(Kind kind, String message) {
    return new HttpFailure(kind, true, message);
  }

  public Kind kind() {
    return kind;
  }

  /** {@return false only if it is certain that no byte of the request left} */
  public boolean mayHaveBeenSent() {
    return sent;
  }

  /** What went wrong. */
  public enum Kind {
    /** No connection: name lookup, connect, proxy or TLS failed. */
    UNREACHABLE,
    /** No connection was tried: the host has no address, or one that it may not have. */
    ADDRESS_REFUSED,
    /** The deadline passed. */
    TIMED_OUT,
    /** The total time of an exchange with a streamed body passed. */
    STREAMED_TOO_LONG,
    /** The answer was cut off, missing or not HTTP. */
    TRUNCATED,
    /** The answer, or its header, was larger than allowed. */
    TOO_LARGE,
    /** The answer was a redirect. */
    REDIRECTED,
    /** The answer had a content encoding, though none was accepted. */
    ENCODED,
    /** The engine was closed. */
    CLOSED
  }
}
