package dev.patchbay.error;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.SessionId;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/**
 * The root of everything that Patchbay throws; its children say what the caller must do.
 *
 * <p>The message is one sentence for a person and holds no secret; programs look at {@link
 * #code()}.
 */
public abstract sealed class IntegrationException extends RuntimeException
    permits InvalidRequestException,
        MisconfiguredException,
        NotFoundException,
        ProviderFaultException,
        ReconnectRequiredException,
        SessionFailedException,
        TemporaryFailureException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient ErrorDetail detail;

  IntegrationException(ErrorDetail detail) {
    super(detail.message(), detail.cause().orElse(null));
    this.detail = detail;
  }

  /** {@return what went wrong, from a closed list} */
  public ErrorCode code() {
    return detail.code();
  }

  /** {@return everything that the exception carries, to make another one of it} */
  public ErrorDetail detail() {
    return detail;
  }

  /** {@return the integration it is about; empty if none} */
  public Optional<String> integrationType() {
    return detail.integrationType();
  }

  /** {@return the session it is about; empty if none} */
  public Optional<SessionId> sessionId() {
    return detail.sessionId();
  }

  /** {@return the connection it is about; empty if none} */
  public Optional<ConnectionId> connectionId() {
    return detail.connectionId();
  }

  /** {@return the HTTP status that the service answered; empty if it did not} */
  public Optional<Integer> httpStatus() {
    return detail.httpStatus();
  }

  /** {@return the service's own error code, at most 64 characters; empty if it sent none} */
  public Optional<String> serviceError() {
    return detail.serviceError();
  }

  /** {@return the service's own description, at most 256 characters; empty if it sent none} */
  public Optional<String> serviceDescription() {
    return detail.serviceDescription();
  }

  /** {@return how long to wait before the next try; empty if that is not known} */
  public Optional<Duration> retryAfter() {
    return detail.retryAfter();
  }
}
