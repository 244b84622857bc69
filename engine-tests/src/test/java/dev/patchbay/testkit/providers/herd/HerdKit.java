package dev.patchbay.testkit.providers.herd;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.providers.ProviderContract;
import dev.patchbay.testkit.sandbox.Dialect;
import dev.patchbay.testkit.sandbox.PkceRule;
import dev.patchbay.testkit.sandbox.Rotation;
import dev.patchbay.testkit.sandbox.StandardDialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.io.TempDir;

/** The kit, for the member of the herd that a configuration parameter names. */
class HerdKit extends ProviderContract {
  static final String MEMBER = "patchbay.herd";

  @RegisterExtension
  static final TestInstancePostProcessor CHOICE =
      (instance, context) ->
          ((HerdKit) instance).member =
              context.getConfigurationParameter(MEMBER).orElse(Sane.class.getName());

  @TempDir Path pen;
  private String member = Sane.class.getName();
  private @Nullable IntegrationProvider provider;

  @Override
  protected IntegrationProvider provider() {
    if (provider == null) {
      try {
        provider = Pen.load(pen, member);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      } catch (ReflectiveOperationException broken) {
        throw new IllegalStateException(broken);
      }
    }
    return provider;
  }

  /** The service that the sane one describes; it knows PKCE and does not demand it. */
  @Override
  protected Dialect dialect() {
    Dialect described = StandardDialect.of(new Sane().definition()).withRotation(Rotation.strict());
    return (Dialect)
        Proxy.newProxyInstance(
            Dialect.class.getClassLoader(),
            new Class<?>[] {Dialect.class},
            (proxy, method, arguments) -> {
              try {
                return method.getName().equals("pkce")
                    ? PkceRule.OPTIONAL
                    : method.invoke(described, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
              }
            });
  }
}
