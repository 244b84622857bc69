package dev.patchbay.internal.http;

/** Which addresses each host may have that an exchange may connect to. Must be thread-safe. */
@FunctionalInterface
public interface HostRules {
  /** For exchanges with hosts that no user named. */
  HostRules NONE = host -> AddressRule.ANY;

  /** Gives the rule of a host, by its name in lower case. */
  AddressRule ruleOf(String host);
}
