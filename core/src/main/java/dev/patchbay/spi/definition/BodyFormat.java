package dev.patchbay.spi.definition;

/** The format of a request's body. */
public enum BodyFormat {
  /** {@code application/x-www-form-urlencoded}. */
  FORM,
  /** {@code application/json}. */
  JSON
}
