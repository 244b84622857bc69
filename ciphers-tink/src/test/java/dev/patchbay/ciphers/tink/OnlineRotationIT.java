package dev.patchbay.ciphers.tink;

import static dev.patchbay.ciphers.tink.EncryptedHost.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.patchbay.Integrations;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.KeyRole;
import dev.patchbay.model.KeyUsage;
import dev.patchbay.model.KeyUse;
import dev.patchbay.model.ReencryptionOptions;
import dev.patchbay.model.ReencryptionProgress;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key is replaced while four nodes go on reading and refreshing. */
class OnlineRotationIT {
  private static final int RECORDS = 10_000;
  private static final int REFRESHED = 200;
  private static final int NODES = 4;

  private final EncryptedHost host = new EncryptedHost();
  private final List<Integrations> nodes = new ArrayList<>();
  private final List<ConnectionId> ids = Collections.synchronizedList(new ArrayList<>());
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final AtomicLong reads = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();
  private final ExecutorService readers = Executors.newFixedThreadPool(NODES);

  private KeysetFile keyset;
  private String first;

  @BeforeEach
  void start(@TempDir Path folder) {
    Path file = folder.resolve("keyset.json");
    keyset = KeysetFile.inClear(file);
    first = keyset.create(KeyType.AES_256_GCM);
    for (int i = 0; i < NODES; i++) {
      nodes.add(host.node(cipher(file)));
    }
    for (int i = 0; i < RECORDS; i++) {
      ids.add(connect(i).id());
    }
  }

  private TinkCipher cipher(Path file) {
    return TinkCipher.builder(KeysetSource.file(file)).clock(host.clock).build();
  }

  private Connection connect(int i) {
    ConnectionRequest.Builder request = ConnectionRequest.builder("uno").verificationOff();
    if (i < REFRESHED) {
      SandboxGrant grant = host.service("uno").issueGrant(Scopes.of("read"));
      request
          .accessToken(Secret.of(grant.accessToken()))
          .refreshToken(Secret.of(grant.refreshToken().orElseThrow()))
          .expiresIn(Duration.ofMinutes(10));
    } else {
      request.accessToken(Secret.of("token-" + i));
    }
    return nodes.get(i % NODES).connections().create(ACME, request.build());
  }

  @AfterEach
  void stop() throws InterruptedException {
    over.set(true);
    readers.shutdown();
    assertThat(readers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    host.close();
  }

  @Test
  void everythingMovesToTheNewKeyWithoutAFailedRead() throws Exception {
    List<Future<?>> running = new ArrayList<>();
    nodes.forEach(node -> running.add(readers.submit(() -> readSteadily(node))));
    Integrations operator = nodes.get(0);
    assertThat(operator.keyUsage().values(first)).isEqualTo(RECORDS);

    String second = keyset.add(KeyType.AES_256_GCM);
    pass(Duration.ofMinutes(2));
    keyset.promote();
    // Every node writes with the new key at its next look; refreshes run meanwhile.
    pass(Duration.ofMinutes(9));

    KeyUsage tooEarly = operator.keyUsage();
    assertThatThrownBy(() -> keyset.retire(first, tooEarly))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(first)
        .hasMessageContaining(tooEarly.values(first) + " values");

    List<ReencryptionProgress> runs = reencryptCutShort(operator);
    assertThat(runs.get(runs.size() - 1).left()).isZero();
    assertThat(operator.keyUsage().keys())
        .extracting(KeyUse::keyId, KeyUse::role, KeyUse::values)
        .containsExactlyInAnyOrder(
            tuple(first, KeyRole.READS, 0L), tuple(second, KeyRole.WRITES, (long) RECORDS));

    keyset.retire(first, operator.keyUsage());
    pass(Duration.ofMinutes(2));
    long before = reads.get();
    awaitReads(before + RECORDS);

    over.set(true);
    for (Future<?> reader : running) {
      reader.get(1, TimeUnit.MINUTES);
    }
    System.out.println(
        reads + " reads, " + failures.size() + " failed; " + runs.size() + " runs cut short");
    assertThat(failures).isEmpty();
    assertThat(operator.keyUsage().keys()).extracting(KeyUse::keyId).containsExactly(second);
    ids.forEach(id -> nodes.get(1).connections().credentials(ACME, id));
    assertThat(host.service("uno").count(Endpoint.TOKEN)).isGreaterThanOrEqualTo(REFRESHED);
  }

  private void readSteadily(Integrations node) {
    int at = nodes.indexOf(node) * (RECORDS / NODES);
    while (!over.get()) {
      try {
        node.connections().credentials(ACME, ids.get(at++ % RECORDS));
        reads.incrementAndGet();
      } catch (RuntimeException failure) {
        failures.add(failure);
      }
    }
  }

  private void pass(Duration time) {
    long before = reads.get();
    host.clock.advance(time);
    awaitReads(before + 100);
  }

  private void awaitReads(long wanted) {
    while (reads.get() < wanted && failures.isEmpty()) {
      Thread.onSpinWait();
    }
  }

  /** Interrupted after every batch, twenty times and more, and begun again. */
  private static List<ReencryptionProgress> reencryptCutShort(Integrations operator) {
    List<ReencryptionProgress> runs = new ArrayList<>();
    ReencryptionOptions options =
        ReencryptionOptions.builder()
            .batch(450)
            .progress(progress -> Thread.currentThread().interrupt())
            .build();
    do {
      runs.add(operator.reencrypt(options));
    } while (Thread.interrupted());
    assertThat(runs).hasSizeGreaterThan(20);
    return runs;
  }
}
