package dev.patchbay.benchmarks.patchbay;

import dev.patchbay.Integrations;
import dev.patchbay.benchmarks.measure.HandOver;
import dev.patchbay.benchmarks.measure.Stopwatch;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionOutcome;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A thread waits in {@code poll} while a callback ends its session. The moment is that at which the
 * store has written the end.
 */
public final class WaitingPoll implements HandOver.Wait {
  private static final String TYPE = "github";
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");

  private final TimedStores stores = new TimedStores();
  private final Integrations integrations =
      Integrations.builder()
          .client(TYPE, Registered.CLIENT)
          .callbackUrl(Registered.CALLBACK_URL)
          .stores(stores)
          .build();
  private volatile @Nullable Session session;

  private WaitingPoll() {}

  /**
   * Measures it.
   *
   * @param arguments none
   * @throws Exception if a round fails
   */
  public static void main(String[] arguments) throws Exception {
    WaitingPoll poll = new WaitingPoll();
    try {
      HandOver.measure(poll);
    } finally {
      poll.integrations.close();
    }
  }

  @Override
  public void begin() {
    session = integrations.sessions().create(SessionRequest.builder(WORKSPACE, TYPE).build());
  }

  @Override
  public void await() {
    SessionOutcome outcome =
        integrations.sessions().poll(WORKSPACE, begun().id(), PollOptions.defaults());
    if (outcome.status() != SessionStatus.DENIED) {
      throw new IllegalStateException("The session ended as " + outcome.status());
    }
  }

  private Session begun() {
    return Objects.requireNonNull(session);
  }

  private static String stateOf(Session session) {
    return Arrays.stream(session.authorizeUrl().orElseThrow().split("[?&]"))
        .filter(parameter -> parameter.startsWith("state="))
        .findAny()
        .orElseThrow();
  }

  @Override
  public long finish() {
    integrations
        .sessions()
        .completeCallback(CallbackRequest.ofQuery(TYPE, stateOf(begun()) + "&error=access_denied"));
    return stores.ended;
  }

  /** The stores in memory, and when one was last claimed with its end in them. */
  private static final class TimedStores implements Stores {
    private final Stores stores = new MemoryStores(Clock.systemUTC());
    private final SessionStore sessions =
        (SessionStore)
            Proxy.newProxyInstance(
                SessionStore.class.getClassLoader(),
                new Class<?>[] {SessionStore.class},
                (proxy, method, arguments) -> call(method, arguments));
    private volatile long ended;

    private Object call(Method method, Object[] arguments) throws Throwable {
      try {
        Object result = method.invoke(stores.sessions(), arguments);
        if (method.getName().equals("claim")) {
          ended = Stopwatch.nanos();
        }
        return result;
      } catch (InvocationTargetException thrown) {
        throw thrown.getCause();
      }
    }

    @Override
    public SessionStore sessions() {
      return sessions;
    }

    @Override
    public ConnectionStore connections() {
      return stores.connections();
    }

    @Override
    public SealedStore sealed() {
      return stores.sealed();
    }

    @Override
    public boolean isDurable() {
      return false;
    }
  }
}
