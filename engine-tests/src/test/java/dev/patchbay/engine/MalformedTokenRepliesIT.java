package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Account;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IdentifyRequest;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Whatever a token endpoint answers, the session ends in a known way, nothing half stored. */
class MalformedTokenRepliesIT {
  private static final int ANSWERS = 1_000 * Integer.getInteger("patchbay.rounds", 10);
  private static final int HOSTS = 2;
  private static final long SEED = 20_261_123;

  @Test
  void everyAnswerEndsTheSessionWithATokenOrACode() throws Exception {
    ExecutorService hosts = Executors.newFixedThreadPool(HOSTS);
    try {
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < HOSTS; i++) {
        Random random = new Random(SEED + i);
        running.add(hosts.submit(() -> connect(random)));
      }
      int complete = 0;
      for (Future<Integer> one : running) {
        complete += one.get();
      }
      // Both ends must have come often, or the answers prove nothing.
      assertThat(complete).isBetween(ANSWERS / 5, ANSWERS / 2);
    } finally {
      hosts.shutdownNow();
    }
  }

  /** Lets a host get its share of the answers, and says how many of them completed a session. */
  private static int connect(Random random) {
    AnswerMaker maker = new AnswerMaker(random);
    int complete = 0;
    try (TestHost host = TestHost.with(new SelfIdentifyingProvider())) {
      for (int i = 0; i < ANSWERS / HOSTS; i++) {
        complete += connect(host, maker.make()) ? 1 : 0;
      }
    }
    return complete;
  }

  private static boolean connect(TestHost host, AnswerMaker.Answer answer) {
    host.service.script(
        Endpoint.TOKEN, Fault.body(answer.status(), answer.contentType(), answer.body()));

    CallbackResult result = host.callback(host.approve(host.begin()));

    boolean complete = result.session().status() == SessionStatus.COMPLETE;
    assertThat(complete).as(answer.toString()).isEqualTo(answer.isUsable());
    assertThat(result.session().failure().isPresent()).isNotEqualTo(complete);
    assertThat(host.connections()).hasSize(complete ? 1 : 0);
    result
        .session()
        .connectionId()
        .ifPresent(
            id ->
                host.integrations
                    .connections()
                    .delete(TestHost.WORKSPACE, id, RevocationMode.NEVER));
    return complete;
  }

  /** Asks no service whose a token is: those of the answers are none of the sandbox's. */
  private static final class SelfIdentifyingProvider implements IntegrationProvider {
    private final AcmeProvider acme = new AcmeProvider();

    @Override
    public IntegrationDefinition definition() {
      return acme.definition();
    }

    @Override
    public Account identify(IdentifyRequest request) {
      return Account.builder("acct-1").build();
    }
  }
}
