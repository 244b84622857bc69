package dev.patchbay.stores.jdbc.fleet;

import dev.patchbay.Integrations;
import dev.patchbay.ciphers.tink.KeyType;
import dev.patchbay.ciphers.tink.KeysetFile;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.stores.jdbc.PostgresServer;
import dev.patchbay.stores.jdbc.TestDatabase;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import dev.patchbay.testkit.sandbox.StandardDialect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One database, one sandbox with all services, a node in this JVM, and any number of children. */
final class Fleet implements AutoCloseable {
  static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");
  static final Duration HOUR = Duration.ofHours(1);

  final Sandbox sandbox = Sandbox.start();
  final TestDatabase database;
  final NodeSettings settings;
  final Integrations here;
  private final List<Child> children = new ArrayList<>();

  private Fleet(Path folder) {
    Path keyset = folder.resolve("keyset.json");
    KeysetFile.inClear(keyset).create(KeyType.AES_256_GCM);
    String url = PostgresServer.NEW.createDatabase();
    this.database = new TestDatabase(PostgresServer.pool(url, 4));
    this.settings =
        new NodeSettings(
            url, sandbox.uri().toString(), keyset, Duration.ofSeconds(10), Optional.empty());
    for (Mode mode : Mode.values()) {
      for (int number = 1; number <= Mode.SERVICES; number++) {
        add(new FleetProvider(mode.id(number), mode, FleetProvider.REAL, Halts.none()));
      }
    }
    // Without a cache, for a test that moves stored times wants to see what is stored.
    this.here =
        Nodes.builder(settings, Halts.none(), database.dataSource())
            .credentialCache(Duration.ZERO, 1)
            .build();
  }

  private void add(FleetProvider real) {
    sandbox
        .add(StandardDialect.of(real.definition()).withRotation(real.mode().rotation()))
        .registerRedirectUri("https://host.example/oauth/callback/" + real.id());
  }

  /** A fleet whose keys are in a folder. */
  static Fleet in(Path folder) {
    return new Fleet(folder);
  }

  /** {@return so many JVMs, of which none has done anything yet} */
  List<Child> children(int count) {
    List<Child> added = Stream.generate(Child::new).limit(count).toList();
    children.addAll(added);
    return added;
  }

  /** {@return so many JVMs with a node in each} */
  List<RemoteNode> nodes(int count) throws Exception {
    List<RemoteNode> added =
        children(count).stream().map(child -> new RemoteNode(child, "only")).toList();
    requireAll("started", Child.all(added.stream().map(node -> node.start(settings)).toList()));
    return added;
  }

  static void requireAll(String expected, List<String> answers) {
    if (!answers.stream().allMatch(expected::equals)) {
      throw new IllegalStateException("Not all children " + expected + ": " + answers);
    }
  }

  SandboxService service(String id) {
    return sandbox.service(id);
  }

  /** Connects a fresh grant of one of the services of a mode; its tokens live for an hour. */
  Trial connect(Mode mode, int number) {
    String id = mode.id(number);
    SandboxGrant grant = service(id).issueGrant(Scopes.of("read"));
    Connection connection =
        here.connections()
            .create(
                WORKSPACE,
                ConnectionRequest.builder(id)
                    .accessToken(Secret.of(grant.accessToken()))
                    .refreshToken(Secret.of(grant.refreshToken().orElseThrow()))
                    .expiresIn(HOUR)
                    .verificationOff()
                    .build());
    return new Trial(mode, service(id), grant, connection.id());
  }

  /** Begins a session with the node of this JVM. */
  Session begin(Mode mode) {
    return here.sessions().create(request(mode));
  }

  static SessionRequest request(Mode mode) {
    return SessionRequest.builder(WORKSPACE, mode.id(1)).build();
  }

  /** {@return the raw query with which the browser of a user comes back who approved} */
  String approved(Session session) {
    return SandboxUser.at(sandbox)
        .approve(session.authorizeUrl().map(URI::create).orElseThrow())
        .getRawQuery();
  }

  /** Reads with the node of this JVM. */
  Credentials read(Trial trial) {
    return here.connections().credentials(WORKSPACE, trial.id());
  }

  /** {@return the version of the stored credential} */
  long version(Trial trial) {
    return database
        .connections()
        .find(WORKSPACE, trial.id())
        .orElseThrow()
        .tokenSets()
        .values()
        .iterator()
        .next()
        .version();
  }

  @Override
  public void close() {
    children.forEach(Child::close);
    here.close();
    sandbox.close();
  }
}
