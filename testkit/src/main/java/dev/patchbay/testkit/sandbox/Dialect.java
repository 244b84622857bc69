package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.BodyFormat;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.testkit.Canary;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How one service speaks: where its endpoints are, what it demands and how it words its answers.
 *
 * <p>What is not overridden is plain RFC 6749 and 7636. The checks themselves (client, redirect
 * URI, code, proof key) are the sandbox's and the same for all. Stateless and thread-safe: what a
 * service remembers is in the {@link Ledger}.
 */
public interface Dialect {

  /** {@return the id of the integration whose service this is} */
  String integrationType();

  /** {@return the service's name for people} */
  String displayName();

  /**
   * Says what a request is for.
   *
   * @param request the request, with the URL at the real service
   * @return the endpoint; empty if the service has nothing there
   */
  Optional<Endpoint> findEndpoint(RecordedRequest request);

  /**
   * Answers a request that came to the wrong place: an old URL, or a host that does not know the
   * client. It is counted at its endpoint nevertheless. By default: no place is wrong.
   *
   * @param request the request
   * @param ledger what the service has on its books
   * @return the answer; empty if the endpoint is to answer
   */
  default Optional<SandboxReply> checkPlace(RecordedRequest request, Ledger ledger) {
    return Optional.empty();
  }

  /**
   * Answers who the token in a request belongs to, or refuses the token.
   *
   * @param request the request
   * @param ledger what the service has on its books
   * @return the answer
   */
  SandboxReply identity(RecordedRequest request, Ledger ledger);

  /**
   * Answers whose the API key in a request is, and what it allows. By default: 404.
   *
   * @param request the request
   * @param ledger what the service has on its books
   * @return the answer
   */
  default SandboxReply keyIdentity(RecordedRequest request, Ledger ledger) {
    return SandboxReply.empty(404);
  }

  /**
   * Answers which claims the token in a request can read. By default: 404.
   *
   * @param request the request
   * @param ledger what the service has on its books
   * @return the answer
   */
  default SandboxReply userinfo(RecordedRequest request, Ledger ledger) {
    return SandboxReply.empty(404);
  }

  /**
   * Answers which email addresses the account of a token has. By default: 404.
   *
   * @param request the request
   * @param ledger what the service has on its books
   * @return the answer
   */
  default SandboxReply emails(RecordedRequest request, Ledger ledger) {
    return SandboxReply.empty(404);
  }

  /**
   * Ends a token. By default: the client proves itself as at the token endpoint, and any token is
   * answered with 200, even one that is unknown or another's and so is not ended.
   *
   * @param request the request
   * @param ledger what the service has on its books
   * @return the answer
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7009#section-2">RFC 7009, section 2</a>
   */
  default SandboxReply revoke(RecordedRequest request, Ledger ledger) {
    ClientCheck clients = new ClientCheck(clientAuthentication(), ledger);
    Optional<Refusal> refusal = clients.check(request);
    if (refusal.isPresent()) {
      return refuse(refusal.get(), request);
    }
    clients.findOwnGrant(request, "token").ifPresent(ledger::revoke);
    return SandboxReply.empty(200);
  }

  /**
   * Turns an approval into tokens, and words the answer of the token endpoint. By default: an
   * access token for an hour and a refresh token.
   *
   * @param request the exchange, which passed every check
   * @param approval what the user agreed to
   * @return the answer
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749, section 5.1</a>
   */
  default SandboxReply tokens(RecordedRequest request, Approval approval) {
    SandboxGrant grant = approval.issueRefreshable(newAccessToken(), newRefreshToken());
    return SandboxReply.json(200, standardFields(grant));
  }

  /**
   * Words the answer of the token endpoint to a refresh. By default: as to an exchange, without the
   * refresh token if it is still the old one.
   *
   * @param request the refresh, which was granted
   * @param grant the tokens that the client has from now on
   * @return the answer
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749, section 6</a>
   */
  default SandboxReply refreshed(RecordedRequest request, SandboxGrant grant) {
    Map<String, Object> fields = standardFields(grant);
    request
        .bodyField("refresh_token")
        .ifPresent(presented -> fields.remove("refresh_token", presented));
    return SandboxReply.json(200, fields);
  }

  /**
   * Says how long tokens live, by the sandbox's clock and in its answers. By default: access tokens
   * for an hour, refresh tokens without an end.
   *
   * @param granted what the tokens allow
   * @return the lives of tokens that a flow gives out, and of those that replace them
   */
  default Lifetimes lifetimes(Scopes granted) {
    return Lifetimes.unlimited().withAccess(Duration.ofHours(1));
  }

  /**
   * {@return what a refresh does to the tokens of before, by default both are dead at once; empty
   * if the service knows no refresh tokens}
   */
  default Optional<Rotation> rotation() {
    return Optional.of(Rotation.strictWithAccess());
  }

  /**
   * Words an error code as the token endpoint does. By default: JSON with 400, or 401 for {@code
   * invalid_client}.
   *
   * @param request the request that is refused
   * @param code the error code
   * @return the answer
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749, section 5.2</a>
   */
  default SandboxReply error(RecordedRequest request, String code) {
    boolean badClient = code.equals("invalid_client");
    SandboxReply reply = SandboxReply.json(badClient ? 401 : 400, Map.of("error", code));
    return badClient ? reply.withHeader("WWW-Authenticate", "Basic realm=\"sandbox\"") : reply;
  }

  /**
   * Words a refusal of the token endpoint. By default: the RFC's code for it.
   *
   * @param refusal the reason
   * @param request the request that is refused
   * @return the answer
   */
  default SandboxReply refuse(Refusal refusal, RecordedRequest request) {
    return error(request, refusal.standardCode());
  }

  /**
   * Looks for what this service alone demands of an authorise URL, and tells the user on the page
   * and not the app by a redirect. By default: nothing.
   *
   * @param request the request for the consent page, of a registered app
   * @return the sentence that the page shows in place of the question; empty if all is there
   */
  default Optional<String> findPageProblem(RecordedRequest request) {
    return Optional.empty();
  }

  /**
   * Looks for what this service alone demands of a token request, such as a header. By default:
   * nothing.
   *
   * @param request the request
   * @return the reason to refuse it; empty if there is none
   */
  default Optional<Refusal> checkTokenRequest(RecordedRequest request) {
    return Optional.empty();
  }

  /** {@return how clients may prove who they are; by default in the body} */
  default Set<ClientAuthentication> clientAuthentication() {
    return Set.of(ClientAuthentication.POST);
  }

  /** {@return whether a verifier can stand in for a client's secret; by default it cannot} */
  default boolean proofKeyReplacesSecret() {
    return false;
  }

  /** {@return what formats the body of a token request may have; by default a form} */
  default Set<BodyFormat> bodyFormats() {
    return Set.of(BodyFormat.FORM);
  }

  /** {@return what the service makes of a proof key; by default it is optional} */
  default PkceRule pkce() {
    return PkceRule.OPTIONAL;
  }

  /** {@return the parameters without which a request is malformed, among those the RFC demands} */
  default Set<String> demandedParameters() {
    return Set.of("response_type", "grant_type");
  }

  /** {@return the issuer that callbacks name; by default none} */
  default Optional<String> issuer() {
    return Optional.empty();
  }

  /**
   * Tells the issuer that the callback of one authorization names. By default: {@link #issuer()}.
   *
   * @param request the request for the authorise URL
   * @return the issuer; empty if the callback names none
   */
  default Optional<String> findIssuer(RecordedRequest request) {
    return issuer();
  }

  /**
   * Reads which scopes an authorise URL asks for. By default: {@code scope}, with a space between
   * two.
   *
   * @param request the request for the consent page
   * @return the scopes; none if it names none
   */
  default Scopes readScopes(RecordedRequest request) {
    return ScopeParameter.read(request, "scope", " ");
  }

  /**
   * Says what an approval will allow, after the app's list was consulted. By default: what was
   * asked for, if the app knows all of it.
   *
   * @param requested what was asked for
   * @param unknown what of it the app does not know
   * @return what will be granted; empty to refuse with {@code invalid_scope}
   */
  default Optional<Scopes> grantable(Scopes requested, Scopes unknown) {
    return unknown.isEmpty() ? Optional.of(requested) : Optional.empty();
  }

  /**
   * Looks for what this service alone demands of an authorise URL. By default: nothing.
   *
   * @param request the request for the consent page
   * @return the error code to refuse it with; empty if nothing is wrong
   */
  default Optional<String> checkAuthorization(RecordedRequest request) {
    return Optional.empty();
  }

  /**
   * {@return whether two users are two accounts, as by default; else all of a workspace share what
   * the app gets if it asks for no more than its default scopes}
   */
  default boolean tellsUsersApart() {
    return true;
  }

  /**
   * {@return the error codes that are shown to the user and never told the app; by default none}
   */
  default Set<String> errorsOnPage() {
    return Set.of();
  }

  /**
   * Says what the app learns on its callback beside code, state and issuer. By default: nothing.
   *
   * @param approval what the user agreed to
   * @return further parameters in order
   */
  default Map<String, String> callbackExtras(Approval approval) {
    return Map.of();
  }

  /** {@return the parameters that tell the app that the user said no, in order} */
  default Map<String, String> denial() {
    return Map.of("error", "access_denied");
  }

  /**
   * Registers an app. By default: with a secret.
   *
   * @param number which client of the service this is, from 1
   * @return the client
   */
  default OAuthClient newClient(int number) {
    return OAuthClient.builder("sandbox-" + integrationType() + "-" + number)
        .clientSecret(Secret.of(Canary.secret("client-secret")))
        .build();
  }

  /** {@return a new code} */
  default String newCode() {
    return Canary.secret("code");
  }

  /** {@return a new access token, with the service's prefix if it has one} */
  default String newAccessToken() {
    return Canary.secret("access");
  }

  /**
   * Makes an access token that a refresh gives out. By default: one as of an exchange.
   *
   * @param before what was given out with the refresh token
   * @return a new access token
   */
  default String nextAccessToken(SandboxGrant before) {
    return newAccessToken();
  }

  /** {@return a new refresh token, with the service's prefix if it has one} */
  default String newRefreshToken() {
    return Canary.secret("refresh");
  }

  /** {@return a new API key, with the service's prefix if it has one} */
  default String newApiKey() {
    return Canary.secret("key");
  }

  private static Map<String, Object> standardFields(SandboxGrant grant) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("access_token", grant.accessToken());
    fields.put("token_type", "Bearer");
    grant.lifetimes().access().ifPresent(life -> fields.put("expires_in", life.toSeconds()));
    grant.refreshToken().ifPresent(token -> fields.put("refresh_token", token));
    fields.put("scope", grant.scopes().joined(" "));
    return fields;
  }
}
