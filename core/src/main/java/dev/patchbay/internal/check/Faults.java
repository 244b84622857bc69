package dev.patchbay.internal.check;

import dev.patchbay.error.IntegrationException;

/** Tells of a failure without the message of foreign code, which may hold a secret. */
public final class Faults {
  private Faults() {}

  public static String describe(Throwable failure) {
    return failure instanceof IntegrationException ours
        ? ours.code().wireValue() + ": " + ours.getMessage()
        : failure.getClass().getName();
  }
}
