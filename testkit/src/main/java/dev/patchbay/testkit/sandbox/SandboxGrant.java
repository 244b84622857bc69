package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.Scopes;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that a service gave out together, and for what. Immutable; {@code toString} leaves the
 * tokens out.
 *
 * <p>A refresh gives out another one. All that came from one approval by refreshing end together
 * when their owner revokes one.
 */
public final class SandboxGrant {
  private final Approval approval;
  private final @Nullable SandboxGrant first;
  private final String accessToken;
  private final @Nullable String refreshToken;
  private final Term term;

  SandboxGrant(Approval approval, String accessToken, @Nullable String refreshToken, Term term) {
    this.approval = approval;
    this.first = null;
    this.accessToken = accessToken;
    this.refreshToken = refreshToken;
    this.term = term;
  }

  private SandboxGrant(
      SandboxGrant before, String accessToken, @Nullable String refreshToken, Term term) {
    this.approval = before.approval;
    this.first = before.first();
    this.accessToken = accessToken;
    this.refreshToken = refreshToken;
    this.term = term;
  }

  /** {@return the client that got it; empty for an API key, which belongs to none} */
  public Optional<String> clientId() {
    return approval.clientId();
  }

  /** {@return whose account it opens} */
  public SandboxAccount account() {
    return approval.account();
  }

  /** {@return what it allows} */
  public Scopes scopes() {
    return approval.scopes();
  }

  /** {@return the access token} */
  public String accessToken() {
    return accessToken;
  }

  /** {@return the refresh token; empty if none was given out} */
  public Optional<String> refreshToken() {
    return Optional.ofNullable(refreshToken);
  }

  /** {@return what the answer that gives the tokens out has to say of their lives} */
  public Lifetimes lifetimes() {
    return term.lives();
  }

  @Override
  public String toString() {
    return "SandboxGrant[" + approval.account() + ", " + approval.scopes() + "]";
  }

  /** What takes its place by a refresh that replaces both tokens. */
  SandboxGrant withTokens(String newAccessToken, String newRefreshToken, Instant now) {
    return new SandboxGrant(this, newAccessToken, newRefreshToken, freshTerm(now));
  }

  /** What stands beside it after a refresh that leaves the refresh token as it is. */
  SandboxGrant withAccessToken(String newAccessToken, Instant now) {
    return new SandboxGrant(this, newAccessToken, refreshToken, term.withAccessOf(freshTerm(now)));
  }

  /** The same tokens, of whose lives less is left. */
  SandboxGrant seenAt(Instant now) {
    return new SandboxGrant(this, accessToken, refreshToken, term.seenAt(now));
  }

  /** Whether this client got it. */
  boolean isOf(String client) {
    return approval.isOf(client);
  }

  /** Whether both came from one approval by refreshing. */
  boolean isFamilyOf(SandboxGrant other) {
    return first() == other.first();
  }

  /** Whether the same client got both, for the same account; a key is like itself only. */
  boolean isLike(SandboxGrant other) {
    return isFamilyOf(other)
        || (clientId().filter(other::isOf).isPresent()
            && account().id().equals(other.account().id()));
  }

  /** Whether the client proved at the start that the flow was its own. */
  boolean wasAskedForWithProofKey() {
    return approval
        .authorization()
        .flatMap(request -> request.queryParameter("code_challenge"))
        .isPresent();
  }

  /** Where it is written down. */
  Ledger ledger() {
    return approval.ledger();
  }

  boolean isAccessOver(Instant now) {
    return term.isAccessOver(now);
  }

  boolean isRefreshOver(Instant now) {
    return term.isRefreshOver(now);
  }

  private Term freshTerm(Instant now) {
    return new Term(now, approval.lifetimes());
  }

  private SandboxGrant first() {
    return first == null ? this : first;
  }
}
