package dev.patchbay.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.error.ProviderFaultException;
import dev.patchbay.error.ReconnectRequiredException;
import dev.patchbay.error.SessionFailedException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.SessionId;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttributionTest {

  static Stream<IntegrationException> keepsTypeAndEverythingElse() {
    ErrorDetail detail =
        ErrorDetail.builder(ErrorCode.RATE_LIMITED, "slow down")
            .sessionId(SessionId.of("sess_1"))
            .connectionId(ConnectionId.of("conn_1"))
            .field("token")
            .httpStatus(429)
            .serviceError("slow")
            .serviceDescription("slow down, please")
            .retryAfter(Duration.ofSeconds(3))
            .cause(new IllegalStateException())
            .build();
    return Stream.of(
        new InvalidRequestException(detail),
        new MisconfiguredException(detail),
        new NotFoundException(detail),
        new ProviderFaultException(detail),
        new ReconnectRequiredException(detail),
        new SessionFailedException(detail),
        new TemporaryFailureException(detail));
  }

  @ParameterizedTest
  @MethodSource
  void keepsTypeAndEverythingElse(IntegrationException failure) {
    IntegrationException attributed = Attribution.attributed(failure, "acme", "identify");

    assertThat(attributed).hasSameClassAs(failure);
    assertThat(attributed.integrationType()).contains("acme");
    assertThat(attributed.getStackTrace()).isEqualTo(failure.getStackTrace());
    assertThat(attributed.detail())
        .usingRecursiveComparison()
        .ignoringFields("integrationType")
        .isEqualTo(failure.detail());
  }

  @Test
  void coversEveryTypeThereIs() {
    assertThat(keepsTypeAndEverythingElse().map(Object::getClass))
        .containsExactlyInAnyOrder(IntegrationException.class.getPermittedSubclasses());
  }

  @Test
  void leavesExceptionThatNamesItsIntegration() {
    IntegrationException failure =
        new TemporaryFailureException(
            ErrorDetail.builder(ErrorCode.RATE_LIMITED, "slow down")
                .integrationType("other")
                .build());

    assertThat(Attribution.attributed(failure, "acme", "identify")).isSameAs(failure);
  }
}
