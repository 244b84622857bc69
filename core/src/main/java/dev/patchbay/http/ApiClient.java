package dev.patchbay.http;

/**
 * Sends requests to one service on behalf of one connection. Thread-safe; what a provider is handed
 * is valid for that call only.
 *
 * <p>It puts the credential in, sends only over TLS and only to the integration's own hosts, never
 * follows a redirect, and gives up at a total deadline that covers headers and body.
 */
public interface ApiClient {

  /**
   * Sends a request once and waits for the whole answer.
   *
   * @param request the request; an {@code Authorization} header of its own is refused
   * @return the answer, whatever its status
   * @throws dev.patchbay.error.TemporaryFailureException if no complete answer came
   * @throws dev.patchbay.error.InvalidRequestException if the URL is not one of the integration's
   */
  ApiReply send(ApiRequest request);
}
