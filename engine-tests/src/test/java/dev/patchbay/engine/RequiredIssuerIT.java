package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.testkit.sandbox.Endpoint;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequiredIssuerIT {

  @Test
  void rejectsCallbackWithoutIssuerWhereTheServiceAlwaysSendsOne() {
    try (TestHost host = TestHost.with(new StrictProvider())) {
      URI callback = host.approve(host.begin());
      Map<String, String> stripped = Queries.parse(callback.getRawQuery());
      stripped.remove("iss");

      assertThatThrownBy(() -> host.callback(Queries.write(stripped)))
          .isInstanceOfSatisfying(
              InvalidRequestException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.ISSUER_MISMATCH));
      assertThat(host.service.count(Endpoint.TOKEN)).isZero();
      assertThat(host.callback(callback).session().status()).isEqualTo(SessionStatus.COMPLETE);
    }
  }

  /** Acme, promising its issuer in every callback. */
  private static final class StrictProvider implements IntegrationProvider {
    @Override
    public IntegrationDefinition definition() {
      return IntegrationDefinition.builder(AcmeProvider.ID, "Acme")
          .auth(
              OAuth2.builder(
                      UrlTemplate.of("https://acme.example/authorize"),
                      UrlTemplate.of("https://acme.example/token"))
                  .issuer("https://acme.example")
                  .issuerRequired()
                  .build())
          .api(ApiAccess.builder(UrlTemplate.of("https://api.acme.example")).build())
          .identity(IdentityCall.builder("/me").idPaths("id").build())
          .build();
    }
  }
}
