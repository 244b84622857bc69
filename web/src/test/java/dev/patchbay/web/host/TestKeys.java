package dev.patchbay.web.host;

import dev.patchbay.model.Secret;
import dev.patchbay.testkit.Canary;
import dev.patchbay.web.spi.KeySource;
import dev.patchbay.web.spi.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keys that tests make as they need them. */
final class TestKeys implements KeySource {
  private final Map<Secret, Principal> principals = new ConcurrentHashMap<>();

  String add(Principal principal) {
    String key = (principal.isOrganisation() ? "org_" : "tok_") + Canary.secret("api-key");
    principals.put(Secret.of(key), principal);
    return key;
  }

  @Override
  public Optional<Principal> find(Secret key) {
    return Optional.ofNullable(principals.get(key));
  }
}
