package dev.patchbay.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.HostResolver;
import dev.patchbay.http.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a custom host resolves to decides whether anything is connected to. The listeners count, on
 * every address of this machine that a connection could end at.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpPinningIT {
  /** The name in {@link TestAuthority#serverOfOtherHost()}. */
  private static final String HOST = "other.example";

  private static final int TRIALS = 200;

  /** Stands in for the Internet, which a test must not reach; 127.0.0.2 is then a bad address. */
  private static final InetAddress GOOD = BadAddresses.literal("127.0.0.1");

  private static final InetAddress BAD = BadAddresses.literal("127.0.0.2");
  private static final RawServer.Script SERVE = call -> call.send(Engines.OK);
  private static final InetAddress PUBLIC = BadAddresses.literal("93.184.216.34");
  private static final AddressRule GOOD_ONLY = GOOD::equals;

  private RawServer everywhere;

  @BeforeEach
  void listen() throws IOException {
    everywhere = RawServer.startOnEveryAddress(SERVE);
  }

  @AfterEach
  void close() throws IOException {
    everywhere.close();
  }

  static Stream<InetAddress> badAddresses() {
    return BadAddresses.all().stream();
  }

  static Stream<InetAddress> badAddressesOfTrustedHosts() {
    return BadAddresses.neverAllowed().map(BadAddresses::literal);
  }

  @ParameterizedTest
  @MethodSource("badAddresses")
  void noConnectionIsTriedToABadAddress(InetAddress bad) throws IOException {
    HttpFailure failure = failure(host -> List.of(bad), AddressRule.PUBLIC);

    assertRefused(failure);
    assertThat(everywhere.connections()).isZero();
  }

  @ParameterizedTest
  @MethodSource("badAddresses")
  void noConnectionIsTriedIfOneAddressOfSeveralIsBad(InetAddress bad) throws IOException {
    HttpFailure first = failure(host -> List.of(bad, PUBLIC), AddressRule.PUBLIC);
    HttpFailure last = failure(host -> List.of(PUBLIC, PUBLIC, bad), AddressRule.PUBLIC);

    assertRefused(first);
    assertRefused(last);
    assertThat(everywhere.connections()).isZero();
  }

  @ParameterizedTest
  @MethodSource("badAddressesOfTrustedHosts")
  void notEvenATrustedHostLeadsToThisMachineOrItsLink(InetAddress bad) throws IOException {
    assertRefused(failure(host -> List.of(bad), AddressRule.PUBLIC_OR_PRIVATE));
    assertThat(everywhere.connections()).isZero();
  }

  @Test
  void refusalTellsNeitherTheAddressNorWhetherThereWasOne() throws IOException {
    HttpFailure loopback = failure(host -> List.of(BAD), AddressRule.PUBLIC);
    HttpFailure metadata =
        failure(host -> List.of(BadAddresses.literal("169.254.169.254")), AddressRule.PUBLIC);
    HttpFailure empty = failure(host -> List.of(), AddressRule.PUBLIC);
    HttpFailure unknown = failure(HttpPinningIT::noSuchHost, AddressRule.PUBLIC);

    assertThat(Stream.of(loopback, metadata, empty, unknown).map(Throwable::getMessage).distinct())
        .singleElement()
        .asString()
        .contains(HOST)
        .doesNotContain("127.0.0", "169.254");
    assertThat(Stream.of(loopback, metadata, empty, unknown).map(HttpFailure::kind))
        .containsOnly(HttpFailure.Kind.ADDRESS_REFUSED);
  }

  @Test
  void resolverIsAskedOnceForEachConnection() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HostResolver resolver =
        host -> {
          asked.incrementAndGet();
          return List.of(GOOD);
        };
    try (HttpEngine engine = engine(resolver)) {
      for (int trial = 1; trial <= 10; trial++) {
        Engines.failureOf(engine, request(everywhere.port()), within(GOOD_ONLY));

        assertThat(asked).hasValue(trial);
        assertThat(everywhere.connections()).isEqualTo(trial);
      }
    }
  }

  /** At each trial the first answer is good and every later one bad, or the other way round. */
  @Test
  void nameThatIsReboundReachesNoBadAddress() throws Exception {
    try (RawServer good = RawServer.startAt(GOOD, 0, SERVE);
        RawServer bad = RawServer.startAt(BAD, good.port(), SERVE)) {
      AtomicInteger asked = new AtomicInteger();
      HostResolver flipping = host -> List.of(asked.getAndIncrement() % 2 == 0 ? GOOD : BAD);
      try (HttpEngine engine = engine(flipping)) {
        for (int trial = 0; trial < TRIALS; trial++) {
          HttpFailure failure = Engines.failureOf(engine, request(good.port()), within(GOOD_ONLY));

          assertThat(failure.mayHaveBeenSent()).isFalse();
        }
      }
      assertThat(asked).hasValue(TRIALS);
      assertThat(good.connections()).isEqualTo(TRIALS / 2);
      assertThat(bad.connections()).isZero();
    }
  }

  /** A list that shows the check one address and the connect another. */
  @Test
  void answerThatChangesWhileItIsReadReachesNoBadAddress() throws Exception {
    try (RawServer good = RawServer.startAt(GOOD, 0, SERVE);
        RawServer bad = RawServer.startAt(BAD, good.port(), SERVE)) {
      try (HttpEngine engine = engine(host -> new FlippingAnswer())) {
        for (int trial = 0; trial < TRIALS; trial++) {
          Engines.failureOf(engine, request(good.port()), within(GOOD_ONLY));
        }
      }
      assertThat(good.connections()).isEqualTo(TRIALS);
      assertThat(bad.connections()).isZero();
    }
  }

  @Test
  void everyGoodAddressIsTriedUntilOneAnswers() throws Exception {
    InetAddress silent = BadAddresses.literal("127.0.0.3");
    try (RawServer good = RawServer.startAt(GOOD, 0, SERVE);
        HttpEngine engine = engine(host -> List.of(silent, GOOD))) {
      AddressRule both = address -> address.equals(silent) || address.equals(GOOD);
      Engines.failureOf(engine, request(good.port()), within(both));

      assertThat(good.connections()).isEqualTo(1);
    }
  }

  @Test
  void goodHostIsAnsweredUnderItsOwnNameAndCertificate(@TempDir Path keys) throws Exception {
    TestAuthority authority = TestAuthority.in(keys);
    try (RawServer server =
            RawServer.start(HttpEngineIT.answer(Engines.OK), authority.serverOfOtherHost());
        HttpEngine engine =
            Engines.engine(
                HttpSettings.builder()
                    .sslContext(authority.client())
                    .resolver(host -> List.of(GOOD)))) {
      assertThat(engine.send(request(server.port()), within(GOOD_ONLY)).status()).isEqualTo(200);
      assertThat(server.requests()).singleElement().asString().contains("Host: " + HOST);
      assertRefused(Engines.failureOf(engine, request(server.port()), within(AddressRule.PUBLIC)));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void otherHostsOfAnExchangeAreNotRestricted() throws Exception {
    try (RawServer sandbox = RawServer.start(HttpEngineIT.answer(Engines.OK));
        HttpEngine engine = engine(host -> List.of(InetAddress.getByName(host)))) {
      HttpLimits limits =
          Engines.AMPLE.within(host -> host.equals(HOST) ? AddressRule.PUBLIC : AddressRule.ANY);

      assertThat(engine.send(Engines.get(sandbox.uri("/")), limits).status()).isEqualTo(200);
    }
  }

  private HttpFailure failure(HostResolver resolver, AddressRule rule) throws IOException {
    try (HttpEngine engine = engine(resolver)) {
      return Engines.failureOf(engine, request(everywhere.port()), within(rule));
    }
  }

  private static void assertRefused(HttpFailure failure) {
    assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.ADDRESS_REFUSED);
    assertThat(failure.mayHaveBeenSent()).isFalse();
  }

  private static HttpEngine engine(HostResolver resolver) {
    return Engines.engine(
        HttpSettings.builder().resolver(resolver).connectTimeout(Duration.ofMillis(300)));
  }

  private static HttpLimits within(AddressRule rule) {
    return Engines.AMPLE.within(host -> rule);
  }

  private static ApiRequest request(int port) {
    return Engines.get(URI.create("https://" + HOST + ":" + port + "/"));
  }

  private static List<InetAddress> noSuchHost(String host) throws UnknownHostException {
    throw new UnknownHostException(host);
  }

  /** Good the first time that it is read, bad ever after. */
  private static final class FlippingAnswer extends AbstractList<InetAddress> {
    private final AtomicInteger reads = new AtomicInteger();

    @Override
    public InetAddress get(int index) {
      return reads.getAndIncrement() == 0 ? GOOD : BAD;
    }

    @Override
    public int size() {
      return 1;
    }
  }
}
