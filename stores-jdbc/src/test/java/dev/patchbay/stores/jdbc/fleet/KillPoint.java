package dev.patchbay.stores.jdbc.fleet;

import dev.patchbay.internal.refresh.RefreshProbe.Point;
import dev.patchbay.stores.jdbc.fleet.HoldingProxy.Place;
import dev.patchbay.stores.jdbc.fleet.WatchedDataSource.Moment;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The points of a refresh, in their order, at which a node is halted, killed or frozen. */
enum KillPoint {
  /** Before the row is read. */
  K1(Point.BEGUN, null, null),
  /** The row is read, the lease not taken. */
  K2(Point.READ, null, null),
  /** The statement that takes the lease has run, and its answer is not read. */
  K3(null, Moment.LEASED, null),
  /** The lease is taken, and no connection made to the service. */
  K4(Point.LEASED, null, null),
  /** Connected, and the service has no byte. */
  K5(null, null, Place.CONNECTED),
  /** The service has half of the request. */
  K6(null, null, Place.HALF_REQUEST),
  /** The whole request is on its way, and the service has not acted. */
  K7(null, null, Place.WHOLE_REQUEST),
  /** The service has acted, and no byte of its answer came. */
  K8(null, null, Place.BEFORE_ANSWER),
  /** Half of the answer came. */
  K9(null, null, Place.HALF_ANSWER),
  /** The whole answer came, and is not read; the provider's hook halts. */
  K10(null, null, null),
  /** The new credential is sealed, and nothing of it sent to the database. */
  K11(Point.SEALED, null, null),
  /** The statements that write it have run, and their commit is not sent. */
  K12(null, Moment.COMMITTING, null),
  /** The commit is done, and not acknowledged. */
  K13(null, Moment.COMMITTED, null),
  /** The commit is acknowledged, and the database connection not given back. */
  K14(null, Moment.RETURNING, null),
  /** All is written, and neither the cache nor who waits was told. */
  K15(Point.WRITTEN, null, null);

  private final @Nullable Point probed;
  private final @Nullable Moment moment;
  private final @Nullable Place place;

  KillPoint(@Nullable Point probed, @Nullable Moment moment, @Nullable Place place) {
    this.probed = probed;
    this.moment = moment;
    this.place = place;
  }

  static Optional<KillPoint> of(Point probed) {
    return find(point -> point.probed == probed);
  }

  static Optional<KillPoint> of(Moment moment) {
    return find(point -> point.moment == moment);
  }

  private static Optional<KillPoint> find(Predicate<KillPoint> wanted) {
    return Arrays.stream(values()).filter(wanted).findFirst();
  }

  /** {@return where on the wire it is; empty if the node itself halts} */
  Optional<Place> place() {
    return Optional.ofNullable(place);
  }

  /** {@return whether each halted refresh keeps a database connection} */
  boolean holdsConnection() {
    return moment != null;
  }

  /** {@return whether the service acts on the request, and what it answers is not in the store} */
  boolean losesAnswer() {
    return compareTo(K7) >= 0 && compareTo(K12) <= 0;
  }
}
