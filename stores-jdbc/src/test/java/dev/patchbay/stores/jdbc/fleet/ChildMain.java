package dev.patchbay.stores.jdbc.fleet;

import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.Integrations;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.CredentialsRequest;
import dev.patchbay.stores.jdbc.JdbcStores;
import dev.patchbay.stores.jdbc.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A JVM that is told what to do by lines, "NUMBER VERB NODE WORDS", and answers each by one,
 * "NUMBER ANSWER". It says "halted NODE" when something halts, and ends with its input.
 */
final class ChildMain {
  static final String HALTED = "halted";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ExecutorService threads = Executors.newCachedThreadPool(ChildMain::daemon);
  private final PrintStream out;
  private final Map<String, Integrations> nodes = new ConcurrentHashMap<>();
  private final Map<String, Halts> halts = new ConcurrentHashMap<>();

  private ChildMain(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    ChildMain child = new ChildMain(System.out);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      List<String> words = List.of(line.split(" ", -1));
      child.threads.execute(() -> child.obey(words));
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "child");
    thread.setDaemon(true);
    return thread;
  }

  private void say(String line) {
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }

  private void obey(List<String> words) {
    String answer = answer(words.get(1), words.get(2), words.subList(3, words.size()));
    say(words.get(0) + " " + answer);
  }

  private String answer(String verb, String name, List<String> words) {
    try {
      return switch (verb) {
        case "start" -> start(name, NodeSettings.of(words));
        case "open" -> open(name, words);
        case "read" -> read(node(name), words);
        case "callback" -> callBack(node(name), words);
        case "interrupted" -> interruptedCallback(name, words);
        case "go" -> go(name);
        default -> throw new IllegalArgumentException(verb);
      };
    } catch (Exception failure) {
      return "threw:" + failure;
    }
  }

  private String start(String name, NodeSettings settings) {
    nodes.put(name, Nodes.node(settings, halts(name, settings.halt())));
    return "started";
  }

  private Halts halts(String name, Optional<KillPoint> point) {
    Halts made = Halts.at(point, () -> say(HALTED + " " + name));
    halts.put(name, made);
    return made;
  }

  private Integrations node(String name) {
    return Objects.requireNonNull(nodes.get(name), "not started");
  }

  private String go(String name) {
    Objects.requireNonNull(halts.get(name), "never halted").go();
    return "gone";
  }

  /** Opens the stores, and halts before the statement of a number, which is 0 for none. */
  private String open(String name, List<String> words) {
    int halting = Integer.parseInt(words.get(1));
    AtomicInteger statements = new AtomicInteger();
    Halts here = halts(name, Optional.empty());
    try (HikariDataSource pool = PostgresServer.pool(words.get(0), 1)) {
      JdbcStores.on(
          WatchedDataSource.statements(
              pool,
              sql -> {
                if (statements.incrementAndGet() == halting) {
                  here.halt();
                }
              }));
    }
    return "opened:" + statements;
  }

  /** Each thread waits for one read, while as many others as it is told wait without a thread. */
  private String read(Integrations node, List<String> words) throws Exception {
    CredentialsRequest request =
        CredentialsRequest.builder(ConnectionId.of(words.get(0))).timeout(PATIENCE).build();
    int others = Integer.parseInt(words.get(2));
    return Tally.of(
        Integer.parseInt(words.get(1)),
        () -> {
          List<CompletableFuture<Credentials>> reading =
              Stream.generate(() -> node.connections().credentialsAsync(Fleet.WORKSPACE, request))
                  .limit(others)
                  .toList();
          String own =
              Tally.learned(
                  () -> Tally.of(node.connections().credentials(Fleet.WORKSPACE, request)));
          Stream<String> theirs =
              reading.stream().map(it -> Tally.learned(() -> Tally.of(it.join())));
          return Stream.concat(Stream.of(own), theirs);
        },
        threads);
  }

  private String callBack(Integrations node, List<String> words) throws Exception {
    CallbackRequest request = CallbackRequest.ofQuery(words.get(0), words.get(2));
    return Tally.of(
        Integer.parseInt(words.get(1)),
        () -> Stream.of(Tally.learned(() -> outcome(node.sessions().completeCallback(request)))),
        threads);
  }

  /** Halts before the statement of a number; says how many there were if that never came. */
  private String interruptedCallback(String name, List<String> words) {
    Halts here = Objects.requireNonNull(halts.get(name), "not started");
    here.atStatement(Integer.parseInt(words.get(1)));
    CallbackRequest request = CallbackRequest.ofQuery(words.get(0), words.get(2));
    node(name).sessions().completeCallback(request);
    return "" + here.statements();
  }

  private static String outcome(CallbackResult result) {
    return result.session().status()
        + ":"
        + result.session().connectionId().map(ConnectionId::value).orElse("none")
        + ":"
        + result.refusedWith().orElse("counted");
  }
}
