package dev.patchbay.internal.protocol;

import dev.patchbay.http.ApiReply;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How long a service asks to be left alone: whole seconds or a date, brought between one second and
 * one hour. What cannot be read, or lies in the past, counts as not said.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, 10.2.3</a>
 */
public final class RetryAfter {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MAX_DIGITS = 9;

  private RetryAfter() {}

  /**
   * Reads the header.
   *
   * @param reply the service's answer
   * @param now the time that a date is compared with if the answer has no date of its own
   * @return how long to wait; empty if the answer does not say
   */
  public static Optional<Duration> read(ApiReply reply, Instant now) {
    Optional<String> text = reply.header("retry-after").map(String::strip);
    return text.flatMap(RetryAfter::seconds)
        .or(
            () ->
                text.flatMap(RetryAfter::date)
                    .map(until -> Duration.between(sent(reply, now), until)))
        .filter(wait -> !wait.isNegative())
        .map(RetryAfter::clamp);
  }

  private static Optional<Duration> seconds(String text) {
    boolean isWhole =
        !text.isEmpty()
            && text.length() <= MAX_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return isWhole ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
  }

  /** When an answer was sent, by the service's own clock if it tells. */
  static Instant sent(ApiReply reply, Instant now) {
    return reply.header("date").flatMap(RetryAfter::date).orElse(now);
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  static Duration clamp(Duration wait) {
    Duration atLeast = wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
    return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
  }
}
