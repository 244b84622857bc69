package dev.patchbay.internal.http;

import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/** The last link of HttpClient's chain: sends, reads the answer whole, hangs up. */
final class SilentTransport implements ExecChainHandler {

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    Exchange exchange = Exchange.of(scope.clientContext);
    ClassicHttpResponse response =
        scope.execRuntime.execute(scope.exchangeId, request, scope.clientContext);
    exchange.answered(ReplyReader.read(response, exchange.maxBody()));
    response.setEntity(null);
    scope.execRuntime.disconnectEndpoint();
    scope.execRuntime.discardEndpoint();
    return response;
  }
}
