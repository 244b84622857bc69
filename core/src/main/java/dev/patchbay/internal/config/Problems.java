package dev.patchbay.internal.config;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with the settings, and throws it all at once. */
public final class Problems {
  private final List<String> found = new ArrayList<>();

  /** Adds a problem: the setting's name, what is wrong with it, what to do; never its value. */
  public void add(String setting, String problem) {
    found.add("'" + setting + "' " + problem);
  }

  /**
   * Throws if there is any problem.
   *
   * @throws MisconfiguredException with {@code INVALID_CONFIGURATION}
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new MisconfiguredException(
          ErrorDetail.builder(
                  ErrorCode.INVALID_CONFIGURATION,
                  "The registry cannot start, because of "
                      + found.size()
                      + " problem(s) with its settings: "
                      + String.join("; ", found))
              .build());
    }
  }
}
