package dev.patchbay.testkit.sandbox;

/** What a refresh came to. */
sealed interface RefreshOutcome {

  /** Words it. */
  SandboxReply answer(RecordedRequest request, Dialect dialect);

  /**
   * It was granted.
   *
   * @param tokens what the client has from now on
   */
  record Granted(SandboxGrant tokens) implements RefreshOutcome {
    @Override
    public SandboxReply answer(RecordedRequest request, Dialect dialect) {
      return dialect.refreshed(request, tokens);
    }
  }

  /**
   * It was not.
   *
   * @param reason why
   */
  record Refused(Refusal reason) implements RefreshOutcome {
    @Override
    public SandboxReply answer(RecordedRequest request, Dialect dialect) {
      return dialect.refuse(reason, request);
    }
  }
}
