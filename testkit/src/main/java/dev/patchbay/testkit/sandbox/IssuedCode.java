package dev.patchbay.testkit.sandbox;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A code that was given out, and what the exchange has to fit. Immutable. */
final class IssuedCode {
  private final Approval approval;
  private final String redirectUri;
  private final @Nullable String challenge;

  IssuedCode(Approval approval, String redirectUri, @Nullable String challenge) {
    this.approval = approval;
    this.redirectUri = redirectUri;
    this.challenge = challenge;
  }

  Approval approval() {
    return approval;
  }

  String redirectUri() {
    return redirectUri;
  }

  Optional<String> challenge() {
    return Optional.ofNullable(challenge);
  }
}
