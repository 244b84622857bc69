package dev.patchbay.engine;

import static dev.patchbay.engine.TestHost.CALLBACK_URL;
import static dev.patchbay.engine.TestHost.WORKSPACE;

import dev.patchbay.Integrations;
import dev.patchbay.http.HostResolver;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.IntegrationListener;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.OAuthClientSource;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import dev.patchbay.testkit.sandbox.StandardDialect;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A host that takes all it can from a kept jar: provider, listener, clients, cipher, resolver. */
final class KeptHost implements AutoCloseable {
  static final String ID = "acme";

  final Sandbox sandbox = Sandbox.start();
  final SandboxService service;
  final Integrations integrations;
  private final URLClassLoader loader;
  private final IntegrationListener listener;

  KeptHost(KeptJar jar) throws ReflectiveOperationException {
    loader = jar.open();
    IntegrationProvider real =
        ServiceLoader.load(IntegrationProvider.class, loader).findFirst().orElseThrow();
    service = sandbox.add(StandardDialect.of(real.definition()));
    service.registerRedirectUri(CALLBACK_URL + "/" + ID);
    UnaryOperator<String> site = sandbox::locate;
    type("AcmeDefinition").getMethod("move", UnaryOperator.class).invoke(null, site);
    listener = (IntegrationListener) make("AcmeListener");
    integrations =
        Integrations.builder()
            .classLoader(loader)
            .include(ID)
            .listener(listener)
            .clientSource(clients())
            .cipher((CredentialCipher) make("AcmeCipher"))
            .http(HttpSettings.builder().resolver((HostResolver) make("AcmeResolver")).build())
            .unsafeAllowLoopbackHttp()
            .callbackUrl(CALLBACK_URL)
            .build();
  }

  private OAuthClientSource clients() throws ReflectiveOperationException {
    return (OAuthClientSource)
        type("AcmeClients")
            .getConstructor(String.class, Secret.class)
            .newInstance(
                service.client().clientId(), service.client().clientSecret().orElseThrow());
  }

  private Object make(String className) throws ReflectiveOperationException {
    return type(className).getConstructor().newInstance();
  }

  private Class<?> type(String className) throws ClassNotFoundException {
    return loader.loadClass("example.acme." + className);
  }

  /** Lets the signed-in user approve, and brings the code back. */
  CallbackResult authorize() {
    Session session = integrations.sessions().create(SessionRequest.builder(WORKSPACE, ID).build());
    URI arrivedAt =
        SandboxUser.at(sandbox).approve(session.authorizeUrl().map(URI::create).orElseThrow());
    return integrations
        .sessions()
        .completeCallback(CallbackRequest.ofQuery(ID, arrivedAt.getRawQuery()));
  }

  List<Connection> connections() {
    return integrations.connections().list(WORKSPACE, ConnectionFilter.all()).connections();
  }

  /** {@return what the jar's listener wrote down} */
  List<?> told() {
    return (List<?>) ((Supplier<?>) listener).get();
  }

  @Override
  public void close() throws IOException {
    integrations.close();
    sandbox.close();
    loader.close();
  }
}
