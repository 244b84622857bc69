package dev.patchbay.internal.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A certificate authority that lives as long as a test class; its keys are made by keytool. */
public final class TestAuthority {
  private static final String PASSWORD = "changeit";
  private static final String AUTHORITY = "authority";
  private static final String HERE = "san=ip:127.0.0.1,dns:localhost";

  /** For a JVM that lives for half a second. */
  private static final List<String> HASTE =
      List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC");

  private final Path keys;

  private TestAuthority(Path keys) {
    this.keys = keys;
  }

  /** Makes an authority with a key file in a directory of the test. */
  public static TestAuthority in(Path directory) throws IOException {
    TestAuthority made = new TestAuthority(directory.resolve("authority.p12"));
    made.generate(AUTHORITY, "-ext", "bc:c", "-ext", HERE);
    return made;
  }

  /** A server whose certificate this authority signed for 127.0.0.1 and localhost. */
  public SSLContext server() throws IOException, GeneralSecurityException {
    return serverFor("good", "-ext", HERE);
  }

  /** A server whose certificate is for another host. */
  public SSLContext serverOfOtherHost() throws IOException, GeneralSecurityException {
    return serverFor("elsewhere", "-ext", "san=ip:127.0.0.2,dns:other.example");
  }

  /** A server whose certificate ended two days ago. */
  public SSLContext expiredServer() throws IOException, GeneralSecurityException {
    return serverFor("expired", "-ext", HERE, "-startdate", "-3d", "-validity", "1");
  }

  /** A server that shows the authority's own, self-signed certificate. */
  public SSLContext selfSignedServer() throws IOException, GeneralSecurityException {
    return context(AUTHORITY, null);
  }

  /** A client that trusts this authority and no other. */
  public SSLContext client() throws IOException, GeneralSecurityException {
    KeyStore trusted = empty();
    trusted.setCertificateEntry(AUTHORITY, load().getCertificate(AUTHORITY));
    return context(null, trusted);
  }

  private SSLContext serverFor(String alias, String... options)
      throws IOException, GeneralSecurityException {
    if (!load().containsAlias(alias)) {
      List<String> signed = new ArrayList<>(List.of(options));
      signed.addAll(List.of("-signer", AUTHORITY));
      generate(alias, signed.toArray(String[]::new));
    }
    return context(alias, null);
  }

  private void generate(String alias, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(HASTE);
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + alias));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-keystore", keys.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(options));
    try {
      int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IOException("keytool ended with " + exit);
      }
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IOException("keytool was interrupted", cause);
    }
  }

  private SSLContext context(@Nullable String alias, @Nullable KeyStore trusted)
      throws IOException, GeneralSecurityException {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(alias == null ? empty() : only(alias), PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted == null ? empty() : trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private KeyStore only(String alias) throws IOException, GeneralSecurityException {
    KeyStore all = load();
    KeyStore one = empty();
    char[] password = PASSWORD.toCharArray();
    one.setKeyEntry(alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
    return one;
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
