package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.ApiReply;
import dev.patchbay.internal.protocol.TokenOutcome;
import dev.patchbay.internal.protocol.TokenReplyJudge;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.definition.FailureRequest;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.definition.TokenReplyRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Whose move it is when a refresh fails, for every service: the table R9 of their dossier, and what
 * any server or proxy may answer. Only proof is terminal; everything else keeps users connected.
 */
class FailureClassesTest {
  private static final int SEED = 20261125;
  private static final int ANSWERS = 10_000;
  private static final Map<String, IntegrationProvider> PROVIDERS =
      ServiceLoader.load(IntegrationProvider.class).stream()
          .map(ServiceLoader.Provider::get)
          .collect(Collectors.toMap(provider -> provider.definition().id(), one -> one));

  private static final Map<String, IntegrationDefinition> DEFINITIONS =
      PROVIDERS.values().stream()
          .map(IntegrationProvider::definition)
          .collect(Collectors.toMap(IntegrationDefinition::id, definition -> definition));

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvFileSource(resources = "/failure-classes.csv", numLinesToSkip = 1, delimiter = '|')
  void failureIsClassedAsTheTableSays(
      String services, int status, String code, FailureClass expected) {
    for (String id : services.equals("all") ? PROVIDERS.keySet() : Set.of(services.split(" "))) {
      assertThat(classOf(id, status, body(code)))
          .as("%s %s %s", id, status, code)
          .isEqualTo(expected);
    }
  }

  @Test
  void noAnswerIsTerminalWithoutACodeThatTheDefinitionLists() {
    Random random = new Random(SEED);
    List<Integer> statuses = List.of(200, 400, 401, 403, 404, 409, 429, 500, 502, 503);
    List<String> surprises = new ArrayList<>();
    for (int i = 0; i < ANSWERS; i++) {
      String code = Integer.toString(random.nextInt(Integer.MAX_VALUE), 36);
      int status = statuses.get(random.nextInt(statuses.size()));
      // A page with 200 is no refusal, so it has no class.
      String body = status == 200 || random.nextBoolean() ? body(code) : "<p>" + code + "</p>";
      PROVIDERS.keySet().stream()
          .filter(id -> classOf(id, status, body) == FailureClass.TERMINAL)
          .map(id -> id + " " + status + " " + body)
          .forEach(surprises::add);
    }

    assertThat(surprises).isEmpty();
  }

  private static String body(String code) {
    if (code.equals("empty")) {
      return "";
    }
    return code.equals("html")
        ? "<!DOCTYPE html><p>Sorry</p>"
        : "{\"ok\":false,\"error\":\"" + code + "\",\"error_description\":\"No.\"}";
  }

  private static FailureClass classOf(String id, int status, String body) {
    IntegrationProvider provider = Objects.requireNonNull(PROVIDERS.get(id));
    IntegrationDefinition definition = Objects.requireNonNull(DEFINITIONS.get(id));
    OAuth2 oauth2 = definition.oauth2().orElseThrow();
    TokenGrant kept =
        TokenGrant.builder("default", Secret.of("CNRY-a"))
            .refreshToken(Secret.of("CNRY-r"))
            .build();
    TokenOutcome outcome =
        new TokenReplyJudge(definition, oauth2, new Hooks(provider))
            .judgeRefresh(
                ApiReply.of(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)), kept);
    return ((TokenOutcome.Refused) outcome).failureClass();
  }

  private record Hooks(IntegrationProvider provider) implements TokenReplyJudge.Hooks {
    @Override
    public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
      return provider.readTokenReply(request);
    }

    @Override
    public FailureClass classifyFailure(FailureRequest request) {
      return provider.classifyFailure(request);
    }
  }
}
