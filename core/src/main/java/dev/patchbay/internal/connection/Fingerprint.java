package dev.patchbay.internal.connection;

import dev.patchbay.internal.protocol.Sha256;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What a credential that was handed over is known again by: its hash together with its place. Of
 * equal credentials in two places the fingerprints are unlike, so that a store tells nobody who
 * shares one.
 */
final class Fingerprint {
  private Fingerprint() {}

  static String of(Place place, Secret credential) {
    List<String> parts = new ArrayList<>();
    parts.add(place.workspaceId().value());
    parts.add(place.integrationType());
    parts.add(place.memberId().map(MemberId::value).orElse(""));
    new TreeMap<>(place.variables()).forEach((name, value) -> parts.addAll(List.of(name, value)));
    parts.add(credential.reveal());
    StringBuilder text = new StringBuilder();
    // With the lengths no two lists of parts give one text.
    parts.forEach(part -> text.append(part.length()).append(':').append(part));
    return Sha256.of(text.toString());
  }
}
