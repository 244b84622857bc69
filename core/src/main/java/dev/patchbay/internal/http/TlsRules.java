package dev.patchbay.internal.http;

import dev.patchbay.http.HttpSettings;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;

/** Which TLS is good enough to carry a secret. */
final class TlsRules {
  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  private TlsRules() {}

  static TlsSocketStrategy strategy(HttpSettings settings) {
    SSLContext context = settings.sslContext().orElseGet(TlsRules::defaultContext);
    // Both checks of the host name: the JDK's is skipped if a trust manager skips it, and runs
    // before the handshake ends; HttpClient's runs after it, whatever the trust manager did.
    return new DefaultClientTlsStrategy(
        context,
        protocols(context),
        null,
        SSLBufferMode.STATIC,
        HostnameVerificationPolicy.BOTH,
        new DefaultHostnameVerifier());
  }

  static String[] protocols(SSLContext context) {
    return Stream.of(context.getSupportedSSLParameters().getProtocols())
        .filter(PROTOCOLS::contains)
        .toArray(String[]::new);
  }

  private static SSLContext defaultContext() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException cause) {
      throw new IllegalStateException("The JVM has no default TLS context", cause);
    }
  }
}
