package dev.patchbay.refresh;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;

import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.http.ApiClient;
import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.internal.refresh.RefreshProbe;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetWrite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The suite of the guards finds each of them broken. */
class BrokenGuardsTest {

  @Test
  void flightsThatNobodyJoinsAreFound() {
    assertFound(EveryoneForThemselves.class, "callersOfOneNodeShareOneFlight");
  }

  @Test
  void leaseThatEverybodyGetsIsFound() {
    assertFound(LeaseForAll.class, "nodeSendsNothingWhileAnotherHoldsTheLease");
  }

  @Test
  void writeThatComparesNothingIsFound() {
    assertFound(WriteAnyway.class, "lateResultOverwritesNothing");
  }

  @Test
  void mergeThatForgetsTheRefreshTokenIsFound() {
    assertFound(RefreshTokenDropped.class, "refreshTokenThatIsNotRepeatedIsKept");
  }

  @Test
  void loserThatDoesNotLookAgainIsFound() {
    assertFound(NeverLooksAgain.class, "loserTakesTheTokenOfTheWinner");
  }

  @Test
  void clientWithoutALeashIsFound() {
    assertFound(Unleashed.class, "tokenGoesToNoHostButItsOwn");
  }

  private static void assertFound(Class<? extends RefreshGuardContract> variant, String test) {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod(variant, test))
        .execute()
        .testEvents()
        .failed()
        .assertEventsMatchExactly(finishedWithFailure(instanceOf(AssertionError.class)));
  }

  /** Every caller makes a flight of its own. */
  static class EveryoneForThemselves extends RefreshGuardContract {
    @Override
    RefreshProbe probe(Halt halt) {
      return new Alone(halt);
    }

    private record Alone(Halt halt) implements RefreshProbe {
      @Override
      public void at(Point point, TokenSetKey key) {
        halt.at(point, key);
      }

      @Override
      public boolean bypassesLease(TokenSetKey key) {
        return halt.bypassesLease(key);
      }

      @Override
      public boolean joinsOthers(TokenSetKey key) {
        return false;
      }
    }
  }

  /** Whoever wants the lease gets it. */
  static class LeaseForAll extends RefreshGuardContract {
    @Override
    RefreshProbe probe(Halt halt) {
      return new Halting(halt);
    }

    private record Halting(Halt halt) implements RefreshProbe {
      @Override
      public void at(Point point, TokenSetKey key) {
        halt.at(point, key);
      }

      @Override
      public boolean bypassesLease(TokenSetKey key) {
        return true;
      }
    }
  }

  /** A credential is replaced whatever its version is. */
  static class WriteAnyway extends RefreshGuardContract {
    @Override
    IntegrationsBuilder change(Cluster of, IntegrationsBuilder builder) {
      return builder.stores(
          new Tampered(
              of.stores,
              (method, arguments) ->
                  method.equals("replace")
                      ? Optional.of(replace(of.stores, arguments))
                      : Optional.empty()));
    }

    private static Object replace(Stores stores, Object[] arguments) {
      TokenSetKey key = (TokenSetKey) arguments[0];
      long version =
          stores
              .connections()
              .find(key.workspaceId(), key.connectionId())
              .map(record -> record.tokenSets().get(key.name()))
              .orElseThrow()
              .version();
      return stores.connections().replace(key, version, (TokenSetWrite) arguments[2]);
    }
  }

  /** What is written after a refresh has no refresh token. */
  static class RefreshTokenDropped extends RefreshGuardContract {
    @Override
    IntegrationsBuilder change(Cluster of, IntegrationsBuilder builder) {
      return builder.cipher(new Forgetful());
    }

    private static final class Forgetful implements CredentialCipher {
      @Override
      public Sealed seal(byte[] plaintext, CipherContext context) {
        String text = new String(plaintext, StandardCharsets.UTF_8);
        boolean later = context.version() > 1;
        String kept = later ? text.replaceAll("\"refresh_token\":\"[^\"]*\",?", "") : text;
        return Sealed.of(kept.getBytes(StandardCharsets.UTF_8));
      }

      @Override
      public byte[] open(Sealed sealed, CipherContext context) {
        return sealed.bytes();
      }
    }
  }

  /** A connection stays for ever as it was first read. */
  static class NeverLooksAgain extends RefreshGuardContract {
    @Override
    IntegrationsBuilder change(Cluster of, IntegrationsBuilder builder) {
      Map<Object, Optional<ConnectionRecord>> first = new ConcurrentHashMap<>();
      return builder.stores(
          new Tampered(
              of.stores,
              (method, arguments) ->
                  method.equals("find")
                      ? Optional.of(
                          first.computeIfAbsent(arguments[1], id -> find(of.stores, arguments)))
                      : Optional.empty()));
    }

    private static Optional<ConnectionRecord> find(Stores stores, Object[] arguments) {
      return stores.connections().find((WorkspaceId) arguments[0], (ConnectionId) arguments[1]);
    }
  }

  /** Sends the token to wherever it is told. */
  static class Unleashed extends RefreshGuardContract {
    @Override
    ApiClient client(Integrations node, Connection connection) {
      return request -> send(request, Cluster.read(node, connection).accessToken().reveal());
    }

    private static ApiReply send(ApiRequest request, String token) {
      try {
        HttpURLConnection http = (HttpURLConnection) request.uri().toURL().openConnection();
        http.setRequestProperty("Authorization", "Bearer " + token);
        return ApiReply.of(http.getResponseCode(), Map.of(), new byte[0]);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
