package dev.patchbay.internal.http;

import java.io.IOException;

/**
 * An answer that is not read on; carries the verdict through HttpClient, which knows only these.
 */
final class RefusedReply extends IOException {
  private static final long serialVersionUID = 1L;

  private final HttpFailure.Kind kind;

  RefusedReply(HttpFailure.Kind kind) {
    super(kind.name());
    this.kind = kind;
  }

  HttpFailure.Kind kind() {
    return kind;
  }
}
