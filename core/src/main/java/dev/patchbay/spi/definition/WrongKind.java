package dev.patchbay.spi.definition;

import java.util.Objects;

/**
 * A credential that people take for another one, known by how it begins. Immutable.
 *
 * <pre>{@code
 * WrongKind.of("ghr_", "a refresh token", "hand it over as 'refreshToken'");
 * }</pre>
 */
public final class WrongKind {
  private final String prefix;
  private final String found;
  private final String remedy;

  private WrongKind(String prefix, String found, String remedy) {
    this.prefix = Objects.requireNonNull(prefix, "prefix");
    this.found = Objects.requireNonNull(found, "found");
    this.remedy = Objects.requireNonNull(remedy, "remedy");
  }

  /**
   * Describes a wrong kind.
   *
   * @param prefix how it begins, in the service's own spelling; not empty
   * @param found what it is, such as {@code a refresh token}
   * @param remedy what to do instead, in the imperative
   * @return the wrong kind
   */
  public static WrongKind of(String prefix, String found, String remedy) {
    return new WrongKind(prefix, found, remedy);
  }

  /** {@return how it begins} */
  public String prefix() {
    return prefix;
  }

  /** {@return what it is} */
  public String found() {
    return found;
  }

  /** {@return what to do instead} */
  public String remedy() {
    return remedy;
  }

  @Override
  public String toString() {
    return "WrongKind[prefix=" + prefix + "]";
  }
}
