package dev.patchbay.testkit.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a service gave out, and what became of each. Thread-safe: whatever reads or
 * changes several tokens does so at once, as of many refreshes with one token only one may win.
 */
final class TokenBook {
  private final Clock clock;
  // In the order in which they were given out.
  private final Map<String, SandboxGrant> accessTokens = new LinkedHashMap<>();
  private final Map<String, SandboxGrant> refreshTokens = new HashMap<>();
  private final Map<String, Use> uses = new HashMap<>();
  private final Set<String> ended = new HashSet<>();

  TokenBook(Clock clock) {
    this.clock = clock;
  }

  synchronized SandboxGrant issue(
      Approval approval, String accessToken, @Nullable String refreshToken) {
    Term term = new Term(clock.instant(), approval.lifetimes());
    return write(new SandboxGrant(approval, accessToken, refreshToken, term));
  }

  synchronized boolean isAccessAlive(String token) {
    SandboxGrant grant = accessTokens.get(token);
    return grant != null && !ended.contains(token) && !grant.isAccessOver(clock.instant());
  }

  /** Whether it would be alive if its time were not over. */
  synchronized boolean isOver(String token) {
    Instant now = clock.instant();
    return !ended.contains(token)
        && findIssued(token)
            .filter(
                grant ->
                    accessTokens.containsKey(token)
                        ? grant.isAccessOver(now)
                        : grant.isRefreshOver(now))
            .isPresent();
  }

  /** Finds the grant of a token that can be used. */
  synchronized Optional<SandboxGrant> findAlive(String token) {
    return findIssued(token).filter(grant -> isAccessAlive(token) || isRefreshAlive(token));
  }

  /** Finds the grant of a token, dead or alive. */
  synchronized Optional<SandboxGrant> findIssued(String token) {
    SandboxGrant grant = accessTokens.get(token);
    return Optional.ofNullable(grant == null ? refreshTokens.get(token) : grant);
  }

  /** Finds what was given out last of all that came from the same approval as a token. */
  synchronized Optional<SandboxGrant> findLatest(String token) {
    return findIssued(token)
        .flatMap(
            grant ->
                accessTokens.values().stream()
                    .filter(grant::isFamilyOf)
                    .reduce((earlier, later) -> later));
  }

  /** Ends a token that can be used, and no other. */
  synchronized boolean end(String token) {
    return findAlive(token).isPresent() && ended.add(token);
  }

  /** Ends both tokens of every grant that the condition holds for. */
  synchronized void endIf(Predicate<SandboxGrant> condition) {
    for (SandboxGrant grant : accessTokens.values()) {
      if (condition.test(grant)) {
        ended.add(grant.accessToken());
        grant.refreshToken().ifPresent(ended::add);
      }
    }
  }

  /** Ends the oldest access tokens of those that the condition holds for, if more are alive. */
  synchronized void endOldest(int kept, Predicate<SandboxGrant> condition) {
    List<String> alive =
        accessTokens.values().stream()
            .filter(condition)
            .map(SandboxGrant::accessToken)
            .filter(this::isAccessAlive)
            .toList();
    ended.addAll(alive.subList(0, Math.max(0, alive.size() - kept)));
  }

  /** Trades a refresh token in, in the way and for the tokens of the dialect. */
  synchronized RefreshOutcome refresh(String token, String clientId, Dialect dialect) {
    Rotation rotation = dialect.rotation().orElse(null);
    SandboxGrant grant = refreshTokens.get(token);
    if (rotation == null || grant == null) {
      return new RefreshOutcome.Refused(Refusal.UNKNOWN_REFRESH_TOKEN);
    }
    if (!grant.isOf(clientId)) {
      return new RefreshOutcome.Refused(Refusal.FOREIGN_REFRESH_TOKEN);
    }
    if (ended.contains(token)) {
      return new RefreshOutcome.Refused(Refusal.REVOKED_REFRESH_TOKEN);
    }
    if (grant.isRefreshOver(clock.instant())) {
      return new RefreshOutcome.Refused(Refusal.EXPIRED_REFRESH_TOKEN);
    }
    Use before = uses.get(token);
    return before == null
        ? new RefreshOutcome.Granted(trade(grant, rotation, dialect))
        : tradeAgain(before, rotation, dialect);
  }

  private SandboxGrant trade(SandboxGrant grant, Rotation rotation, Dialect dialect) {
    Instant now = clock.instant();
    String accessToken = dialect.nextAccessToken(grant);
    String refreshToken = grant.refreshToken().orElseThrow();
    if (!rotation.replacesRefreshToken()) {
      return write(grant.withAccessToken(accessToken, now));
    }
    SandboxGrant next = write(grant.withTokens(accessToken, dialect.newRefreshToken(), now));
    uses.putIfAbsent(refreshToken, new Use(grant, next, now.plus(rotation.window())));
    if (rotation.endsAccessToken()) {
      ended.add(grant.accessToken());
    }
    return next;
  }

  private RefreshOutcome tradeAgain(Use before, Rotation rotation, Dialect dialect) {
    Instant now = clock.instant();
    if (before.isOpen(now)) {
      return new RefreshOutcome.Granted(
          rotation.repeatsAnswer()
              ? before.next().seenAt(now)
              : trade(before.grant(), rotation, dialect));
    }
    if (rotation.endsFamily()) {
      endIf(before.grant()::isFamilyOf);
    }
    return new RefreshOutcome.Refused(Refusal.USED_REFRESH_TOKEN);
  }

  private SandboxGrant write(SandboxGrant grant) {
    accessTokens.put(grant.accessToken(), grant);
    grant.refreshToken().ifPresent(token -> refreshTokens.put(token, grant));
    return grant;
  }

  private boolean isRefreshAlive(String token) {
    SandboxGrant grant = refreshTokens.get(token);
    Instant now = clock.instant();
    Use use = uses.get(token);
    return grant != null
        && !ended.contains(token)
        && !grant.isRefreshOver(now)
        && (use == null || use.isOpen(now));
  }

  /** The first use of a refresh token: of which grant, for which, and until when it counts. */
  private record Use(SandboxGrant grant, SandboxGrant next, Instant end) {
    boolean isOpen(Instant now) {
      return now.isBefore(end);
    }
  }
}
