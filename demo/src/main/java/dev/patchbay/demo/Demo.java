package dev.patchbay.demo;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A small host application: by default it serves the REST API until it is stopped; with {@code
 * --auto} it walks through the whole job by itself, as a client of that API, and says how it went.
 */
public final class Demo {
  private static final String USAGE =
      "Usage: the demo takes '--auto' to walk through everything by itself, or nothing to serve"
          + " until it is stopped.";

  private Demo() {}

  /**
   * Runs the demo and ends the JVM.
   *
   * @param arguments nothing, or {@code --auto}
   */
  public static void main(String[] arguments) {
    List<String> words = Arrays.stream(arguments).filter(word -> !word.isBlank()).toList();
    System.exit(run(words, System.getenv()));
  }

  static int run(List<String> words, Map<String, String> environment) {
    if (!words.isEmpty() && !words.equals(List.of("--auto"))) {
      System.out.println(USAGE);
      return 2;
    }
    Narrator narrator = new Narrator(System.out);
    try {
      return words.isEmpty() ? serve(environment, narrator) : auto(environment, narrator);
    } catch (RuntimeException | IOException failure) {
      narrator.fail("The demo stopped: " + failure.getMessage());
      return 1;
    }
  }

  /** Keeps things where it is told to, and takes no other setting. */
  private static int auto(Map<String, String> environment, Narrator narrator) throws IOException {
    Map<String, String> settings = new HashMap<>(environment);
    settings.keySet().retainAll(Storage.VARIABLES);
    settings.put(DemoKeys.VARIABLE, "org_" + UUID.randomUUID() + UUID.randomUUID());
    try (DemoHost host = DemoHost.start(settings, 0)) {
      KeptConnections kept = new KeptConnections(host, narrator);
      kept.tell();
      new AutoWalk(host, narrator).walk();
      kept.walk();
    }
    return narrator.summary();
  }

  /** Serves until the JVM is told to end, by SIGTERM for instance. */
  private static int serve(Map<String, String> environment, Narrator narrator) throws IOException {
    DemoHost host = DemoHost.start(environment, DemoHost.port(environment));
    Runtime.getRuntime().addShutdownHook(new Thread(host::close, "stop"));
    new KeptConnections(host, narrator).tell();
    new Greeting(host, narrator).tell();
    try {
      host.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
