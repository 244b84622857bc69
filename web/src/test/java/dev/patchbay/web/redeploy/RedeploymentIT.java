package dev.patchbay.web.redeploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.Integrations;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import dev.patchbay.testkit.sandbox.StandardDialect;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A web application with the library inside leaves nothing behind when it is undeployed. */
class RedeploymentIT {
  private static final int DEPLOYMENTS = Integer.getInteger("patchbay.deployments", 50);
  private static final Duration LATE = Duration.ofMillis(50);
  private static final String CREATE =
      "{\"integration_type\": \"acme\", \"workspace_id\": \"ws_1\"}";
  private static final String CONNECT =
      "{\"integration_type\": \"acme\", \"api_key\": \"fake\", \"verify\": false}";

  private static final String SESSIONS = "/oauth/sessions";
  private static final String CONNECTIONS = "/workspaces/ws_1/connections";
  private static final String CALLBACK = "/oauth/callback";

  @TempDir private Path folder;

  private final Sandbox sandbox = Sandbox.start();
  private final SandboxService service =
      sandbox.add(StandardDialect.of(LocatedProvider.REAL.definition()));
  private final SandboxUser user = SandboxUser.at(sandbox);
  private final Tomcat tomcat = new Tomcat();
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException, LifecycleException {
    WebApp.layOut(folder.resolve("app"));
    // What a container shares, its applications do not begin: the hook that ends the logging.
    LoggerFactory.getLogger(RedeploymentIT.class).info("The container starts");
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getHost();
    tomcat.start();
    service.registerRedirectUri(url(CALLBACK + "/acme"));
  }

  @AfterEach
  void stop() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
    sandbox.close();
  }

  @Test
  void everyClassLoaderIsCollectedAndNothingOfTheJvmIsChanged() throws Exception {
    List<Object> before = ofTheJvm();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < DEPLOYMENTS; i++) {
      loaders.add(deployUseAndUndeploy());
    }
    WeakReference<ClassLoader> unused = deployUseAndUndeploy(); // Tomcat holds on to the last one
    assertThat(new Compared(this)).isEqualTo(new Compared(this));
    assertThat(new Compared(this)).hasSameHashCodeAs(new Compared(this));

    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loaders).allSatisfy(loader -> assertThat(loader.get()).isNull());
            });
    assertThat(service.count(Endpoint.TOKEN)).isEqualTo(DEPLOYMENTS + 1);
    assertThat(threads()).noneMatch(name -> name.startsWith("patchbay"));
    assertThat(ofTheJvm()).isEqualTo(before);
  }

  /**
   * On JDK 17 the method handles that compare and hash records hold on to the class of what they
   * were used for last, whosever it is; so the test's own takes its place.
   */
  private record Compared(RedeploymentIT component) {}

  private WeakReference<ClassLoader> deployUseAndUndeploy() throws Exception {
    Context context = new StandardContext();
    context.setPath("/app");
    context.setDocBase(folder.resolve("app").toString());
    context.addLifecycleListener(new Tomcat.FixContextListener());
    context.addApplicationListener(DeployedApp.class.getName());
    context.addParameter(DeployedApp.SANDBOX, sandbox.uri().toString());
    context.addParameter(DeployedApp.CALLBACK, url(CALLBACK));
    context.addParameter(DeployedApp.CLIENT_ID, service.client().clientId());
    context.addParameter(
        DeployedApp.CLIENT_SECRET, service.client().clientSecret().orElseThrow().reveal());
    tomcat.getHost().addChild(context);
    ClassLoader loader = context.getLoader().getClassLoader();
    assertThat(loader.loadClass(Integrations.class.getName()).getClassLoader()).isSameAs(loader);
    use();
    tomcat.getHost().removeChild(context);
    return new WeakReference<>(loader);
  }

  private void use() throws Exception {
    assertThat(send("POST", CONNECTIONS, CONNECT).statusCode()).isEqualTo(201);
    assertThat(send("GET", CONNECTIONS, "").statusCode()).isEqualTo(200);
    assertThat(send("GET", CALLBACK + "/acme?state=x&code=y", "").statusCode()).isEqualTo(400);
    assertThat(send("GET", "/healthz", "").statusCode()).isEqualTo(200);
    String connection = CONNECTIONS + "/" + connect();
    assertThat(send("DELETE", connection, "").body()).contains("\"revoked\"");
  }

  /** Completes a session, while whose exchange the callback's request waits without a thread. */
  private String connect() throws Exception {
    JsonNode created = data(send("POST", SESSIONS, CREATE));
    URI callback = user.approve(URI.create(created.path("authorize_url").textValue()));
    service.script(Endpoint.TOKEN, Fault.slow(LATE));
    HttpResponse<String> page =
        client.send(HttpRequest.newBuilder(callback).build(), BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Acme is connected");
    JsonNode session =
        data(send("GET", SESSIONS + "/" + created.path("session_id").textValue(), ""));
    assertThat(session.path("status").textValue()).isEqualTo("complete");
    return session.path("connection_id").textValue();
  }

  private static JsonNode data(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body()).path("data");
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url(path)))
            .method(method, BodyPublishers.ofString(body))
            .header("authorization", "Bearer " + DeployedApp.KEY)
            .header("content-type", "application/json")
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private String url(String path) {
    return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/app/api/v1" + path;
  }

  /** What a library could change for everybody. */
  private static List<Object> ofTheJvm() {
    return Arrays.asList(
        System.getProperties().clone(),
        Authenticator.getDefault(),
        ProxySelector.getDefault(),
        List.of(Security.getProviders()));
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }
}
