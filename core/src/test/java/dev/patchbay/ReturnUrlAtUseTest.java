package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.Stores;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that was started with a shorter allow-list sends nobody where it may not. */
class ReturnUrlAtUseTest {
  private static final String ALLOWED_BEFORE = "https://old.example/done";

  private final Stores stores = new MemoryStores(Clock.systemUTC());
  private final Integrations before = node("https://old.example");
  private final Integrations now = node("https://new.example");

  @AfterEach
  void close() {
    before.close();
    now.close();
  }

  private Integrations node(String allowed) {
    return Integrations.builder()
        .withoutDiscovery()
        .stores(stores)
        .provider(new PlainProvider("plain"))
        .callbackUrl("https://host.example/callback")
        .client("plain", OAuthClient.builder("id").clientSecret(Secret.of("secret")).build())
        .allowReturnTo(allowed)
        .build();
  }

  @Test
  void callbackLeavesOutAReturnUrlThatIsNotAllowedAnyMore() throws Exception {
    CallbackRequest denial = denial(begin(ALLOWED_BEFORE));

    CallbackResult result = now.sessions().completeCallback(denial);
    CallbackResult again = now.sessions().completeCallbackAsync(denial).get(10, TimeUnit.SECONDS);

    assertThat(result.session().status()).isEqualTo(SessionStatus.DENIED);
    assertThat(result.session().returnTo()).isEmpty();
    assertThat(again.refusedWith()).isPresent();
    assertThat(again.session().returnTo()).isEmpty();
    assertThat(before.sessions().completeCallback(denial).session().returnTo())
        .contains(ALLOWED_BEFORE);
  }

  @Test
  void callbackKeepsAPath() {
    CallbackRequest denial = denial(begin("/settings?tab=1"));

    assertThat(now.sessions().completeCallback(denial).session().returnTo())
        .contains("/settings?tab=1");
  }

  private Session begin(String returnTo) {
    return before
        .sessions()
        .create(SessionRequest.builder(WorkspaceId.of("ws_1"), "plain").returnTo(returnTo).build());
  }

  private static CallbackRequest denial(Session session) {
    String query = session.authorizeUrl().map(URI::create).orElseThrow().getRawQuery();
    String state = query.substring(query.indexOf("&state=") + 1).split("&", 2)[0];
    return CallbackRequest.ofQuery("plain", "error=access_denied&" + state);
  }
}
