package dev.patchbay.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class TlsRulesTest {

  @Test
  void leavesOutOldProtocolsThoughTheContextSupportsThem() throws NoSuchAlgorithmException {
    SSLContext context = SSLContext.getDefault();

    assertThat(context.getSupportedSSLParameters().getProtocols()).contains("TLSv1.1");
    assertThat(TlsRules.protocols(context)).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
  }
}
