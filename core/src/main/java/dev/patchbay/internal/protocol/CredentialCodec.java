package dev.patchbay.internal.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.model.Account;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what is to be sealed as versioned JSON and reads it back. Every format ever written is
 * read for ever.
 */
public final class CredentialCodec {
  private static final int FORMAT = 1;
  // Recycled buffers would keep tokens in memory.
  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build());

  private CredentialCodec() {}

  /** Writes the credential of one token set; its life is a column of the store, not part of it. */
  public static byte[] writeGrant(TokenGrant grant) {
    return bytes(grantNode(grant).put("v", FORMAT));
  }

  public static TokenGrant readGrant(byte[] plaintext) {
    return grant(read(plaintext));
  }

  /** Writes a whole reply with the time it came at, to be finished later. */
  public static byte[] writeStaged(StagedReply staged) {
    ObjectNode node = MAPPER.createObjectNode().put("v", FORMAT);
    node.put("obtained_at", staged.obtainedAt().toEpochMilli());
    ObjectNode variables = node.putObject("variables");
    staged.reply().variables().forEach(variables::put);
    ArrayNode grants = node.putArray("grants");
    for (TokenGrant grant : staged.reply().grants()) {
      ObjectNode child = grantNode(grant);
      grant.expiresIn().ifPresent(life -> child.put("expires_in", life.toSeconds()));
      grant.refreshExpiresIn().ifPresent(life -> child.put("refresh_expires_in", life.toSeconds()));
      grants.add(child);
    }
    return bytes(node);
  }

  public static StagedReply readStaged(byte[] plaintext) {
    JsonNode node = read(plaintext);
    JsonNode grants = node.path("grants");
    TokenReply.Builder reply = TokenReply.builder(grant(grants.path(0)));
    for (int i = 1; i < grants.size(); i++) {
      reply.others(grant(grants.get(i)));
    }
    texts(node, "variables").forEach(reply::variable);
    return new StagedReply(
        reply.build(), Instant.ofEpochMilli(node.path("obtained_at").longValue()));
  }

  /** Writes what a service tells of an account. */
  public static byte[] writeAccount(Account account) {
    ObjectNode node = MAPPER.createObjectNode().put("v", FORMAT).put("id", account.id());
    account.displayName().ifPresent(name -> node.put("display_name", name));
    account.email().ifPresent(email -> node.put("email", email));
    return bytes(node);
  }

  public static Account readAccount(byte[] plaintext) {
    JsonNode node = read(plaintext);
    return Account.builder(node.path("id").asText())
        .displayName(text(node, "display_name").orElse(null))
        .email(text(node, "email").orElse(null))
        .build();
  }

  private static ObjectNode grantNode(TokenGrant grant) {
    ObjectNode node = MAPPER.createObjectNode().put("name", grant.name());
    node.put("access_token", grant.accessToken().reveal());
    grant.tokenType().ifPresent(type -> node.put("token_type", type));
    grant.refreshToken().ifPresent(token -> node.put("refresh_token", token.reveal()));
    grant.scopes().ifPresent(scopes -> node.put("scope", scopes.joined(" ")));
    if (!grant.extra().isEmpty()) {
      grant.extra().forEach(node.putObject("extra")::put);
    }
    return node;
  }

  private static TokenGrant grant(JsonNode node) {
    TokenGrant.Builder grant =
        TokenGrant.builder(
                node.path("name").asText(), Secret.of(node.path("access_token").asText()))
            .tokenType(text(node, "token_type").orElse(null))
            .refreshToken(text(node, "refresh_token").map(Secret::of).orElse(null))
            .scopes(text(node, "scope").map(Scopes::parse).orElse(null))
            .expiresIn(seconds(node, "expires_in").orElse(null))
            .refreshExpiresIn(seconds(node, "refresh_expires_in").orElse(null));
    texts(node, "extra").forEach(grant::extra);
    return grant.build();
  }

  private static Map<String, String> texts(JsonNode node, String field) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.path(field)
        .properties()
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.ofNullable(node.path(field).textValue());
  }

  private static Optional<Duration> seconds(JsonNode node, String field) {
    return node.has(field)
        ? Optional.of(Duration.ofSeconds(node.path(field).longValue()))
        : Optional.empty();
  }

  private static byte[] bytes(ObjectNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A tree of texts and numbers could not be written");
    }
  }

  private static JsonNode read(byte[] plaintext) {
    try {
      JsonNode node = MAPPER.readTree(plaintext);
      if (node.path("v").intValue() == FORMAT) {
        return node;
      }
    } catch (IOException unreadable) {
      // The parser's message may quote the secret, so it goes no further.
    }
    throw new MisconfiguredException(
        ErrorDetail.builder(
                ErrorCode.SECRET_UNREADABLE,
                "A stored credential is not in a format that this version reads; it was written by"
                    + " a newer version, or its cipher was switched off")
            .build());
  }

  /** A reply that waits for its account to be identified. */
  public record StagedReply(TokenReply reply, Instant obtainedAt) {}
}
