package dev.patchbay.internal.config;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Settings from variables whose names begin with {@code PATCHBAY_}. Every such variable must be one
 * that is known, so that a slip of the pen is found at the start and not in production.
 */
public final class Environment {
  private static final String PREFIX = "PATCHBAY_";
  private static final String CALLBACK_URL = PREFIX + "CALLBACK_URL";
  private static final String RETURN_TO = PREFIX + "RETURN_TO";
  private static final String CUSTOM_HOSTS = PREFIX + "ALLOW_CUSTOM_HOSTS";
  private static final String TRUSTED_HOSTS = PREFIX + "TRUST_HOSTS";
  private static final String SESSION_LIFE = PREFIX + "SESSION_LIFE";
  private static final String CLIENT_ID = "_CLIENT_ID";
  private static final String CLIENT_SECRET = "_CLIENT_SECRET";

  private final Map<String, String> variables = new TreeMap<>();
  private final Problems problems;

  public Environment(Map<String, String> all, Problems problems) {
    this.problems = problems;
    for (Map.Entry<String, String> variable : all.entrySet()) {
      if (variable.getKey().startsWith(PREFIX)) {
        variables.put(variable.getKey(), variable.getValue());
      }
    }
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      if (variable.getValue().isBlank()) {
        problems.add(variable.getKey(), "is set to nothing: give it a value, or unset it");
      }
    }
  }

  public Optional<String> callbackUrl() {
    return value(CALLBACK_URL);
  }

  /** Reads the allow-list of return URLs, with commas between. */
  public List<String> returnTo() {
    return entries(RETURN_TO);
  }

  /** Reads the integrations whose users may name hosts, with commas between. */
  public List<String> customHosts() {
    return entries(CUSTOM_HOSTS);
  }

  /** Reads the trusted hosts by integration, as {@code github:ghe.example.com,..}. */
  public Map<String, Set<String>> trustedHosts() {
    Map<String, Set<String>> hosts = new LinkedHashMap<>();
    for (String entry : entries(TRUSTED_HOSTS)) {
      int colon = entry.indexOf(':');
      if (colon < 0) {
        problems.add(TRUSTED_HOSTS, "must hold entries such as 'github:ghe.example.com'");
      } else {
        hosts
            .computeIfAbsent(entry.substring(0, colon), type -> new LinkedHashSet<>())
            .add(entry.substring(colon + 1));
      }
    }
    return hosts;
  }

  private List<String> entries(String name) {
    Optional<String> value = value(name);
    if (value.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(value.get().split(",", -1)).map(String::strip).toList();
  }

  /** Reads the life of a session, in ISO 8601 such as {@code PT10M}. */
  public Optional<Duration> sessionLife() {
    Optional<String> value = value(SESSION_LIFE);
    try {
      return value.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(value.get()));
    } catch (DateTimeParseException notDuration) {
      problems.add(SESSION_LIFE, "is no ISO 8601 duration: write PT10M for ten minutes");
      return Optional.empty();
    }
  }

  /** Reads the clients of the installed integrations, and reports every name that is unknown. */
  public Map<String, OAuthClient> clients(Collection<String> installedIds) {
    Map<String, OAuthClient> clients = new LinkedHashMap<>();
    Set<String> unknown = new TreeSet<>(variables.keySet());
    Set<String> prefixes = new HashSet<>();
    unknown.removeAll(Set.of(CALLBACK_URL, RETURN_TO, CUSTOM_HOSTS, TRUSTED_HOSTS, SESSION_LIFE));
    for (String id : installedIds) {
      String prefix = clientPrefix(id);
      if (!prefixes.add(prefix) && variables.containsKey(prefix + CLIENT_ID)) {
        problems.add(
            prefix + CLIENT_ID,
            "stands for two installed integrations, one of them '" + id + "': leave one out");
      }
      unknown.removeAll(Set.of(prefix + CLIENT_ID, prefix + CLIENT_SECRET));
      Optional<OAuthClient> client = client(prefix);
      if (client.isPresent()) {
        clients.put(id, client.get());
      }
    }
    for (String name : unknown) {
      problems.add(
          name,
          "is no known setting; of the integrations "
              + new TreeSet<>(installedIds)
              + " there may be one with _CLIENT_ID and one with _CLIENT_SECRET");
    }
    return clients;
  }

  /** What the names of an integration's two variables begin with. */
  public static String clientPrefix(String integrationType) {
    return PREFIX + integrationType.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private Optional<OAuthClient> client(String prefix) {
    Optional<String> id = value(prefix + CLIENT_ID);
    Optional<String> secret = value(prefix + CLIENT_SECRET);
    if (secret.isPresent() && id.isEmpty()) {
      problems.add(prefix + CLIENT_ID, "is missing, while its secret is set: set both");
    }
    if (id.isEmpty()) {
      return Optional.empty();
    }
    OAuthClient.Builder client = OAuthClient.builder(id.get());
    if (secret.isPresent()) {
      client.clientSecret(Secret.of(secret.get()));
    }
    return Optional.of(client.build());
  }

  private Optional<String> value(String name) {
    String value = variables.getOrDefault(name, "");
    return value.isBlank() ? Optional.empty() : Optional.of(value);
  }
}
