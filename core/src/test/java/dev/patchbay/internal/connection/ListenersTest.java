package dev.patchbay.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Session;
import dev.patchbay.model.SessionEvent;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationListener;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListenersTest {
  private static final SessionEvent EVENT =
      SessionEvent.builder(
              Session.builder(SessionId.of("sess_1"), WorkspaceId.of("ws_1"), "plain").build())
          .build();

  private final List<SessionEvent> heard = new ArrayList<>();

  @ParameterizedTest
  @MethodSource("foreignFailures")
  void whatOneListenerThrowsReachesNeitherTheOthersNorTheEngine(Runnable failure) {
    Listeners listeners = new Listeners(List.of(new Faulty(failure), new Recorder()));

    listeners.tell(listener -> listener.sessionCreated(EVENT));

    assertThat(heard).containsExactly(EVENT);
  }

  static Stream<Runnable> foreignFailures() {
    return Stream.of(
        () -> {
          throw new IllegalStateException("CNRY-listener");
        },
        () -> {
          throw new NoClassDefFoundError("CNRY-listener");
        },
        () -> {
          throw new StackOverflowError();
        });
  }

  private record Faulty(Runnable failure) implements IntegrationListener {
    @Override
    public void sessionCreated(SessionEvent event) {
      failure.run();
    }
  }

  private final class Recorder implements IntegrationListener {
    @Override
    public void sessionCreated(SessionEvent event) {
      heard.add(event);
    }
  }
}
