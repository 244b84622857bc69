package dev.patchbay.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the demo: with a menu, or with {@code --auto} by itself, ending with status 0 only if
 * every step came out right.
 */
public final class Demo {
  private static final String USAGE =
      "Usage: the demo takes '--auto' to walk through everything by itself, or nothing for a menu.";

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
      return words.isEmpty() ? menu(environment, narrator) : auto(environment, narrator);
    } catch (RuntimeException | IOException failure) {
      narrator.fail("The demo stopped: " + failure.getMessage());
      return 1;
    }
  }

  /** Keeps things where it is told to, and takes no other setting. */
  private static int auto(Map<String, String> environment, Narrator narrator) throws IOException {
    Map<String, String> settings = new HashMap<>(environment);
    settings.keySet().retainAll(Storage.VARIABLES);
    try (DemoHost host = DemoHost.start(settings, 0)) {
      KeptConnections kept = new KeptConnections(host, narrator);
      kept.tell();
      new AutoWalk(host, narrator).walk();
      kept.walk();
    }
    return narrator.summary();
  }

  private static int menu(Map<String, String> environment, Narrator narrator) throws IOException {
    BufferedReader keyboard =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (DemoHost host = DemoHost.start(environment, DemoHost.port(environment))) {
      new KeptConnections(host, narrator).tell();
      new Menu(host, narrator, keyboard).run();
    }
    return 0;
  }
}
