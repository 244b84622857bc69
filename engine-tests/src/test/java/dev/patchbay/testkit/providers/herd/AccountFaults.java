package dev.patchbay.testkit.providers.herd;

import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.http.JsonView;
import dev.patchbay.model.Account;
import dev.patchbay.spi.definition.IdentifyRequest;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Wrong about whose account it is. */
public final class AccountFaults {
  private AccountFaults() {}

  /** Remembers whom it saw last. */
  public static final class KeepsTheLastAccount implements Sampled {
    private volatile @Nullable Account last;

    @Override
    public Account identify(IdentifyRequest request) {
      Account account = request.readAccount(request.callIdentity());
      if (!account.equals(last)) {
        last = account;
      }
      return account;
    }
  }

  /** Knows an account by what its user may change. */
  public static final class GoesByTheName implements Sampled {
    @Override
    public IntegrationDefinition definition() {
      return Sampled.sample(
          Sampled.oauth2().build(),
          IdentityCall.builder("/me").idPaths("name").build(),
          Sampled.revocation().build());
    }
  }

  /** Looks for the id where there is none. */
  public static final class FindsNoId implements Sampled {
    @Override
    public IntegrationDefinition definition() {
      return Sampled.sample(
          Sampled.oauth2().build(),
          IdentityCall.builder("/me").idPaths("uuid").build(),
          Sampled.revocation().build());
    }
  }

  /** Has an account for a credential that the service refused. */
  public static final class MakesUpAnAccount implements Sampled {
    @Override
    public Account identify(IdentifyRequest request) {
      try {
        return request.readAccount(request.callIdentity());
      } catch (InvalidRequestException refused) {
        return Account.builder("unknown").build();
      }
    }
  }

  /** Takes all users of a service for one. */
  public static final class KnowsOneAccountOnly implements Sampled {
    @Override
    public Account identify(IdentifyRequest request) {
      JsonView body = request.callIdentity();
      return Account.builder(body.isObject() ? "everyone" : "nobody").build();
    }
  }

  /** Knows nobody again. */
  public static final class NeverKnowsAgain implements Sampled {
    @Override
    public Account identify(IdentifyRequest request) {
      Account account = request.readAccount(request.callIdentity());
      return Account.builder(account.id() + ":" + UUID.randomUUID()).build();
    }
  }

  /** Waits for a service that is down to come back. */
  public static final class BlocksForEver implements Sampled {
    @Override
    public Account identify(IdentifyRequest request) {
      try {
        return request.readAccount(request.callIdentity());
      } catch (TemporaryFailureException outage) {
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
        }
        throw outage;
      }
    }
  }

  /** Puts what it read where other threads put theirs. */
  public static final class SharesWhatItReads implements Sampled {
    private static final AtomicReference<JsonView> READ = new AtomicReference<>();
    private static final AtomicReference<CountDownLatch> OTHER =
        new AtomicReference<>(new CountDownLatch(2));

    @Override
    public Account identify(IdentifyRequest request) {
      READ.set(request.callIdentity());
      letAnotherOneRead();
      return request.readAccount(Objects.requireNonNull(READ.get()));
    }

    // Makes the race certain to be lost where there is one.
    private static void letAnotherOneRead() {
      CountDownLatch both = Objects.requireNonNull(OTHER.get());
      both.countDown();
      try {
        if (!both.await(20, TimeUnit.MILLISECONDS)) {
          OTHER.compareAndSet(both, new CountDownLatch(2));
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Trips over a user who hides an address. */
  public static final class DemandsAnEmail implements Sampled {
    @Override
    public Account identify(IdentifyRequest request) {
      Account account = request.readAccount(request.callIdentity());
      return Account.builder(account.id()).email(account.email().orElseThrow()).build();
    }
  }
}
