package dev.patchbay.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedAccount;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionLimits;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetWrite;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sealed stands in the tables once, as it was handed over, and goes when it has to. */
class StoredBytesTest {
  private static final WorkspaceId ACME = WorkspaceId.of("ws_acme");
  private static final ConnectionId CONNECTION = ConnectionId.of("conn_1");
  private static final SessionKey SESSION = new SessionKey(ACME, SessionId.of("sess_1"));
  private static final TokenSetKey SET = new TokenSetKey(ACME, CONNECTION, "default");

  @ParameterizedTest
  @ValueSource(strings = {"h2", "postgresql"})
  void sealedValueGoesWithTheStepThatEndsItsUse(String kind) throws SQLException {
    TestDatabase database =
        kind.equals("h2") ? TestDatabase.h2() : TestDatabase.postgres(PostgresServer.NEW);
    begin(database);
    assertThat(copyOf(database)).contains(hex("verifier"));

    database.sessions().claim(SessionClaim.builder("hash_1", "github").build());
    assertThat(copyOf(database)).doesNotContain(hex("verifier"));
    database.sessions().stage(SESSION, sealed("staged"));
    assertThat(copyOf(database)).contains(hex("staged"));
    database.sessions().end(SESSION, SessionEnd.builder(SessionStatus.FAILED).build());
    assertThat(copyOf(database)).contains(hex("staged"));
    database.sessions().forgetGrant(SESSION);
    assertThat(copyOf(database)).doesNotContain(hex("staged"));

    connect(database);
    database.connections().replace(SET, 1, tokens("second", 2));
    assertThat(copyOf(database))
        .contains(hex("second"), hex("account"))
        .doesNotContain(hex("first"));
    database.connections().beginDelete(ACME, CONNECTION);
    database.connections().erase(ACME, CONNECTION);
    assertThat(copyOf(database))
        .contains("conn_1")
        .doesNotContain(hex("second"), hex("account"), "Display Name", "fingerprint_1");
  }

  private static void begin(TestDatabase database) {
    SessionRecord session =
        SessionRecord.builder(
                Session.builder(SESSION.sessionId(), ACME, "github").build(),
                "hash_1",
                "https://app.example/cb",
                "client")
            .sealedVerifier(sealed("verifier"))
            .build();
    database.sessions().create(session, new SessionLimits(Duration.ofHours(1), 10, 10));
  }

  private static void connect(TestDatabase database) {
    Connection.Builder connection =
        Connection.builder(CONNECTION, ACME, "github")
            .account(Account.builder("octocat").displayName("Display Name").build());
    database
        .connections()
        .write(
            ConnectionWrite.builder(connection.build())
                .fingerprint("fingerprint_1")
                .sealedAccount(new SealedAccount(sealed("account"), 1))
                .tokenSets(tokens("first", 1))
                .build());
  }

  private static TokenSetWrite tokens(String text, long version) {
    return TokenSetWrite.builder("default", sealed(text), version).refreshable().build();
  }

  private static Sealed sealed(String text) {
    return Sealed.of(bytes(text)).withKeyId("1001");
  }

  private static byte[] bytes(String text) {
    return ("sealed " + text).getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(bytes(text));
  }

  /** Every value of every row, as the database itself prints it. */
  private static String copyOf(TestDatabase database) throws SQLException {
    List<String> copy = new ArrayList<>();
    try (java.sql.Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      boolean isH2 = connection.getMetaData().getDatabaseProductName().equals("H2");
      for (String table : TestDatabase.TABLES) {
        String sql =
            isH2 ? "SCRIPT NOSETTINGS TABLE " + table : "SELECT t::text FROM " + table + " t";
        try (ResultSet rows = statement.executeQuery(sql)) {
          while (rows.next()) {
            copy.add(rows.getString(1));
          }
        }
      }
    }
    return String.join("\n", copy).toLowerCase(Locale.ROOT).replace("display name", "Display Name");
  }
}
