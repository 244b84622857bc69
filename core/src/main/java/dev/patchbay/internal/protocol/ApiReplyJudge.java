package dev.patchbay.internal.protocol;

import dev.patchbay.http.ApiReply;
import dev.patchbay.http.JsonView;
import dev.patchbay.spi.definition.ApiErrors;
import dev.patchbay.spi.definition.QuotaHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells what an answer of a service's API means for its caller.
 *
 * @param errors how the API says that a request failed
 */
public record ApiReplyJudge(ApiErrors errors) {
  private static final int MAX_CODE = 256;
  private static final Optional<String> ZERO = Optional.of("0");
  private static final Pattern TIME = Pattern.compile("[0-9]{1,15}");

  public Verdict judge(ApiReply reply) {
    Optional<String> code = code(reply);
    if (isRateLimited(reply) || code.filter(errors.rateLimited()::contains).isPresent()) {
      return Verdict.RATE_LIMITED;
    }
    if (isOutage(reply) || code.filter(errors.passing()::contains).isPresent()) {
      return Verdict.PASSING;
    }
    if (reply.status() == 401 || code.filter(errors.unauthorized()::contains).isPresent()) {
      return Verdict.UNAUTHORIZED;
    }
    return reply.isSuccess() && code.isEmpty() ? Verdict.FINE : Verdict.REFUSED;
  }

  /** The error code in a body; empty if none stands where the API puts it. */
  private Optional<String> code(ApiReply reply) {
    if (errors.codePaths().isEmpty()) {
      return Optional.empty();
    }
    JsonView body = reply.json();
    return errors.codePaths().stream()
        .flatMap(path -> body.at(path).textOrNumber().stream())
        .filter(code -> !code.isBlank() && code.length() <= MAX_CODE)
        .findFirst();
  }

  private static boolean isOutage(ApiReply reply) {
    return reply.status() >= 500 || reply.status() == 408;
  }

  private boolean isRateLimited(ApiReply reply) {
    boolean forbiddenForNow =
        reply.status() == 403
            && (reply.header("retry-after").isPresent() || usedUp(reply).findAny().isPresent());
    return reply.status() == 429 || forbiddenForNow;
  }

  private Stream<QuotaHeaders> usedUp(ApiReply reply) {
    return errors.quotas().stream()
        .filter(quota -> reply.header(quota.remaining()).map(String::strip).equals(ZERO));
  }

  /**
   * Tells how long to wait after a rate limit, one second to one hour: what {@code Retry-After}
   * says, else until the quotas that are used up are there again, else as the definition says, and
   * up to a quarter longer, so that callers who were turned away together do not come back so.
   *
   * @param reply the service's answer
   * @param now the time, for an answer that has none of its own
   * @param row how many pauses in a row there were already
   * @param chance gives a number from 0 to 1
   */
  public Duration pause(ApiReply reply, Instant now, int row, DoubleSupplier chance) {
    return RetryAfter.read(reply, now)
        .or(
            () ->
                usedUp(reply)
                    .flatMap(quota -> reset(reply, quota).stream())
                    .max(Comparator.naturalOrder())
                    .map(reset -> Duration.between(RetryAfter.sent(reply, now), reset)))
        .map(RetryAfter::clamp)
        .orElseGet(() -> RetryAfter.clamp(untold(row, chance.getAsDouble())));
  }

  private Duration untold(int row, double chance) {
    Duration grown = errors.untoldPause().multipliedBy(1L << row);
    return grown.plusMillis((long) (grown.toMillis() * chance / 4));
  }

  private static Optional<Instant> reset(ApiReply reply, QuotaHeaders quota) {
    return reply
        .header(quota.reset())
        .map(String::strip)
        .filter(text -> TIME.matcher(text).matches())
        .map(text -> Instant.EPOCH.plus(quota.resetUnit().multipliedBy(Long.parseLong(text))));
  }

  /** What an answer means for its caller. */
  public enum Verdict {
    /** What was asked for. */
    FINE,
    /** The service asks to be called less often, and did nothing. */
    RATE_LIMITED,
    /** The same request may be answered otherwise later. */
    PASSING,
    /** The credential is not accepted. */
    UNAUTHORIZED,
    /** The answer will not change. */
    REFUSED
  }
}
