package dev.patchbay.stores.jdbc.fleet;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Nodes in a few JVMs, one for each point, whose refreshes are all halted there. */
final class Crew implements AutoCloseable {
  private static final int JVMS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Map<KillPoint, Holder> holders = new EnumMap<>(KillPoint.class);
  private final List<Mode> modes;
  private final int trials;

  private Crew(List<Mode> modes, int trials) {
    this.modes = modes;
    this.trials = trials;
  }

  /** Starts nodes that will halt, each with connections of every mode, all at their end. */
  static Crew start(Fleet fleet, NodeSettings settings, Plan plan) throws Exception {
    Crew crew = new Crew(plan.modes(), plan.trials());
    List<Child> children = fleet.children(Math.min(JVMS, plan.points().size()));
    List<CompletableFuture<String>> starting = new ArrayList<>();
    for (KillPoint point : plan.points()) {
      Child child = children.get(starting.size() % children.size());
      Holder holder = crew.hire(fleet, new RemoteNode(child, point.name()), point);
      starting.add(holder.node().start(holder.settings(settings.haltedAt(point))));
    }
    Fleet.requireAll("started", Child.all(starting));
    fleet.database.passTime(Fleet.HOUR);
    return crew;
  }

  private Holder hire(Fleet fleet, RemoteNode node, KillPoint point) {
    List<Trial> connections = new ArrayList<>();
    for (Mode mode : modes) {
      for (int number = 1; number <= trials; number++) {
        connections.add(fleet.connect(mode, number));
      }
    }
    Optional<HoldingProxy> proxy =
        point.place().map(place -> new HoldingProxy(fleet.sandbox.uri(), place));
    Holder holder = new Holder(point, node, proxy, connections);
    holders.put(point, holder);
    return holder;
  }

  /** Begins all refreshes, and waits until each is halted. */
  @CanIgnoreReturnValue
  List<CompletableFuture<String>> halt() {
    List<CompletableFuture<String>> reading =
        holders.values().stream()
            .flatMap(holder -> holder.trials().stream().map(holder.node()::read))
            .toList();
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> holders.values().forEach(Holder::requireHalted));
    return reading;
  }

  Holder at(KillPoint point) {
    return Objects.requireNonNull(holders.get(point));
  }

  List<Holder> all() {
    return List.copyOf(holders.values());
  }

  /** {@return the JVMs that the nodes are in} */
  Set<Child> children() {
    return holders.values().stream().map(it -> it.node().child()).collect(Collectors.toSet());
  }

  List<Trial> trials() {
    return holders.values().stream().flatMap(it -> it.trials().stream()).toList();
  }

  @Override
  public void close() {
    holders.values().forEach(holder -> holder.proxy().ifPresent(HoldingProxy::close));
  }

  /** Where, with which services and how many connections of each. */
  record Plan(List<KillPoint> points, List<Mode> modes, int trials) {}

  /** A node that halts at a point. */
  record Holder(
      KillPoint point, RemoteNode node, Optional<HoldingProxy> proxy, List<Trial> trials) {

    private NodeSettings settings(NodeSettings halted) {
      return proxy.map(it -> halted.behind(it.root())).orElse(halted);
    }

    private void requireHalted() {
      int halted = proxy.map(HoldingProxy::held).orElseGet(node::halted);
      if (halted != trials.size()) {
        throw new AssertionError(
            "At %s %d of %d are halted".formatted(point, halted, trials.size()));
      }
    }
  }
}
