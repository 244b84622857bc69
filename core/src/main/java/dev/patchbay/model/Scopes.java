package dev.patchbay.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * A set of OAuth scopes in the order in which they were named. Immutable; equal if the same scopes
 * are in it, in whatever order.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749, section 3.3</a>
 */
public final class Scopes {
  private static final Scopes NONE = new Scopes(Set.of());

  // They are few, and kept with each connection: a list takes a tenth of what a hash set would.
  private final List<String> values;

  private Scopes(Collection<String> values) {
    this.values = List.copyOf(new LinkedHashSet<>(values));
  }

  /** {@return no scope at all} */
  public static Scopes none() {
    return NONE;
  }

  /**
   * Makes a set of the scopes named.
   *
   * @param scopes the scopes, none of them blank
   * @return the set
   */
  public static Scopes of(String... scopes) {
    return new Scopes(Arrays.asList(scopes));
  }

  /**
   * Makes a set of the scopes in a collection.
   *
   * @param scopes the scopes, none of them blank
   * @return the set
   */
  public static Scopes copyOf(Collection<String> scopes) {
    return new Scopes(scopes);
  }

  /**
   * Reads scopes as services write them: separated by white space, commas or both.
   *
   * @param text the text; empty means no scope
   * @return the set
   */
  public static Scopes parse(String text) {
    StringTokenizer tokens = new StringTokenizer(text, " ,\t\r\n");
    Set<String> found = new LinkedHashSet<>();
    while (tokens.hasMoreTokens()) {
      found.add(tokens.nextToken());
    }
    return new Scopes(found);
  }

  /** {@return the scopes in order, unmodifiable} */
  public Set<String> values() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(values));
  }

  /** {@return whether there is no scope in it} */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /**
   * Says which scopes of this set another one lacks.
   *
   * @param granted the set to look in
   * @return the scopes that are here and not there; empty if it has them all
   */
  public Scopes missingFrom(Scopes granted) {
    Set<String> missing = new LinkedHashSet<>(values);
    missing.removeAll(new HashSet<>(granted.values));
    return new Scopes(missing);
  }

  /**
   * Puts others on top.
   *
   * @param others the others
   * @return these and the others, each once
   */
  public Scopes with(Scopes others) {
    if (others.isEmpty()) {
      return this;
    }
    Set<String> all = new LinkedHashSet<>(values);
    all.addAll(others.values);
    return new Scopes(all);
  }

  /**
   * Writes the scopes as one text.
   *
   * @param separator what stands between two scopes
   * @return the text, empty for no scope
   */
  public String joined(String separator) {
    return String.join(separator, values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Scopes that
        && (values.equals(that.values) || values().equals(that.values()));
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
