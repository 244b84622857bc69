package dev.patchbay.internal.check;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.WorkspaceId;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks arguments, and says of a bad one what it is, what was found and what is expected. */
public final class Arguments {
  public static final int MAX_ID = 128;
  private static final int MAX_ENTRIES = 32;
  private static final int MAX_VALUE = 1024;
  private static final int MAX_SCOPES = 100;
  private static final int MAX_SCOPE = 256;
  private static final int MAX_LIMIT = 200;
  private static final Duration MAX_WAIT = Duration.ofHours(1);
  private static final Duration MAX_TIMEOUT = Duration.ofHours(24);

  private Arguments() {}

  /** Refuses null, which callers without null checks may pass. */
  public static <T> T present(String field, @Nullable T value) {
    if (value == null) {
      throw invalid(field, "null", "a value");
    }
    return value;
  }

  /** Accepts 1 to 128 printable characters without white space. */
  public static String id(String field, @Nullable String value) {
    String id = present(field, value);
    if (id.isEmpty() || id.length() > MAX_ID || !isVisible(id)) {
      throw invalid(field, describe(id), "1 to 128 printable ASCII characters without white space");
    }
    return id;
  }

  public static WorkspaceId workspace(@Nullable WorkspaceId workspaceId) {
    WorkspaceId present = present("workspaceId", workspaceId);
    id("workspaceId", present.value());
    return present;
  }

  /** Accepts 1 to the given number of characters, none of them a control character. */
  public static String text(String field, @Nullable String value, int maxLength) {
    String text = present(field, value);
    boolean acceptable =
        !text.isBlank()
            && text.length() <= maxLength
            && text.chars().noneMatch(Character::isISOControl);
    if (!acceptable) {
      throw invalid(
          field, describe(text), "1 to " + maxLength + " characters without control characters");
    }
    return text;
  }

  /** Accepts at most 32 entries of at most 1,024 characters each. */
  public static void entries(String field, Map<String, String> entries) {
    if (entries.size() > MAX_ENTRIES) {
      throw invalid(field, entries.size() + " entries", "at most " + MAX_ENTRIES);
    }
    entries.forEach((name, value) -> text(field + "." + shown(name), value, MAX_VALUE));
  }

  /** Accepts at most 100 scopes of 1 to 256 characters, which can stand in any list of scopes. */
  public static void scopes(Scopes scopes) {
    if (scopes.values().size() > MAX_SCOPES) {
      throw invalid("scopes", scopes.values().size() + " scopes", "at most " + MAX_SCOPES);
    }
    for (String scope : scopes.values()) {
      boolean acceptable =
          !scope.isEmpty()
              && scope.length() <= MAX_SCOPE
              && isVisible(scope)
              && scope.indexOf(',') < 0
              && scope.indexOf('"') < 0;
      if (!acceptable) {
        throw invalid(
            "scopes",
            describe(scope),
            "one scope an entry: 1 to 256 printable characters without space, comma and quote");
      }
    }
  }

  public static PollOptions poll(@Nullable PollOptions options) {
    PollOptions present = present("options", options);
    Duration timeout = present.timeout();
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw invalid("timeout", timeout.toString(), "more than zero and at most 24 hours");
    }
    if (present.interval().isNegative() || present.interval().isZero()) {
      throw invalid("interval", present.interval().toString(), "more than zero");
    }
    return present;
  }

  /**
   * Checks how long a caller waits for a credential.
   *
   * @param timeout the time
   */
  public static void timeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_WAIT) > 0) {
      throw invalid("timeout", timeout.toString(), "more than zero and at most one hour");
    }
  }

  public static ConnectionFilter filter(@Nullable ConnectionFilter filter) {
    ConnectionFilter present = present("filter", filter);
    int limit = present.limit();
    if (limit < 1 || limit > MAX_LIMIT) {
      throw invalid("limit", String.valueOf(limit), "1 to " + MAX_LIMIT);
    }
    present.cursor().ifPresent(cursor -> id("cursor", cursor));
    present.memberId().ifPresent(member -> id("memberId", member.value()));
    present.visibleTo().ifPresent(member -> id("visibleTo", member.value()));
    return present;
  }

  /** Says that an argument is not acceptable; what was found must not be a secret. */
  public static InvalidRequestException invalid(String field, String found, String expected) {
    return refused(ErrorCode.INVALID_ARGUMENT, field, message(field, found, expected));
  }

  /** Words what is wrong with an argument; what was found must not be a secret. */
  public static String message(String field, String found, String expected) {
    return "'" + field + "' is not acceptable: found " + found + ", expected " + expected;
  }

  /** Refuses an argument with a message of its own. */
  public static InvalidRequestException refused(ErrorCode code, String field, String message) {
    return new InvalidRequestException(ErrorDetail.builder(code, message).field(field).build());
  }

  /** Describes a text without showing it: it may be a secret in the wrong place. */
  public static String describe(String text) {
    if (text.isBlank()) {
      return text.isEmpty() ? "an empty text" : "a blank text";
    }
    return text.length()
        + (isVisible(text) ? " characters" : " characters, not all of them printable");
  }

  /** Shows a name from outside in a message: cut, and without what could forge a log line. */
  public static String shown(String name) {
    String cut = name.length() <= 64 ? name : name.substring(0, 64) + "..";
    return isVisible(cut) ? cut : "(unprintable name)";
  }

  private static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }
}
