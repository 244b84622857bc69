package dev.patchbay.stores.jdbc;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A pooler that gives every transaction another connection to the server, for as long as this JVM
 * runs.
 */
final class PgBouncer {
  private PgBouncer() {}

  static boolean isInstalled() {
    return program().findAny().isPresent();
  }

  private static Stream<Path> program() {
    String places = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
    return Stream.of(places.split(File.pathSeparator))
        .map(place -> Path.of(place, "pgbouncer"))
        .filter(Files::isExecutable);
  }

  /** {@return the address of a new database, behind the pooler} */
  static String createDatabase(PostgresServer server) throws IOException {
    URI direct = URI.create(server.createDatabase().substring("jdbc:".length()));
    int port = start(direct.getPort());
    // This pooler keeps no prepared statements of a client.
    return "jdbc:postgresql://127.0.0.1:%d%s?user=postgres&prepareThreshold=0"
        .formatted(port, direct.getPath());
  }

  private static int start(int serverPort) throws IOException {
    int port = freePort();
    Path folder =
        Files.createTempDirectory(
            Path.of("target").toAbsolutePath(),
            "pgbouncer",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Path users = Files.writeString(folder.resolve("users.txt"), "\"postgres\" \"\"\n");
    Path settings =
        Files.writeString(
            folder.resolve("pgbouncer.ini"),
            """
            [databases]
            * = host=127.0.0.1 port=%d
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = trust
            auth_file = %s
            pool_mode = transaction
            default_pool_size = 8
            server_round_robin = 1
            ignore_startup_parameters = extra_float_digits
            """
                .formatted(serverPort, port, users));
    List<String> command = new ArrayList<>(List.of(program().findFirst().orElseThrow().toString()));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(settings.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return port;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
