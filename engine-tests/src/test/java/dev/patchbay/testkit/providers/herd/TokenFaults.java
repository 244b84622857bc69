package dev.patchbay.testkit.providers.herd;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.definition.FailureRequest;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.definition.TokenReplyRequest;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.NullUnmarked;

/** Wrong with the answers of a token endpoint. */
public final class TokenFaults {
  private TokenFaults() {}

  /** Puts the grant together anew, and forgets the refresh token. */
  public static final class DropsTheRefreshToken implements Sampled {
    @Override
    public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
      return request
          .readStandard()
          .map(reply -> reply.primary().toBuilder().refreshToken(null).build())
          .map(grant -> TokenReply.builder(grant).build());
    }
  }

  /** Puts the grant together anew, and forgets when it expires. */
  public static final class ForgetsTheExpiry implements Sampled {
    @Override
    public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
      return request
          .readStandard()
          .map(reply -> reply.primary().toBuilder().expiresIn(null).build())
          .map(grant -> TokenReply.builder(grant).build());
    }
  }

  /** Sees a 200, and takes what it says for a grant. */
  public static final class HidesTheError implements Sampled {
    @Override
    public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
      return request
          .readStandard()
          .or(
              () ->
                  request
                      .body()
                      .at("message")
                      .text()
                      .map(text -> TokenGrant.builder("default", Secret.of("granted")).build())
                      .map(grant -> TokenReply.builder(grant).build()));
    }
  }

  /** Prefers a token that is not its own. */
  public static final class TakesTheWrongToken implements Sampled {
    @Override
    public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
      Optional<String> other = request.body().at("user_token").text();
      return other
          .map(text -> TokenGrant.builder("default", Secret.of(text)).build())
          .map(grant -> TokenReply.builder(grant).build())
          .or(request::readStandard);
    }
  }

  /** Finds at a refresh what it expects, whatever kind of token it is said to be. */
  public static final class TakesAnyKind implements Sampled {
    @Override
    public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
      return request
          .readStandard()
          .or(() -> request.refreshedSet().flatMap(set -> readAny(request, set)));
    }

    private static Optional<TokenReply> readAny(TokenReplyRequest request, String set) {
      return request
          .body()
          .at("access_token")
          .text()
          .filter(text -> request.body().at("token_type").text().equals(Optional.of("mac")))
          .map(text -> TokenGrant.builder(set, Secret.of(text)).build())
          .map(grant -> TokenReply.builder(grant).build());
    }
  }

  /** Returns null where there is nothing. */
  @NullUnmarked
  public static final class ReturnsNull implements Sampled {
    @Override
    public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
      Optional<TokenReply> reply = request.readStandard();
      return reply.isPresent() ? reply : null;
    }
  }

  /** Logs what it got, for whoever looks closely: not at a level that is usually on. */
  public static final class LogsTheToken implements Sampled {
    private static final Logger LOG = Logger.getLogger("example.sample");

    @Override
    public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
      LOG.log(Level.FINE, "Got {0}", request.body().at("access_token").text());
      return request.readStandard();
    }
  }

  /** Says in its exception what it could not read. */
  public static final class TellsTheToken implements Sampled {
    @Override
    public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
      return Optional.of(request.readStandard().orElseThrow(() -> unreadable(request)));
    }

    private static TemporaryFailureException unreadable(TokenReplyRequest request) {
      String message = "No grant in " + request.body().at("access_token").text();
      return new TemporaryFailureException(
          ErrorDetail.builder(ErrorCode.PROVIDER_UNAVAILABLE, message).build());
    }
  }

  /** Asks every user to connect again when the service is down. */
  public static final class TakesAnOutageForTheEnd implements Sampled {
    @Override
    public FailureClass classifyFailure(FailureRequest request) {
      return request.httpStatus() >= 500 ? FailureClass.TERMINAL : request.standardClass();
    }
  }

  /** Asks every user to connect again when the operator's secret is wrong. */
  public static final class BlamesTheUser implements Sampled {
    @Override
    public FailureClass classifyFailure(FailureRequest request) {
      return request.errorCode().filter("invalid_client"::equals).isPresent()
          ? FailureClass.TERMINAL
          : request.standardClass();
    }
  }

  /** Gives up on whatever it has not heard of. */
  public static final class EndsOnTheUnknown implements Sampled {
    @Override
    public FailureClass classifyFailure(FailureRequest request) {
      FailureClass standard = request.standardClass();
      boolean unheardOf = standard == FailureClass.UNKNOWN && request.errorCode().isPresent();
      return unheardOf ? FailureClass.TERMINAL : standard;
    }
  }
}
