package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.SessionMaker;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How many sessions are created per second, each kept: an iteration begins with an empty contestant
 * and creates the same number, so that whoever is faster has no larger memory to tend.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // the setup does
public class CreateSession {
  private static final int BATCH = 50_000;
  private static final int CHECKED = 1_000;
  private static final int LEAST_STATE = 16;

  private SessionMaker maker;

  /** A thread's next user. */
  @State(Scope.Thread)
  public static class Users {
    private int next;

    int next() {
      return next++ & 0xffff;
    }
  }

  @Setup(Level.Iteration)
  public void open() {
    maker = Contestants.open(SessionMaker.class);
  }

  @TearDown(Level.Iteration)
  public void close() {
    maker.close();
  }

  @Benchmark
  public String create(Users users) {
    return maker.create(users.next());
  }

  /**
   * Checks a contestant, then measures it.
   *
   * @param arguments its class
   */
  public static void main(String[] arguments) {
    check(arguments[0]);
    for (int threads = 1; threads <= 2; threads++) {
      double nanos =
          Jmh.run(
                  Jmh.options(CreateSession.class, arguments[0])
                      .threads(threads)
                      .warmupIterations(8)
                      .warmupBatchSize(BATCH)
                      .measurementIterations(8)
                      .measurementBatchSize(BATCH)
                      .shouldDoGC(true))
              .getPrimaryResult()
              .getScore();
      new Reading("threads-" + threads, threads * BATCH * 1e9 / nanos).print();
    }
  }

  private static void check(String contestant) {
    Set<String> states = new HashSet<>();
    try (SessionMaker maker = Contestants.open(SessionMaker.class, contestant)) {
      for (int user = 0; user < CHECKED; user++) {
        Map<String, String> query = query(maker.create(user));
        String state = query.getOrDefault("state", "");
        boolean whole =
            query.getOrDefault("code_challenge", "").length() == 43
                && "S256".equals(query.get("code_challenge_method"))
                && "code".equals(query.get("response_type"))
                && Sample.CLIENT_ID.equals(query.get("client_id"))
                && Sample.REDIRECT_URI.equals(query.get("redirect_uri"))
                && String.join(" ", Sample.SCOPES).equals(query.get("scope"));
        if (!whole || state.length() < LEAST_STATE || !states.add(state) || !maker.keeps(state)) {
          throw new IllegalStateException("This authorise URL is not what was asked for: " + query);
        }
      }
    }
  }

  private static Map<String, String> query(String url) {
    return Arrays.stream(URI.create(url).getRawQuery().split("&"))
        .map(parameter -> parameter.split("=", 2))
        .collect(
            Collectors.toMap(
                parameter -> parameter[0],
                parameter -> URLDecoder.decode(parameter[1], StandardCharsets.UTF_8)));
  }
}
