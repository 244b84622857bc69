package dev.patchbay.stores.jdbc.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A node in a child, which may have several, each with threads, pool and cache of its own. */
record RemoteNode(Child child, String name) {

  CompletableFuture<String> start(NodeSettings settings) {
    List<String> words = new ArrayList<>(List.of("start", name));
    words.addAll(settings.toWords());
    return child.ask(words.toArray(String[]::new));
  }

  /** Reads on so many threads, each of which also waits for others without one. */
  CompletableFuture<String> read(Trial trial, int threads, int othersOfEach) {
    return child.ask("read", name, trial.id().value(), "" + threads, "" + othersOfEach);
  }

  CompletableFuture<String> read(Trial trial) {
    return read(trial, 1, 0);
  }

  /** Sends a callback on so many threads at once. */
  CompletableFuture<String> callBack(String integration, String rawQuery, int threads) {
    return child.ask("callback", name, integration, "" + threads, rawQuery);
  }

  /** Sends a callback that halts before a statement; the answer is how many statements it took. */
  CompletableFuture<String> interruptedCallback(String integration, String rawQuery, int at) {
    return child.ask("interrupted", name, integration, "" + at, rawQuery);
  }

  /** Lets go on what halts in it. */
  CompletableFuture<String> go() {
    return child.ask("go", name);
  }

  /** {@return how often something halted in it} */
  int halted() {
    return child.halted(name);
  }
}
