package dev.patchbay.spi.definition;

/** Whose move it is after a token endpoint refused. */
public enum FailureClass {
  /** The code or grant is dead: the user must connect again. */
  TERMINAL,
  /** The client or its registration is wrong: the operator must mend it; grants stay alive. */
  OPERATOR,
  /** It will pass. */
  TRANSIENT,
  /** The answer does not say. */
  UNKNOWN
}
