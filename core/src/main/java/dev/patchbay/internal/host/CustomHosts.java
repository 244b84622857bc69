package dev.patchbay.internal.host;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.internal.http.AddressRule;
import dev.patchbay.internal.http.HostRules;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which hosts users may name, by the operator's word: any with public addresses for some
 * integrations, and for some those that he trusts. Immutable.
 */
public final class CustomHosts {
  private final Set<String> open;
  private final Map<String, Set<HostName>> trusted = new HashMap<>();

  /**
   * @param open the ids of the integrations whose users may name any host
   * @param trusted the hosts that may be private, by the id of their integration
   */
  public CustomHosts(Set<String> open, Map<String, Set<HostName>> trusted) {
    this.open = Set.copyOf(open);
    for (Map.Entry<String, Set<HostName>> hosts : trusted.entrySet()) {
      this.trusted.put(hosts.getKey(), Set.copyOf(hosts.getValue()));
    }
  }

  /** Gives the values that are no choice of their definition, but a host that somebody named. */
  public static List<String> namedIn(
      IntegrationDefinition definition, Map<String, String> variables) {
    List<String> named = new ArrayList<>();
    for (Variable variable : definition.variables()) {
      String value = variables.get(variable.name());
      if (value != null && variable.takesCustomHosts() && !variable.choices().contains(value)) {
        named.add(value);
      }
    }
    return List.copyOf(named);
  }

  /**
   * Reads the value that a request gives a variable which takes custom hosts.
   *
   * @return the value as it is kept
   * @throws InvalidRequestException if it is neither a choice nor a host that is allowed
   */
  public String read(IntegrationDefinition definition, Variable variable, String value) {
    HostName host = HostName.parse(value).orElseThrow(() -> malformed(variable, value));
    if (!variable.choices().contains(host.value()) && rule(definition.id(), host).isEmpty()) {
      throw Arguments.refused(
          ErrorCode.HOST_NOT_ALLOWED,
          "variables." + variable.name(),
          notAllowed(definition.id(), "A request", host)
              + (variable.choices().isEmpty() ? "" : ", or use one of " + variable.choices()));
    }
    return host.value();
  }

  /**
   * Gives the rules for exchanges of a connection or session.
   *
   * @throws MisconfiguredException if its host is not allowed any more
   */
  public HostRules rules(IntegrationDefinition definition, Map<String, String> variables) {
    List<String> named = namedIn(definition, variables);
    if (named.isEmpty()) {
      return HostRules.NONE;
    }
    Map<HostName, AddressRule> rules = new LinkedHashMap<>();
    for (String value : named) {
      HostName host = HostName.parse(value).orElseThrow(() -> notAllowed(definition.id(), value));
      rules.put(
          host, rule(definition.id(), host).orElseThrow(() -> notAllowed(definition.id(), value)));
    }
    return host -> ruleOf(host, rules);
  }

  private static AddressRule ruleOf(String host, Map<HostName, AddressRule> rules) {
    List<AddressRule> covering =
        rules.entrySet().stream()
            .filter(rule -> rule.getKey().covers(host))
            .map(Map.Entry::getValue)
            .toList();
    return covering.isEmpty()
        ? AddressRule.ANY
        : address -> covering.stream().allMatch(rule -> rule.allows(address));
  }

  private Optional<AddressRule> rule(String integrationType, HostName host) {
    if (trusted.getOrDefault(integrationType, Set.of()).contains(host)) {
      return Optional.of(AddressRule.PUBLIC_OR_PRIVATE);
    }
    return open.contains(integrationType) && !host.isLocal()
        ? Optional.of(AddressRule.PUBLIC)
        : Optional.empty();
  }

  private static InvalidRequestException malformed(Variable variable, String value) {
    return Arguments.invalid(
        "variables." + variable.name(),
        Arguments.describe(value),
        (variable.choices().isEmpty() ? "" : "one of " + variable.choices() + ", or ")
            + "a host name such as 'app.acme.example', without scheme, port and path");
  }

  private static MisconfiguredException notAllowed(String integrationType, String stored) {
    String message =
        HostName.parse(stored)
            .map(host -> notAllowed(integrationType, "A stored connection or session", host))
            .orElse(
                "A stored connection or session of '"
                    + integrationType
                    + "' was to be used, and its host is no host name; connect it again");
    return new MisconfiguredException(
        ErrorDetail.builder(ErrorCode.HOST_NOT_ALLOWED, message)
            .integrationType(integrationType)
            .build());
  }

  private static String notAllowed(String integrationType, String who, HostName host) {
    return who
        + " of '"
        + integrationType
        + "' named the host '"
        + host
        + "', which this application does not allow; the operator can allow "
        + (host.isLocal() ? "" : "every public host with 'allowCustomHosts', or ")
        + "this one with 'trustHost'";
  }
}
