package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.HttpSettings;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.sandbox.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An exchange of which no byte left is sent once more, and not again. */
class UnsentExchangeIT {
  private final AtomicInteger lookups = new AtomicInteger();

  @Test
  void exchangeThatNeverLeftIsSentOnceMore() {
    try (TestHost host = unreachableFor(1)) {
      CallbackResult result = host.callback(host.approve(host.begin()));

      assertThat(result.session().status()).isEqualTo(SessionStatus.COMPLETE);
      assertThat(host.service.count(Endpoint.TOKEN)).isEqualTo(1);
    }
  }

  @Test
  void exchangeThatCannotLeaveFailsAfterTheSecondTry() {
    try (TestHost host = unreachableFor(Integer.MAX_VALUE)) {
      CallbackResult result = host.callback(host.approve(host.begin()));

      assertThat(result.session().failure().orElseThrow().code()).isEqualTo("provider_unavailable");
      assertThat(lookups).hasValue(2);
      assertThat(host.service.count(Endpoint.TOKEN)).isZero();
    }
  }

  private TestHost unreachableFor(int tries) {
    return TestHost.start(
        builder ->
            builder.http(HttpSettings.builder().resolver(host -> lookUp(host, tries)).build()));
  }

  private List<InetAddress> lookUp(String host, int failing) throws UnknownHostException {
    if (lookups.incrementAndGet() <= failing) {
      throw new UnknownHostException(host);
    }
    return List.of(InetAddress.getByName(host));
  }
}
