package dev.patchbay.spi.store;

import java.util.List;
import java.util.Objects;

/** What a sweep of sessions did. Immutable. */
public final class SweepReport {
  private final List<SessionRecord> ended;
  private final int removed;

  private SweepReport(List<SessionRecord> ended, int removed) {
    this.ended = List.copyOf(ended);
    this.removed = removed;
  }

  /**
   * Makes a report.
   *
   * @param ended the sessions that the sweep ended: expired, or left behind while exchanging
   * @param removed how many ended sessions it forgot
   * @return the report
   */
  public static SweepReport of(List<SessionRecord> ended, int removed) {
    return new SweepReport(Objects.requireNonNull(ended, "ended"), removed);
  }

  /** {@return the sessions that the sweep ended} */
  public List<SessionRecord> ended() {
    return ended;
  }

  /** {@return how many ended sessions it forgot} */
  public int removed() {
    return removed;
  }

  @Override
  public String toString() {
    return "SweepReport[ended=" + ended.size() + ", removed=" + removed + "]";
  }
}
