package dev.patchbay.demo;

import dev.patchbay.model.Secret;
import dev.patchbay.web.keys.HashedKeys;
import dev.patchbay.web.spi.KeySource;
import dev.patchbay.web.spi.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The one key of the demo's API, an organisation's: given in the environment, or made at the first
 * start, which keeps nothing but its hash.
 *
 * @param source finds it
 * @param given the key itself, if it was given
 * @param made the key itself, if this start made it
 */
record DemoKeys(KeySource source, Optional<Secret> given, Optional<Secret> made) {
  static final String VARIABLE = "PATCHBAY_API_KEY";
  private static final String FILE = "api-keys";

  static DemoKeys open(Map<String, String> environment, Path folder) throws IOException {
    Optional<Secret> given = Optional.ofNullable(environment.get(VARIABLE)).map(Secret::of);
    if (given.isPresent()) {
      KeySource source = HashedKeys.of(given.get(), Principal.organisation());
      return new DemoKeys(source, given, Optional.empty());
    }
    Path file = folder.resolve(FILE);
    Optional<Secret> made =
        Files.exists(file)
            ? Optional.empty()
            : Optional.of(HashedKeys.make(file, Principal.organisation()));
    return new DemoKeys(HashedKeys.file(file), given, made);
  }
}
