package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.OTHER;
import static dev.patchbay.testkit.stores.StoreSamples.connection;
import static dev.patchbay.testkit.stores.StoreSamples.connectionId;
import static dev.patchbay.testkit.stores.StoreSamples.insert;
import static dev.patchbay.testkit.stores.StoreSamples.swap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.MemberId;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.ListedConnection;
import dev.patchbay.spi.store.ListedPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every connection store promises of listing. */
public abstract class ConnectionListContract extends StoresContract {

  /** For authors of stores. */
  protected ConnectionListContract() {}

  @Test
  void listIsSortedByWhenConnectionsWereMade() {
    connectInOrder("c", "a", "b");

    assertThat(names(page(10, null))).containsExactly("c", "a", "b");
  }

  @Test
  void connectionsOfOneInstantAreSortedById() {
    List<String> made = List.of("d", "b", "a", "c");
    made.forEach(this::connect);

    List<Connection> listed =
        page(10, null).connections().stream().map(ListedConnection::connection).toList();

    assertThat(listed)
        .hasSize(4)
        .isSortedAccordingTo(
            (one, other) -> {
              int order = one.createdAt().compareTo(other.createdAt());
              return order != 0 ? order : one.id().value().compareTo(other.id().value());
            });
  }

  @Test
  void listIsWhatFindFinds() {
    Connection.Builder lacking =
        connection("a")
            .status(ConnectionStatus.INSUFFICIENT_SCOPE)
            .statusCause("insufficient_scope")
            .statusReason("lacks write");
    Connection written = connect(insert(lacking).build()).connection();

    assertThat(page(10, null).connections())
        .singleElement()
        .extracting(ListedConnection::connection)
        .usingRecursiveComparison()
        .isEqualTo(written);
  }

  @Test
  void emptyWorkspaceHasAnEmptyPage() {
    connect("a");

    ListedPage page = connections().list(OTHER, ConnectionFilter.all());

    assertThat(page.connections()).isEmpty();
    assertThat(page.nextCursor()).isEmpty();
  }

  @Test
  void listShowsNothingForeign() {
    connect("a");
    connect(insert(connection(OTHER, "b")).build());
    connect("c");

    assertThat(names(page(10, null))).containsExactly("a", "c");
    assertThat(names(connections().list(OTHER, ConnectionFilter.all()))).containsExactly("b");
  }

  @Test
  void pagesFollowEachOtherToTheEnd() {
    connectInOrder("a", "b", "c", "d", "e");

    ListedPage first = page(2, null);
    ListedPage second = page(2, cursor(first));
    ListedPage third = page(2, cursor(second));

    assertThat(names(first)).containsExactly("a", "b");
    assertThat(names(second)).containsExactly("c", "d");
    assertThat(names(third)).containsExactly("e");
    assertThat(third.nextCursor()).isEmpty();
  }

  @Test
  void pagesOfOneInstantMissAndRepeatNothing() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      made.add("c" + i);
    }
    made.forEach(this::connect);

    List<String> read = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      ListedPage page = page(4, cursor.orElse(null));
      read.addAll(names(page));
      cursor = page.nextCursor();
    } while (cursor.isPresent());

    assertThat(read).containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void pageThatIsExactlyFullAndLastHasNoCursor() {
    connectInOrder("a", "b");

    assertThat(page(2, null).nextCursor()).isEmpty();
    assertThat(page(1, null).nextCursor()).isPresent();
  }

  @Test
  void insertBetweenPagesIsRepeatedNowhere() {
    connectInOrder("a", "b", "c");
    ListedPage first = page(2, null);
    connectInOrder("z");

    assertThat(names(page(5, cursor(first)))).containsExactly("c", "z");
  }

  @Test
  void deletionBetweenPagesSkipsNothing() {
    connectInOrder("a", "b", "c", "d");
    ListedPage first = page(2, null);
    connections().beginDelete(ACME, connectionId("a"));
    connections().beginDelete(ACME, connectionId("b"));

    assertThat(names(page(5, cursor(first)))).containsExactly("c", "d");
  }

  @Test
  void swapBetweenPagesMovesNothing() {
    connectInOrder("a", "b", "c");
    ListedPage first = page(2, null);
    connect(swap(connections().find(ACME, connectionId("a")).orElseThrow()).build());

    assertThat(names(page(5, cursor(first)))).containsExactly("c");
    assertThat(names(page(5, null))).containsExactly("a", "b", "c");
  }

  @Test
  void filtersHoldTogether() {
    MemberId member = MemberId.of("member_1");
    connect(insert(connection("shared")).build());
    connect(insert(connection("own").memberId(member)).build());
    connect(insert(connection("foreign").memberId(MemberId.of("member_2"))).build());
    connect(insert(of("slack", "slack").memberId(member)).build());
    connect(
        insert(connection("dead").memberId(member).status(ConnectionStatus.NEEDS_REAUTH)).build());

    assertThat(names(ConnectionFilter.builder().memberId(member)))
        .containsExactlyInAnyOrder("own", "slack", "dead");
    assertThat(names(ConnectionFilter.builder().integrationType("slack"))).containsExactly("slack");
    assertThat(names(ConnectionFilter.builder().status(ConnectionStatus.NEEDS_REAUTH)))
        .containsExactly("dead");
    assertThat(
            names(
                ConnectionFilter.builder()
                    .memberId(member)
                    .integrationType("github")
                    .status(ConnectionStatus.ACTIVE)))
        .containsExactly("own");
    assertThat(names(ConnectionFilter.builder())).hasSize(5);
  }

  @Test
  void sharedConnectionsAreThoseOfNoMember() {
    MemberId member = MemberId.of("member_1");
    connect(insert("shared").build());
    connect(insert(connection("own").memberId(member)).build());
    connect(insert(of("slack", "slack")).build());
    connect(insert(connection("dead").status(ConnectionStatus.NEEDS_REAUTH)).build());
    connect(insert(connection(OTHER, "foreign")).build());

    assertThat(names(ConnectionFilter.builder().shared()))
        .containsExactlyInAnyOrder("shared", "slack", "dead");
    assertThat(
            names(
                ConnectionFilter.builder()
                    .shared()
                    .integrationType("github")
                    .status(ConnectionStatus.ACTIVE)))
        .containsExactly("shared");
    assertThat(names(ConnectionFilter.builder().shared().memberId(member))).isEmpty();
  }

  @Test
  void pagesOfSharedConnectionsAreFullAndEndWithTheLastOne() {
    MemberId member = MemberId.of("member_1");
    for (int i = 0; i < 6; i++) {
      connectOne(insert(connection("c" + i).memberId(i % 2 == 0 ? member : null)).build());
    }
    ConnectionFilter.Builder shared = ConnectionFilter.builder().shared().limit(2);

    ListedPage first = connections().list(ACME, shared.build());
    ListedPage second = connections().list(ACME, shared.cursor(cursor(first)).build());

    assertThat(names(first)).containsExactly("c1", "c3");
    assertThat(names(second)).containsExactly("c5");
    assertThat(second.nextCursor()).isEmpty();
  }

  @Test
  void visibleToAMemberAreItsOwnAndTheSharedOnes() {
    MemberId member = MemberId.of("member_1");
    for (int i = 0; i < 6; i++) {
      MemberId owner = List.of(member, MemberId.of("member_2")).get(i % 2);
      connectOne(insert(connection("c" + i).memberId(i % 3 == 0 ? null : owner)).build());
    }
    connect(insert(connection(OTHER, "foreign").memberId(member)).build());
    ConnectionFilter.Builder visible = ConnectionFilter.builder().visibleTo(member).limit(2);

    ListedPage first = connections().list(ACME, visible.build());
    ListedPage second = connections().list(ACME, visible.cursor(cursor(first)).build());

    assertThat(names(first)).containsExactly("c0", "c2");
    assertThat(names(second)).containsExactly("c3", "c4");
    assertThat(second.nextCursor()).isEmpty();
    assertThat(names(ConnectionFilter.builder().visibleTo(member).shared()))
        .containsExactly("c0", "c3");
  }

  private static Connection.Builder of(String integrationType, String name) {
    return Connection.builder(connectionId(name), ACME, integrationType);
  }

  private List<String> names(ConnectionFilter.Builder filter) {
    return names(connections().list(ACME, filter.build()));
  }

  @Test
  void filteredPagesAreFullAndEndWithTheLastMatch() {
    for (int i = 0; i < 6; i++) {
      connectOne(insert(of(i % 2 == 0 ? "github" : "slack", "c" + i)).build());
    }
    ConnectionFilter.Builder slack = ConnectionFilter.builder().integrationType("slack").limit(2);

    ListedPage first = connections().list(ACME, slack.build());
    ListedPage second = connections().list(ACME, slack.cursor(cursor(first)).build());

    assertThat(names(first)).containsExactly("c1", "c3");
    assertThat(names(second)).containsExactly("c5");
    assertThat(second.nextCursor()).isEmpty();
  }

  @Test
  void malformedCursorIsRefused() {
    connect("a");

    for (String cursor : List.of("", "x", "not a cursor", "AAAA", "MSAxIDE", "ä", "MSAy%", "0")) {
      assertThatThrownBy(() -> page(2, cursor))
          .as("cursor \"%s\"", cursor)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void cursorOfAnotherWorkspaceIsRefused() {
    connectInOrder("a", "b");
    String cursor = cursor(page(1, null));
    ConnectionFilter foreign = ConnectionFilter.builder().cursor(cursor).build();

    assertThatThrownBy(() -> connections().list(OTHER, foreign))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cursorIsSafeInAUrl() {
    connectInOrder("a", "b");

    assertThat(cursor(page(1, null))).matches("[A-Za-z0-9_-]+");
  }

  private void connectInOrder(String... names) {
    for (String name : names) {
      connectOne(insert(name).build());
    }
  }

  private void connectOne(ConnectionWrite write) {
    pass(Duration.ofSeconds(1));
    connect(write);
  }

  private ListedPage page(int limit, @Nullable String cursor) {
    return connections().list(ACME, ConnectionFilter.builder().limit(limit).cursor(cursor).build());
  }

  private static String cursor(ListedPage page) {
    return page.nextCursor().orElseThrow();
  }

  private static List<String> names(ListedPage page) {
    return page.connections().stream()
        .map(listed -> listed.connection().id())
        .map(ConnectionId::value)
        .map(id -> id.substring("conn_".length()))
        .toList();
  }
}
