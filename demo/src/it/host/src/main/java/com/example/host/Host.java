package com.example.host;

import dev.patchbay.Integrations;
import dev.patchbay.spi.IntegrationProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * An application that embeds Patchbay. Its arguments: which example to run, and the URL of a server
 * that plays GitHub. An example prints what came of it, for the test that started this program.
 */
public final class Host {
  private static final long PATIENCE_MILLIS = 10_000;

  private Host() {}

  public static void main(String[] arguments) throws InterruptedException {
    String example = arguments[0];
    if (example.equals("hook")) {
      new ClosingExample().run();
      return;
    }
    IntegrationProvider found = findGitHub();
    System.out.println("modules: " + modules(Host.class, Integrations.class, found.getClass()));
    IntegrationProvider github = new MovedProvider(found, arguments[1]);
    if (example.equals("guice")) {
      new GuiceExample(github).run();
    } else {
      new PlainExample(github).run();
    }
    System.out.println("threads left: " + threadsLeft());
  }

  private static IntegrationProvider findGitHub() {
    return ServiceLoader.load(IntegrationProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.definition().id().equals("github"))
        .findFirst()
        .orElseThrow();
  }

  /** The names of the modules of these classes; null on the class path. */
  private static List<String> modules(Class<?>... classes) {
    return Stream.of(classes).map(one -> one.getModule().getName()).toList();
  }

  /** The names of the threads that are Patchbay's, or would keep this program from ending. */
  private static List<String> threadsLeft() throws InterruptedException {
    List<Thread> others =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread != Thread.currentThread())
            .filter(thread -> !thread.isDaemon() || thread.getName().startsWith("patchbay-"))
            .toList();
    for (Thread other : others) {
      other.join(PATIENCE_MILLIS);
    }
    return others.stream().filter(Thread::isAlive).map(Thread::getName).toList();
  }
}
