package dev.patchbay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.web.host.Client;
import dev.patchbay.web.host.Container;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.HostSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Callbacks that wait for a slow service, or for each other, hold no thread of the container. */
class WaitingCallbacksIT {
  private static final int SESSIONS = 10;
  private static final int ARRIVALS = 3;
  private static final Duration SLOW = Duration.ofSeconds(2);

  private final HttpClient browsers =
      HttpClient.newBuilder().executor(Executors.newCachedThreadPool()).build();

  @ParameterizedTest
  @EnumSource
  void nothingOfTheContainerWaitsForASession(Container container) throws Exception {
    HostSettings settings =
        HostSettings.in(container)
            .withRegistry(
                registry ->
                    registry
                        .callsPerIntegration(100)
                        .http(HttpSettings.builder().deadline(SLOW.multipliedBy(10)).build()));
    try (Host host = Host.start(settings)) {
      List<URI> callbacks = Stream.generate(() -> approved(host)).limit(SESSIONS).toList();
      host.service.breakDown(Endpoint.TOKEN, Fault.slow(SLOW));

      List<CompletableFuture<HttpResponse<String>>> pages =
          callbacks.stream()
              .flatMap(callback -> Stream.generate(() -> arrive(callback)).limit(ARRIVALS))
              .toList();
      Awaitility.await().until(() -> host.service.count(Endpoint.TOKEN) == SESSIONS);
      Awaitility.await().untilAsserted(() -> assertThat(threadsInTheServlet()).isEmpty());

      assertThat(pages).noneMatch(CompletableFuture::isDone);
      assertThat(pages)
          .allSatisfy(
              page ->
                  assertThat(page.get().body())
                      .as("status %d", page.get().statusCode())
                      .contains("Acme is connected"));
      assertThat(host.service.codesSeen().values()).hasSize(SESSIONS).containsOnly(1);
    }
  }

  private static URI approved(Host host) {
    try {
      JsonNode created =
          Client.data(
              host.client.post(
                  "/oauth/sessions",
                  host.organisation,
                  "{\"integration_type\": \"acme\", \"workspace_id\": \"ws_ours\"}"));
      return host.user.approve(URI.create(created.path("authorize_url").textValue()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private CompletableFuture<HttpResponse<String>> arrive(URI callback) {
    return browsers.sendAsync(HttpRequest.newBuilder(callback).build(), BodyHandlers.ofString());
  }

  private static List<String> threadsInTheServlet() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(
            thread ->
                Arrays.stream(thread.getValue())
                    .anyMatch(
                        frame -> frame.getClassName().equals(IntegrationsServlet.class.getName())))
        .map(thread -> thread.getKey().getName())
        .toList();
  }
}
