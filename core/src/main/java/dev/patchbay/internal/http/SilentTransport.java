package dev.patchbay.internal.http;

import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/**
 * The last link of HttpClient's chain: sends, and hands the answer to the exchange, which reads it
 * and ends the connection. The rest of the chain gets to see the status only.
 */
final class SilentTransport implements ExecChainHandler {

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    ClassicHttpResponse response =
        scope.execRuntime.execute(scope.exchangeId, request, scope.clientContext);
    Exchange.of(scope.clientContext).answered(response, scope.execRuntime);
    return new BasicClassicHttpResponse(response.getCode());
  }
}
