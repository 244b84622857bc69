package dev.patchbay.testkit.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Session;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.PkceMode;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.PkceRule;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The user is sent to the service as RFC 6749 and RFC 7636 want it, and comes back. */
abstract class AuthorizationContract extends DefinitionContract {
  private static final Scopes MADE_UP = Scopes.of("kit.first", "kit.second");

  @Test
  void authorizeUrlHasEachParameterOnce() {
    if (oauth2().isEmpty()) {
      return;
    }
    Query query = Query.of(authorizeUrl());

    assertThat(query.names())
        .doesNotHaveDuplicates()
        .contains("response_type", "client_id", "redirect_uri", "state")
        .containsAll(oauth2().orElseThrow().parameters().keySet());
    assertThat(query.find("response_type")).contains("code");
    assertThat(query.find("client_id")).contains(bench().app().clientId());
    assertThat(query.find("client_secret")).isEmpty();
  }

  @Test
  void reservedParametersCannotBeOverridden() {
    if (oauth2().isEmpty()) {
      return;
    }
    List<String> spellings = ReservedSpellings.all();

    assertThat(spellings).hasSizeGreaterThanOrEqualTo(60);
    assertThat(spellings).noneMatch(this::isTaken);
  }

  private boolean isTaken(String name) {
    try {
      bench().begin(bench().request().parameter(name, "x"));
      return true;
    } catch (InvalidRequestException refused) {
      return false;
    }
  }

  @Test
  void proofKeyIsUsedWhereTheServiceKnowsIt() {
    if (oauth2().isEmpty()) {
      return;
    }
    PkceRule rule = dialect().pkce();
    PkceMode mode = oauth2().map(OAuth2::pkce).orElseThrow();

    if (rule == PkceRule.REQUIRED || rule == PkceRule.OPTIONAL) {
      assertThat(mode).isEqualTo(PkceMode.S256);
    }
    if (rule == PkceRule.REFUSED) {
      assertThat(mode).isEqualTo(PkceMode.UNSUPPORTED);
    }
  }

  @Test
  void proofKeyIsSentInBothLegsWhereItIsDeclared() throws NoSuchAlgorithmException {
    if (oauth2().isEmpty()) {
      return;
    }
    Flow flow = flow();
    Optional<String> challenge = flow.begun().find("code_challenge");
    Optional<String> verifier = flow.exchange().bodyField("code_verifier");

    if (oauth2().map(OAuth2::pkce).orElseThrow() == PkceMode.UNSUPPORTED) {
      assertThat(challenge.isPresent() || verifier.isPresent()).isFalse();
      return;
    }
    assertThat(flow.begun().find("code_challenge_method")).contains("S256");
    assertThat(challenge.map(String::length)).contains(43);
    assertThat(challenge.equals(Optional.of(s256(verifier.orElseThrow()))))
        .as("the challenge is the hash of the verifier")
        .isTrue();
  }

  @Test
  void stateAndRedirectUriComeBackAsTheyWereSent() {
    if (oauth2().isEmpty()) {
      return;
    }
    Flow flow = flow();

    assertThat(flow.begun().find("redirect_uri")).contains(bench().redirectUri());
    assertThat(flow.exchange().bodyField("redirect_uri")).contains(bench().redirectUri());
    assertThat(flow.begun().get("state").equals(flow.returned().get("state")))
        .as("the state is the one that was sent")
        .isTrue();
    assertThat(flow.exchange().bodyField("state")).isEmpty();
  }

  @Test
  void scopesAreAskedForInTheServicesOwnWay() {
    if (oauth2().isEmpty()) {
      return;
    }
    Session session = bench().begin(bench().request().scopes(MADE_UP));
    visit(session.authorizeUrl().map(URI::create).orElseThrow());
    RecordedRequest asked = bench().service.requests(Endpoint.AUTHORIZE).get(0);

    // A service without scopes reads none.
    assertThat(dialect().readScopes(asked)).isIn(MADE_UP, Scopes.none());
  }

  private void visit(URI authorizeUrl) {
    try {
      bench().user.approve(authorizeUrl);
    } catch (IllegalStateException refused) {
      // The service need not know the scopes; what counts is how it read them.
    }
  }

  private URI authorizeUrl() {
    return bench().begin(bench().request()).authorizeUrl().map(URI::create).orElseThrow();
  }

  private Flow flow() {
    Session session = bench().begin(bench().request());
    URI returned;
    try {
      returned = bench().user.approve(session.authorizeUrl().map(URI::create).orElseThrow());
    } catch (IllegalStateException refused) {
      return Assumptions.abort("The service refused to ask its user, which another test shows");
    }
    Session ended = bench().arrive(returned.getRawQuery());
    List<RecordedRequest> exchanges = bench().service.requests(Endpoint.TOKEN);
    assertThat(exchanges).as(Bench.why(ended)).hasSize(1);
    return new Flow(
        Query.of(session.authorizeUrl().map(URI::create).orElseThrow()),
        Query.of(returned),
        exchanges.get(0));
  }

  private static String s256(String verifier) throws NoSuchAlgorithmException {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private record Flow(Query begun, Query returned, RecordedRequest exchange) {}
}
