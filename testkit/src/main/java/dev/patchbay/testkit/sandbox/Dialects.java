package dev.patchbay.testkit.sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The dialects that come with the sandbox. */
public final class Dialects {
  private static final Map<String, Supplier<Dialect>> BUILT_IN =
      Map.ofEntries(
          Map.entry("github", GitHubDialect::oauthApp),
          Map.entry("gmail", GoogleDialect::gmail),
          Map.entry("gdrive", GoogleDialect::drive),
          Map.entry("linear", LinearDialect::standard),
          Map.entry("notion", NotionDialect::standard),
          Map.entry("posthog", PostHogDialect::cloud),
          Map.entry("slack", SlackDialect::classic));

  private Dialects() {}

  /**
   * Finds the dialect of a service.
   *
   * @param integrationType the id of the integration
   * @return its usual dialect; empty if none comes with the sandbox
   */
  public static Optional<Dialect> builtIn(String integrationType) {
    return Optional.ofNullable(BUILT_IN.get(integrationType)).map(Supplier::get);
  }
}
