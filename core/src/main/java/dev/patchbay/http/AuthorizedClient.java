package dev.patchbay.http;

import java.net.URI;

/**
 * Sends requests to the API of one connection's service, with the connection's credential put in as
 * that service wants it. Thread-safe; may be kept for as long as the registry is open.
 *
 * <pre>{@code
 * AuthorizedClient github = integrations.connections().http(workspaceId, connectionId);
 * ApiReply reply = github.send(ApiRequest.builder("GET", github.url("/user")).build());
 * }</pre>
 *
 * <p>The credential goes over TLS and only to the hosts of the integration's definition; any other
 * URL is refused before a credential is fetched. Redirects are answers like others and never
 * followed. Where the service does not accept the credential, it is refreshed and the request
 * repeated, once. Where the service asks to be called less often, the call waits as told, if that
 * is not too long, and the request is repeated. In no other case is a request sent twice.
 */
public interface AuthorizedClient extends ApiClient {

  /**
   * Gives a URL of the service's API.
   *
   * @param path path and query below the API's base, such as {@code /user?page=2}; begins with a
   *     slash
   * @return the absolute URL
   * @throws dev.patchbay.error.InvalidRequestException if that is no path
   */
  URI url(String path);

  /**
   * Sends a request and waits for the whole answer, of at most {@link HttpSettings#maxBody()} bytes
   * and for at most {@link HttpSettings#deadline()} each time that it is sent. A streamed body is
   * under the rules of {@link #open}.
   *
   * @param request the request; an {@code Authorization} header of its own is refused
   * @return the answer, whatever its status
   * @throws dev.patchbay.error.TemporaryFailureException if no complete answer came; with {@code
   *     RATE_LIMITED} and {@code retryAfter} if the service asks for a longer wait than allowed
   * @throws dev.patchbay.error.InvalidRequestException if the URL is not one of the integration's,
   *     or the request cannot be sent
   * @throws java.io.UncheckedIOException if a streamed body failed by itself
   * @throws dev.patchbay.error.IntegrationException if there is no valid credential
   */
  @Override
  ApiReply send(ApiRequest request);

  /**
   * Sends a request and waits for the head of the answer. No wait for the service, for a part of a
   * body to be taken or to come, is longer than {@link HttpSettings#deadline()}; the exchange as a
   * whole is not longer than {@link HttpSettings#streamDeadline()}, be the body read or not.
   *
   * <p>Of an answer that may tell of a failure in its body the first 64 KiB are waited for.
   *
   * @param request the request; an {@code Authorization} header of its own is refused
   * @return the answer, whatever its status; to be closed
   * @throws dev.patchbay.error.IntegrationException as {@link #send}
   * @throws java.io.UncheckedIOException if a streamed body failed by itself
   */
  ApiStream open(ApiRequest request);
}
