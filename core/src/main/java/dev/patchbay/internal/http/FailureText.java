package dev.patchbay.internal.http;

/** What a failure says: the host, the limit, and the class of what was thrown, never its text. */
final class FailureText {
  private FailureText() {}

  static String of(HttpFailure.Kind kind, String host, HttpLimits limits, String finding) {
    String subject = "The call to '" + host + "' ";
    return switch (kind) {
      case UNREACHABLE -> subject + "found no connection (" + finding + ")";
      case ADDRESS_REFUSED ->
          subject + "was not made, because that host has no address that may be called";
      case TIMED_OUT -> subject + "was not done within " + limits.deadline();
      case STREAMED_TOO_LONG -> subject + "streamed for longer than the settings allow";
      case TRUNCATED -> subject + "got no complete HTTP answer (" + finding + ")";
      case TOO_LARGE ->
          subject + "got a larger header or body than allowed (" + limits.maxBody() + " bytes)";
      case REDIRECTED -> subject + "got a redirect, and none is followed";
      case ENCODED -> subject + "got a content encoding, and only identity is accepted";
      case CLOSED -> subject + "was ended because the HTTP engine is closed";
    };
  }
}
