package dev.patchbay.internal.refresh;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.model.AttemptOutcome;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.ConnectionExplanation;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.IntegrationHealth;
import dev.patchbay.model.NextMove;
import dev.patchbay.model.WorkspaceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what happened to a connection lately, and whose move it is. */
final class Explainer {
  private static final Set<String> OPERATORS =
      Set.of(
          ErrorCode.CLIENT_REJECTED.wireValue(),
          ErrorCode.CLIENT_MISSING.wireValue(),
          ErrorCode.INTERNAL_FAULT.wireValue());
  private static final Duration PATIENCE = Duration.ofHours(24);

  private final Vault vault;
  private final Readings readings;
  private final Renewer renewer;
  private final EndpointHealth health;

  Explainer(RefreshParts parts) {
    this.vault = parts.vault();
    this.readings = parts.readings();
    this.renewer = parts.renewer();
    this.health = parts.health();
  }

  ConnectionExplanation explain(WorkspaceId workspaceId, ConnectionId connectionId) {
    Reading reading = readings.get(workspaceId, connectionId, Optional.empty());
    List<ConnectionAttempt> attempts = vault.connections().history(workspaceId, connectionId);
    Verdict verdict = verdict(reading, attempts);
    return ConnectionExplanation.builder(reading.connection(), verdict.move(), verdict.advice())
        .attempts(attempts)
        .build();
  }

  private Verdict verdict(Reading reading, List<ConnectionAttempt> attempts) {
    Connection connection = reading.connection();
    return switch (connection.status()) {
      case NEEDS_REAUTH ->
          new Verdict(
              NextMove.USER,
              "Ask the user to connect again"
                  + connection.statusReason().map(": "::concat).orElse(""));
      case INSUFFICIENT_SCOPE ->
          new Verdict(
              NextMove.USER,
              "Ask the user to connect again and to grant what is missing"
                  + connection.statusReason().map(": "::concat).orElse(""));
      case ACTIVE -> misconfiguration(reading).orElseGet(() -> active(reading, attempts));
    };
  }

  private Optional<Verdict> misconfiguration(Reading reading) {
    try {
      if (reading.set().refreshable()) {
        Endpoint endpoint = renewer.source(reading).endpoint();
        return health.find(endpoint).map(IntegrationHealth::code).flatMap(this::illness);
      }
      renewer.rules(reading.connection());
      return Optional.empty();
    } catch (MisconfiguredException problem) {
      return Optional.of(new Verdict(NextMove.OPERATOR, problem.detail().message()));
    }
  }

  private Optional<Verdict> illness(Optional<String> code) {
    return code.filter(OPERATORS::contains)
        .map(
            it ->
                new Verdict(
                    NextMove.OPERATOR,
                    "Check id and secret of the OAuth client at the service, which refuses it; the"
                        + " user need not do anything"));
  }

  private static Verdict active(Reading reading, List<ConnectionAttempt> attempts) {
    Optional<ConnectionAttempt> last =
        attempts.stream()
            .filter(attempt -> attempt.outcome() != AttemptOutcome.RECONNECT_REFUSED)
            .findFirst()
            .filter(attempt -> attempt.outcome() == AttemptOutcome.REFRESH_FAILED);
    return last.map(attempt -> failing(reading, attempt))
        .orElseGet(() -> new Verdict(NextMove.NOBODY, "Nothing needs to be done"));
  }

  private static Verdict failing(Reading reading, ConnectionAttempt last) {
    if (last.code().filter(OPERATORS::contains).isPresent()) {
      return new Verdict(
          NextMove.OPERATOR,
          "Check the OAuth client of the integration; its last refresh failed for want of a good"
              + " one");
    }
    boolean isOld = reading.set().writtenAt().plus(PATIENCE).isBefore(reading.now());
    boolean riddle = last.code().filter(ErrorCode.REFRESH_REFUSED.wireValue()::equals).isPresent();
    return riddle && isOld
        ? new Verdict(
            NextMove.OPERATOR,
            "Look at the service's own code and description: it has refused to refresh the"
                + " credential for more than a day without saying why in words that are known")
        : new Verdict(
            NextMove.SERVICE,
            "Wait: the service could not refresh the credential, which is tried again"
                + reading.backOff().map(left -> " in " + left.toSeconds() + " s").orElse(""));
  }

  private record Verdict(NextMove move, String advice) {}
}
