package dev.patchbay.internal.api;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.patchbay.http.AuthorizedClient;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.internal.concurrent.Pause;
import dev.patchbay.internal.host.CustomHosts;
import dev.patchbay.internal.http.HttpEngine;
import dev.patchbay.internal.http.RawServer;
import dev.patchbay.internal.provider.InstalledProvider;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiErrors;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.UrlTemplate;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A service on loopback that gives the answers it is told, and the way to it. */
final class Service implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final Duration AMPLE = Duration.ofSeconds(10);
  private static final String BASE = "/v1";

  private final RawServer server;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final HttpSettings settings;
  private final HttpEngine http;
  private final List<Duration> pauses = new ArrayList<>();
  private ApiErrors errors = ApiErrors.builder().build();
  private Pause pause = pauses::add;

  private Service(RawServer.Script script, HttpSettings settings) throws IOException {
    this.server = RawServer.start(script);
    this.settings = settings;
    this.http = new HttpEngine(settings, timer);
  }

  /** Gives each answer once, in this order, and the last one for ever. */
  static Service answering(String... answers) throws IOException {
    Queue<String> left = new ArrayDeque<>(Arrays.asList(answers));
    return scripted(
        call -> {
          call.readRequest();
          call.send(left.size() > 1 ? left.remove() : left.element());
        },
        AMPLE);
  }

  static Service scripted(RawServer.Script script, Duration deadline) throws IOException {
    return new Service(script, HttpSettings.builder().deadline(deadline).build());
  }

  /** Gives a streamed exchange no more time in all than that. */
  static Service hurried(RawServer.Script script, Duration total) throws IOException {
    return new Service(script, HttpSettings.builder().streamDeadline(total).build());
  }

  static String answer(String status, String body, String... headers) {
    return "HTTP/1.1 "
        + status
        + "\r\n"
        + String.join("", Arrays.stream(headers).map(header -> header + "\r\n").toList())
        + "Content-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  Service errors(ApiErrors.Builder errors) {
    this.errors = errors.build();
    return this;
  }

  Service pause(Pause pause) {
    this.pause = pause;
    return this;
  }

  /** How long was waited, each time. */
  List<Duration> pauses() {
    return pauses;
  }

  RawServer server() {
    return server;
  }

  /** The value of that header in each request. */
  List<String> sent(String header) {
    return server.requests().stream()
        .flatMap(String::lines)
        .filter(line -> line.regionMatches(true, 0, header + ": ", 0, header.length() + 2))
        .map(line -> line.substring(header.length() + 2))
        .toList();
  }

  AuthorizedClient client(CredentialSupply supply) {
    return client(supply, ApiAccess.builder(base()));
  }

  AuthorizedClient client(CredentialSupply supply, ApiAccess.Builder api) {
    IntegrationDefinition definition =
        IntegrationDefinition.builder("plain", "Plain")
            .auth(
                OAuth2.builder(
                        UrlTemplate.of("https://plain.example/authorize"),
                        UrlTemplate.of("https://plain.example/token"))
                    .build())
            .auth(ApiKey.builder("a key").scheme("").build())
            .api(api.errors(errors).build())
            .build();
    InstalledProvider provider = mock(InstalledProvider.class);
    when(provider.definition()).thenReturn(definition);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new AuthorizedCalls(
            http,
            settings,
            new CustomHosts(Set.of(), Map.of()),
            new LimitRules(
                clock, LimitRules.LONGEST_WAIT, () -> 0, duration -> pause.await(duration)))
        .client(provider, Map.of(), supply);
  }

  UrlTemplate base() {
    return UrlTemplate.of(server.uri(BASE).toString());
  }

  @Override
  public void close() throws IOException {
    http.close();
    server.close();
    timer.shutdownNow();
  }
}
