package dev.patchbay.internal.api;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has one credential after the other, {@code CNRY-1} and so on, and notes what it was asked. */
final class FakeSupply implements CredentialSupply {
  private final CredentialKind kind;
  private final int versions;
  private int gets;
  private int version = 1;
  private final List<Long> refused = new ArrayList<>();

  /** With as many credentials as there may be versions. */
  FakeSupply(CredentialKind kind, int versions) {
    this.kind = kind;
    this.versions = versions;
  }

  int gets() {
    return gets;
  }

  /** The versions for which a replacement was asked. */
  List<Long> refused() {
    return refused;
  }

  @Override
  public Credentials get() {
    gets++;
    return credentials();
  }

  @Override
  public Optional<Credentials> replacementFor(Credentials credentials) {
    refused.add(credentials.version());
    if (version == versions) {
      return Optional.empty();
    }
    version++;
    return Optional.of(credentials());
  }

  private Credentials credentials() {
    return Credentials.builder(
            ConnectionId.of("conn"), "default", version, Secret.of("CNRY-" + version))
        .kind(kind)
        .build();
  }
}
