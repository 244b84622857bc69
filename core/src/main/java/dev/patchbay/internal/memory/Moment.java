package dev.patchbay.internal.memory;

import dev.patchbay.model.SessionId;
import java.time.Instant;

/** A session on a time line: the id tells sessions of one instant apart. */
record Moment(Instant at, SessionId sessionId) implements Comparable<Moment> {

  @Override
  public int compareTo(Moment other) {
    int order = at.compareTo(other.at);
    return order != 0 ? order : sessionId.value().compareTo(other.sessionId.value());
  }
}
