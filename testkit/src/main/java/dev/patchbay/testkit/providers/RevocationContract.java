package dev.patchbay.testkit.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.patchbay.model.Connection;
import dev.patchbay.model.Revocation;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevokedToken;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import java.util.List;
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
    Connection connection = connected();
    List<SandboxGrant> grants = grants(connection);
    Revocation verdict = bench().revoke(connection);

    assertThat(verdict)
        .isEqualTo(
            definition().revocation().isPresent() ? Revocation.REVOKED : Revocation.NOT_SUPPORTED);
    if (verdict == Revocation.REVOKED) {
      grants.forEach(this::assertDead);
    }
  }

  private List<SandboxGrant> grants(Connection connection) {
    return bench().lab.holdings(connection.id()).stream()
        .map(holding -> bench().service.findLatest(holding.accessToken().reveal()).orElseThrow())
        .toList();
  }

  private void assertDead(SandboxGrant grant) {
    boolean alive = bench().service.isAlive(grant.accessToken());
    boolean refreshable = grant.refreshToken().filter(bench().service::isRefreshAlive).isPresent();

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
    Connection connection = connected(bench);
    bench.service.breakDown(Endpoint.REVOKE, fault);
    Revocation verdict = bench.revoke(connection);

    Assumptions.assumeTrue(bench.service.count(Endpoint.REVOKE) > 0, "The service was never asked");
    assertThat(verdict).isEqualTo(Revocation.FAILED);
  }
}
