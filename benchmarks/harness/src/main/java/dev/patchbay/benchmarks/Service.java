package dev.patchbay.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A server in a JVM of its own, for a measure: prints its address on its first line, and ends with
 * its standard input.
 */
final class Service implements AutoCloseable {
  private final Process jvm;
  private final String address;

  private Service(Process jvm, String address) {
    this.jvm = jvm;
    this.address = address;
  }

  static Service start(Lab lab, Contestant server) throws IOException {
    Process jvm = lab.start(server);
    BufferedReader lines = jvm.inputReader(StandardCharsets.UTF_8);
    String address = lines.readLine();
    if (address == null) {
      throw new IllegalStateException(server.name() + " did not start");
    }
    return new Service(jvm, address);
  }

  String address() {
    return address;
  }

  @Override
  public void close() throws IOException {
    jvm.outputWriter(StandardCharsets.UTF_8).close();
    jvm.onExit().join();
  }
}
