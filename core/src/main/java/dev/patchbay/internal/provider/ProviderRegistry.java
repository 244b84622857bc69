package dev.patchbay.internal.provider;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.model.ProviderLoadFailure;
import dev.patchbay.model.ProviderLoadFailure.Stage;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The integrations that are installed, and why others are not. Immutable. */
public final class ProviderRegistry {
  private final SortedMap<String, InstalledProvider> installed;
  private final List<ProviderLoadFailure> failures;
  private final Set<String> unknownSelections;

  private ProviderRegistry(
      SortedMap<String, InstalledProvider> installed,
      List<ProviderLoadFailure> failures,
      Set<String> unknownSelections) {
    this.installed = installed;
    // Most starts have no failure, and need not wait for the lambdas of a comparator.
    this.failures = failures.size() < 2 ? List.copyOf(failures) : sorted(failures);
    this.unknownSelections = Collections.unmodifiableSet(unknownSelections);
  }

  private static List<ProviderLoadFailure> sorted(List<ProviderLoadFailure> failures) {
    Comparator<ProviderLoadFailure> bySource =
        Comparator.comparing(ProviderLoadFailure::source)
            .thenComparing(failure -> failure.className().orElse(""))
            .thenComparing(ProviderLoadFailure::message);
    return failures.stream().sorted(bySource).toList();
  }

  static ProviderRegistry of(
      List<InstalledProvider> accepted,
      List<ProviderLoadFailure> failures,
      Set<String> unknownSelections) {
    Map<String, List<InstalledProvider>> byId = new HashMap<>();
    for (InstalledProvider provider : accepted) {
      byId.computeIfAbsent(provider.id(), id -> new ArrayList<>()).add(provider);
    }
    SortedMap<String, InstalledProvider> installed = new TreeMap<>();
    List<ProviderLoadFailure> allFailures = new ArrayList<>(failures);
    for (List<InstalledProvider> rivals : byId.values()) {
      if (rivals.size() == 1) {
        installed.put(rivals.get(0).id(), rivals.get(0));
      } else {
        allFailures.addAll(Duplicates.failures(rivals));
      }
    }
    return new ProviderRegistry(installed, allFailures, unknownSelections);
  }

  /**
   * Gets a provider.
   *
   * @param integrationType the id
   * @return the provider
   * @throws MisconfiguredException with {@code UNKNOWN_INTEGRATION} if there is none, or {@code
   *     DUPLICATE_PROVIDER} if there are several
   */
  public InstalledProvider get(String integrationType) {
    InstalledProvider provider = installed.get(integrationType);
    if (provider == null) {
      throw missing(integrationType);
    }
    return provider;
  }

  /** Finds a provider; empty if there is none, or several. */
  public Optional<InstalledProvider> find(String integrationType) {
    return Optional.ofNullable(installed.get(integrationType));
  }

  /** What the installed providers said of themselves, sorted by id. */
  public List<IntegrationDefinition> definitions() {
    List<IntegrationDefinition> definitions = new ArrayList<>();
    for (InstalledProvider provider : installed.values()) {
      definitions.add(provider.definition());
    }
    return Collections.unmodifiableList(definitions);
  }

  /** The ids of the installed providers, sorted. */
  public Set<String> ids() {
    return Collections.unmodifiableSet(installed.keySet());
  }

  /** Why other providers are not installed, sorted by source and class. */
  public List<ProviderLoadFailure> failures() {
    return failures;
  }

  /** The ids included or excluded by the host that no provider has, sorted. */
  public Set<String> unknownSelections() {
    return unknownSelections;
  }

  private MisconfiguredException missing(String integrationType) {
    List<ProviderLoadFailure> reasons =
        failures.stream()
            .filter(
                failure -> failure.integrationType().filter(integrationType::equals).isPresent())
            .toList();
    boolean duplicate = reasons.stream().anyMatch(failure -> failure.stage() == Stage.DUPLICATE);
    ErrorCode code = duplicate ? ErrorCode.DUPLICATE_PROVIDER : ErrorCode.UNKNOWN_INTEGRATION;
    String id = OneLine.of(integrationType);
    return new MisconfiguredException(
        ErrorDetail.builder(code, message(id, reasons)).integrationType(id).build());
  }

  private String message(String id, List<ProviderLoadFailure> reasons) {
    String why =
        reasons.stream()
            .map(reason -> ": " + reason.message())
            .distinct()
            .collect(Collectors.joining());
    String others = failures.isEmpty() ? "" : "; failed to load: " + failures.size();
    String known = "; installed are " + installed.keySet() + others;
    return "The integration '" + id + "' is not installed" + why + known;
  }
}
