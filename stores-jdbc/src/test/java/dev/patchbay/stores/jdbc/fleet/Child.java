package dev.patchbay.stores.jdbc.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A JVM of its own that runs {@link ChildMain}, as its parent sees it. Thread-safe. */
final class Child implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final List<String> PASSED_ON =
      List.of("logback.configurationFile", "patchbay.test.logs");

  private final Process process;
  private final Writer in;
  private final Map<String, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger questions = new AtomicInteger();
  private final Map<String, Integer> halted = new ConcurrentHashMap<>();

  Child() {
    try {
      this.process =
          new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    Thread listening = new Thread(this::listen, "child-" + process.pid());
    listening.setDaemon(true);
    listening.start();
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.add("-Dpatchbay.test.jvm=child" + COUNT.incrementAndGet());
    PASSED_ON.stream()
        .filter(name -> System.getProperty(name) != null)
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ChildMain.class.getName());
    return command;
  }

  private void listen() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        hear(line);
      }
    } catch (IOException ended) {
      // Killed in the middle of a line.
    }
    asked.values().forEach(it -> it.completeExceptionally(new IllegalStateException("It ended")));
  }

  private void hear(String line) {
    int space = line.indexOf(' ');
    String first = line.substring(0, Math.max(space, 0));
    String rest = line.substring(space + 1);
    if (first.equals(ChildMain.HALTED)) {
      halted.merge(rest, 1, Integer::sum);
    } else if (asked.containsKey(first)) {
      asked.get(first).complete(rest);
    }
  }

  /** {@return the answer, once it is there} */
  CompletableFuture<String> ask(String... words) {
    String number = "" + questions.incrementAndGet();
    CompletableFuture<String> question = new CompletableFuture<>();
    asked.put(number, question);
    try {
      synchronized (in) {
        in.write(number + " " + String.join(" ", words) + "\n");
        in.flush();
      }
    } catch (IOException ended) {
      question.completeExceptionally(ended);
    }
    return question;
  }

  /** {@return what was answered to all, in their order} */
  static List<String> all(List<CompletableFuture<String>> questions) throws Exception {
    List<String> answers = new ArrayList<>();
    for (CompletableFuture<String> question : questions) {
      answers.add(question.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
    return answers;
  }

  /** {@return how often something halted in one of its nodes} */
  int halted(String node) {
    return halted.getOrDefault(node, 0);
  }

  /** Ends it as the kernel does, without a last word. */
  void kill() {
    process.destroyForcibly();
  }

  void awaitDead() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("A child outlived its kill");
    }
  }

  /** Stops it where it is, for all the world as a pause of its machine would. */
  void freeze() throws Exception {
    signal("-STOP");
  }

  void thaw() throws Exception {
    signal("-CONT");
  }

  private void signal(String name) throws Exception {
    int code = new ProcessBuilder("kill", name, "" + process.pid()).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("kill " + name + " ended with " + code);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
