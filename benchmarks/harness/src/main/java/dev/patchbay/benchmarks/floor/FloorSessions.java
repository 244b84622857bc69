package dev.patchbay.benchmarks.floor;

import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.SessionMaker;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * 96 random bytes of one shared source (state, verifier, id), the hash of state and verifier,
 * base64url, one string, one map entry.
 */
public final class FloorSessions implements SessionMaker {
  private static final int BYTES = 32;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final String BEGIN =
      Sample.AUTHORIZE_URL
          + "?response_type=code&client_id="
          + Sample.CLIENT_ID
          + "&redirect_uri="
          + URLEncoder.encode(Sample.REDIRECT_URI, StandardCharsets.UTF_8)
          + "&scope="
          + URLEncoder.encode(String.join(" ", Sample.SCOPES), StandardCharsets.UTF_8)
          + "&code_challenge_method=S256&state=";

  private static final MessageDigest SHA_256 = sha256();

  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Consumer<byte[]> random;

  /** Made by name. */
  public FloorSessions() {
    this(new SecureRandom()::nextBytes);
  }

  FloorSessions(Consumer<byte[]> random) {
    this.random = random;
  }

  @Override
  public String create(int user) {
    byte[] bytes = new byte[3 * BYTES];
    random.accept(bytes);
    String state = text(bytes, 0);
    String verifier = text(bytes, 1);
    String challenge = hash(verifier);
    kept.put(hash(state), new Kept(text(bytes, 2), verifier, user));
    return BEGIN + state + "&code_challenge=" + challenge;
  }

  @Override
  public boolean keeps(String state) {
    return kept.containsKey(hash(state));
  }

  private static String text(byte[] bytes, int part) {
    byte[] own = new byte[BYTES];
    System.arraycopy(bytes, part * BYTES, own, 0, BYTES);
    return ENCODER.encodeToString(own);
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          ((MessageDigest) SHA_256.clone()).digest(text.getBytes(StandardCharsets.US_ASCII));
      return ENCODER.encodeToString(hash);
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private record Kept(String id, String verifier, int user) {}
}
