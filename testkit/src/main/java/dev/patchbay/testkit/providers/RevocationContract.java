package dev.patchbay.testkit.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.patchbay.error.IntegrationException;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevokedToken;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Revoked means dead at the service, and nothing else does. */
abstract class RevocationContract extends AccountContract {

  @Test
  void revokedTokenIsDeadAtTheService() {
    if (oauth2().isEmpty()) {
      return;
    }
    for (TokenGrant grant : granted().grants()) {
      Revocation verdict = bench().lab.revoke(grant);

      assertThat(verdict)
          .isEqualTo(
              definition().revocation().isPresent()
                  ? Revocation.REVOKED
                  : Revocation.NOT_SUPPORTED);
      if (verdict == Revocation.REVOKED) {
        assertDead(grant);
      }
    }
  }

  private void assertDead(TokenGrant grant) {
    boolean alive = bench().service.isAlive(grant.accessToken().reveal());
    boolean refreshable =
        grant
            .refreshToken()
            .map(Secret::reveal)
            .filter(bench().service::isRefreshAlive)
            .isPresent();

    assertThat(alive).as("the access token is alive").isFalse();
    if (!isForAccessTokensOnly()) {
      assertThat(refreshable).as("the refresh token is alive").isFalse();
    }
  }

  private boolean isForAccessTokensOnly() {
    return definition()
        .revocation()
        .map(RevocationCall::token)
        .filter(RevokedToken.ACCESS::equals)
        .isPresent();
  }

  @TestFactory
  Stream<DynamicTest> unconfirmedRevocationIsSaidToHaveFailed() {
    return tests(
        Map.of(
            "503 with HTML", Fault.html(503),
            "500 with nothing", Fault.status(500),
            "403 with JSON", Fault.json(403, "{\"error\":\"forbidden\"}"),
            "no answer", Fault.closeWithoutReply()));
  }

  @TestFactory
  Stream<DynamicTest> refusalInsideA200IsNoRevocation() {
    return tests(
        Map.of(
            "ok: false", Fault.json(200, "{\"ok\":false,\"error\":\"kit_error\"}"),
            "error", Fault.json(200, "{\"error\":\"kit_error\"}")));
  }

  private Stream<DynamicTest> tests(Map<String, Fault> faults) {
    boolean applies = oauth2().isPresent() && definition().revocation().isPresent();
    return faults.entrySet().stream()
        .filter(fault -> applies)
        .sorted(Map.Entry.comparingByKey())
        .map(fault -> dynamicTest(fault.getKey(), () -> assertFailed(fault.getValue())));
  }

  private void assertFailed(Fault fault) {
    Bench bench = newBench();
    TokenGrant grant = granted(bench).primary();
    // One for each token that it may ask for.
    bench.service.script(Endpoint.REVOKE, fault, fault);
    Revocation verdict = verdict(bench, grant);

    Assumptions.assumeTrue(bench.service.count(Endpoint.REVOKE) > 0, "The service was never asked");
    assertThat(verdict).isEqualTo(Revocation.FAILED);
  }

  // The engine takes an exception for a failure too.
  private static Revocation verdict(Bench bench, TokenGrant grant) {
    try {
      return bench.lab.revoke(grant);
    } catch (IntegrationException failed) {
      return Revocation.FAILED;
    }
  }
}
