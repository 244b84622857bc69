package dev.patchbay.internal.connection;

import dev.patchbay.internal.concurrent.EngineTime;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.WorkspaceId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Opened credentials of this node, each for a few seconds and no longer than it is valid. Bounded.
 * A reading takes no lock. Thread-safe.
 *
 * <p>Whoever fills it takes a stamp before reading the store: what was forgotten meanwhile does not
 * come back by an entry that was read before.
 */
public final class CredentialCache {
  private static final int STRIPES = 256;
  private static final String PRIMARY = "";

  private final Map<ConnectionId, Held> held = new ConcurrentHashMap<>();
  private final AtomicLongArray changes = new AtomicLongArray(STRIPES);
  private final EngineTime time;
  private final long lifeNanos;
  private final int maxConnections;
  private volatile boolean closed;

  /**
   * Makes an empty cache.
   *
   * @param time the ticker
   * @param life how long an entry is served; zero switches the cache off
   * @param maxConnections of how many connections it holds credentials
   */
  public CredentialCache(EngineTime time, Duration life, int maxConnections) {
    this.time = time;
    this.lifeNanos = life.toNanos();
    this.maxConnections = maxConnections;
  }

  /** {@return the credential of the primary token set, if it is there and valid} */
  public @Nullable Credentials find(WorkspaceId workspaceId, ConnectionId connectionId) {
    Held found = heldIn(workspaceId, connectionId);
    return found != null && !found.isPrimaryOver(time.nanos()) ? found.primary() : null;
  }

  /** {@return the credential of a named token set, if it is there and valid} */
  public @Nullable Credentials find(
      WorkspaceId workspaceId, ConnectionId connectionId, String tokenSet) {
    Held found = heldIn(workspaceId, connectionId);
    Slot slot = found == null ? null : found.others().get(tokenSet);
    return slot != null && !slot.isOver(time.nanos()) ? slot.credentials() : null;
  }

  private @Nullable Held heldIn(WorkspaceId workspaceId, ConnectionId connectionId) {
    Held found = held.get(connectionId);
    return found != null && found.workspaceId().equals(workspaceId) ? found : null;
  }

  /** {@return what {@link #put} wants to know of the moment before the store was read} */
  public Stamp stamp(ConnectionId connectionId) {
    return new Stamp(changesOf(connectionId), time.nanos());
  }

  /**
   * Says whether a connection was forgotten since a stamp was taken.
   *
   * @param connectionId the connection
   * @param stamp the stamp
   * @return whether it was
   */
  public boolean isOutdated(ConnectionId connectionId, Stamp stamp) {
    return stamp.changes() != changesOf(connectionId);
  }

  private long changesOf(ConnectionId connectionId) {
    return changes.get(stripe(connectionId));
  }

  /**
   * Keeps a credential, unless its connection was forgotten since the stamp was taken.
   *
   * @param entry the credential
   * @param stamp the stamp from before the store was read; its life counts from there
   */
  public void put(Entry entry, Stamp stamp) {
    long life = Math.min(lifeNanos, entry.valid().toNanos());
    ConnectionId connectionId = entry.credentials().connectionId();
    if (life <= 0 || closed || isOutdated(connectionId, stamp)) {
      return;
    }
    long untilNanos = stamp.nanos() + life;
    held.compute(connectionId, (id, known) -> with(known, entry, untilNanos));
    if (closed || isOutdated(connectionId, stamp)) {
      held.remove(connectionId);
    }
    makeRoom();
  }

  private Held with(@Nullable Held known, Entry entry, long untilNanos) {
    long now = time.nanos();
    Held before =
        known == null || !known.workspaceId().equals(entry.workspaceId())
            ? Held.nothing(entry.workspaceId(), now)
            : known;
    return before.with(entry, untilNanos, now);
  }

  private void makeRoom() {
    if (held.size() > maxConnections) {
      Iterator<ConnectionId> some = held.keySet().iterator();
      if (some.hasNext()) {
        held.remove(some.next());
      }
    }
  }

  /** {@return of how many connections something is held} */
  int size() {
    return held.size();
  }

  /** {@return the names of the sets of a connection that are held, served or not} */
  Set<String> tokenSets(ConnectionId connectionId) {
    Held found = held.get(connectionId);
    return found == null ? Set.of() : found.names();
  }

  /** Drops what is served no more, so that it does not stay in memory. */
  public void dropOver() {
    long now = time.nanos();
    held.values().removeIf(it -> it.isOver(now));
  }

  /**
   * Drops what is held of a connection, and what is being read for it.
   *
   * @param connectionId a connection that changed
   */
  public void forget(ConnectionId connectionId) {
    changes.incrementAndGet(stripe(connectionId));
    held.remove(connectionId);
  }

  /** Drops everything, for good. */
  public void close() {
    closed = true;
    held.clear();
  }

  private static int stripe(ConnectionId connectionId) {
    return connectionId.hashCode() & (STRIPES - 1);
  }

  /**
   * A credential to be kept.
   *
   * @param workspaceId the workspace of its connection
   * @param tokenSet the name by which it was asked for; empty for the primary one
   * @param credentials the credential
   * @param valid how long it may be served without looking again
   */
  public record Entry(
      WorkspaceId workspaceId,
      Optional<String> tokenSet,
      Credentials credentials,
      Duration valid) {}

  /** A moment before a look at the store. */
  public record Stamp(long changes, long nanos) {}

  private record Slot(Credentials credentials, long untilNanos) {

    boolean isOver(long now) {
      return untilNanos - now <= 0;
    }
  }

  /**
   * What is held of a connection. The credential of its primary set lies in it, since that is the
   * one most readers want, and each place in memory on the way to it costs them a wait.
   */
  private record Held(
      WorkspaceId workspaceId,
      @Nullable Credentials primary,
      long untilNanos,
      Map<String, Slot> others) {

    static Held nothing(WorkspaceId workspaceId, long now) {
      return new Held(workspaceId, null, now, Map.of());
    }

    boolean isOver(long now) {
      return isPrimaryOver(now) && others.values().stream().allMatch(slot -> slot.isOver(now));
    }

    private boolean isPrimaryOver(long now) {
      return untilNanos - now <= 0;
    }

    /** Leaves out what is over. */
    Held with(Entry entry, long entryUntilNanos, long now) {
      Map<String, Slot> live = new HashMap<>(others);
      live.values().removeIf(slot -> slot.isOver(now));
      if (entry.tokenSet().isEmpty()) {
        return new Held(workspaceId, entry.credentials(), entryUntilNanos, Map.copyOf(live));
      }
      live.put(entry.tokenSet().get(), new Slot(entry.credentials(), entryUntilNanos));
      return new Held(
          workspaceId, isPrimaryOver(now) ? null : primary, untilNanos, Map.copyOf(live));
    }

    Set<String> names() {
      Set<String> names = new HashSet<>(others.keySet());
      if (primary != null) {
        names.add(PRIMARY);
      }
      return names;
    }
  }
}
