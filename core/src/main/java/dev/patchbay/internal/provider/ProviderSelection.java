package dev.patchbay.internal.provider;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where providers are looked for, and which of those found are wanted. Immutable. Providers that
 * the host hands in itself are always wanted.
 */
public final class ProviderSelection {
  private final ClassLoader classLoader;
  private final boolean discovery;
  private final Set<String> included;
  private final Set<String> excluded;
  private final boolean insecureLoopbackAllowed;

  private ProviderSelection(Builder builder) {
    this.classLoader = builder.classLoader;
    this.discovery = builder.discovery;
    this.included = Set.copyOf(builder.included);
    this.excluded = Set.copyOf(builder.excluded);
    this.insecureLoopbackAllowed = builder.insecureLoopbackAllowed;
  }

  /**
   * Starts a builder.
   *
   * @param classLoader what {@code ServiceLoader} searches
   * @return a builder with every other property at its default
   */
  public static Builder builder(ClassLoader classLoader) {
    return new Builder(classLoader);
  }

  ClassLoader classLoader() {
    return classLoader;
  }

  boolean discovery() {
    return discovery;
  }

  boolean insecureLoopbackAllowed() {
    return insecureLoopbackAllowed;
  }

  /** An id that is both included and excluded is left out. */
  boolean wants(String id) {
    return (included.isEmpty() || included.contains(id)) && !excluded.contains(id);
  }

  /** What was selected by name and is not among the known ids, sorted. */
  Set<String> unknown(Set<String> knownIds) {
    Set<String> unknown = new TreeSet<>(included);
    unknown.addAll(excluded);
    unknown.removeAll(knownIds);
    return unknown;
  }

  /** Builds a {@link ProviderSelection}. Not thread-safe. */
  public static final class Builder {
    private final ClassLoader classLoader;
    private boolean discovery = true;
    private Set<String> included = Set.of();
    private Set<String> excluded = Set.of();
    private boolean insecureLoopbackAllowed = false;

    private Builder(ClassLoader classLoader) {
      this.classLoader = Objects.requireNonNull(classLoader, "classLoader");
    }

    /** Looks for no providers; only those handed in are there. */
    public Builder discoveryOff() {
      this.discovery = false;
      return this;
    }

    /** Sets the only ids wanted of those found. Default: empty, which means all. */
    public Builder included(Set<String> included) {
      this.included = included;
      return this;
    }

    /** Sets the ids not wanted of those found. Default: empty. */
    public Builder excluded(Set<String> excluded) {
      this.excluded = excluded;
      return this;
    }

    /** Accepts {@code http} URLs of loopback hosts, for a sandbox. Default: refused. */
    public Builder insecureLoopbackAllowed() {
      this.insecureLoopbackAllowed = true;
      return this;
    }

    /** Builds the value. */
    public ProviderSelection build() {
      return new ProviderSelection(this);
    }
  }
}
