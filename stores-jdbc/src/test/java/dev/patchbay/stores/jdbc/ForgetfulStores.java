package dev.patchbay.stores.jdbc;

import dev.patchbay.model.Connection;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetWrite;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;

/** Stores of which one step takes a workspace for another, as if it did not look at it. */
record ForgetfulStores(Stores stores, String step, WorkspaceId instead) implements Stores {

  @Override
  public SessionStore sessions() {
    return forgetful(SessionStore.class, stores.sessions());
  }

  @Override
  public ConnectionStore connections() {
    return forgetful(ConnectionStore.class, stores.connections());
  }

  @Override
  public SealedStore sealed() {
    return stores.sealed();
  }

  @Override
  public boolean isDurable() {
    return stores.isDurable();
  }

  private <T> T forgetful(Class<T> type, T real) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              boolean forgets = StoreSteps.name(method).equals(step);
              Object[] given =
                  forgets ? Arrays.stream(arguments).map(this::moved).toArray() : arguments;
              try {
                return method.invoke(real, given);
              } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
              }
            }));
  }

  private ConnectionWrite moved(ConnectionWrite write) {
    Connection there =
        Connection.builder(write.connection().id(), instead, write.connection().integrationType())
            .build();
    return ConnectionWrite.builder(there)
        .expectedRevision(write.expectedRevision().orElse(null))
        .tokenSets(write.tokenSets().toArray(TokenSetWrite[]::new))
        .build();
  }

  private Object moved(Object argument) {
    if (argument instanceof WorkspaceId) {
      return instead;
    }
    if (argument instanceof SessionKey key) {
      return new SessionKey(instead, key.sessionId());
    }
    if (argument instanceof TokenSetKey key) {
      return new TokenSetKey(instead, key.connectionId(), key.name());
    }
    if (argument instanceof ConnectionWrite write) {
      return moved(write);
    }
    return argument instanceof List<?> many ? many.stream().map(this::moved).toList() : argument;
  }
}
