package dev.patchbay.ciphers.tink;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.patchbay.Integrations;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.testkit.SettableClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM of its own that connects the grants of a file, refreshes each again and again, and dumps
 * its heap while it is open and after it is closed. The service is in another JVM.
 */
final class HeapHost {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");

  /** To the end, as a host would have them. */
  private static final List<Object> IN_USE = new ArrayList<>();

  private HeapHost() {}

  /** Takes the service's base URL, its client id, the file of grants, rounds, and a folder. */
  public static void main(String[] arguments) throws IOException {
    SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T12:00:00Z"));
    MemoryStores stores = new MemoryStores(clock);
    Integrations node =
        Integrations.builder()
            .clock(clock)
            .stores(stores)
            .cipher(TinkCipher.from(KeysetSource.of(Keysets.random())))
            .withoutDiscovery()
            .unsafeAllowLoopbackHttp()
            .callbackUrl("https://host.example/oauth/callback")
            .provider(new LocatedProvider(arguments[0]))
            .client(LocatedProvider.ID, OAuthClient.builder(arguments[1]).build())
            .build();
    IN_USE.addAll(List.of(node, stores));
    List<ConnectionId> ids = connect(node, Path.of(arguments[2]));
    for (int round = 0; round < Integer.parseInt(arguments[3]); round++) {
      clock.advance(Duration.ofHours(2));
      readAll(node, ids);
    }
    Path folder = Path.of(arguments[4]);
    readAll(node, ids);
    dump(folder.resolve("busy.hprof"));
    clock.advance(Duration.ofMinutes(1));
    awaitEnd(readAll(node, ids), clock);
    dump(folder.resolve("idle.hprof"));
    readAll(node, ids);
    node.close();
    dump(folder.resolve("closed.hprof"));
  }

  private static List<WeakReference<Credentials>> readAll(
      Integrations node, List<ConnectionId> ids) {
    List<WeakReference<Credentials>> read = new ArrayList<>();
    ids.forEach(id -> read.add(new WeakReference<>(node.connections().credentials(WORKSPACE, id))));
    return read;
  }

  /** Until the cache, which alone still holds what was read, is cleared of all of it. */
  private static void awaitEnd(List<WeakReference<Credentials>> cached, SettableClock clock) {
    clock.advance(Duration.ofMinutes(1));
    while (cached.stream().anyMatch(it -> it.get() != null)) {
      System.gc();
    }
  }

  private static List<ConnectionId> connect(Integrations node, Path grants) throws IOException {
    List<ConnectionId> ids = new ArrayList<>();
    for (String line : Files.readAllLines(grants)) {
      String[] tokens = line.split(" ", 2);
      ConnectionRequest.Builder request =
          ConnectionRequest.builder(LocatedProvider.ID)
              .accessToken(Secret.of(tokens[0]))
              .refreshToken(Secret.of(tokens[1]))
              .expiresIn(Duration.ofHours(1))
              .verificationOff();
      ids.add(node.connections().create(WORKSPACE, request.build()).id());
    }
    return ids;
  }

  private static void dump(Path file) throws IOException {
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(file.toString(), true);
  }
}
