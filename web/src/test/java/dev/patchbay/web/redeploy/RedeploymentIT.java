package dev.patchbay.web.redeploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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

/** A web application with the library inside leaves nothing behind when it is undeployed. */
class RedeploymentIT {
  private static final int DEPLOYMENTS = Integer.getInteger("patchbay.deployments", 50);
  private static final String CREATE =
      "{\"integration_type\": \"acme\", \"workspace_id\": \"ws_1\", \"return_to\": \"/done\"}";
  private static final String CONNECT =
      "{\"integration_type\": \"acme\", \"api_key\": \"fake\", \"verify\": false}";

  @TempDir private Path folder;

  private final Tomcat tomcat = new Tomcat();
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException, LifecycleException {
    WebApp.layOut(folder.resolve("app"));
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getHost();
    tomcat.start();
  }

  @AfterEach
  void stop() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  @Test
  void everyClassLoaderIsCollectedAndNothingOfTheJvmIsChanged() throws Exception {
    List<Object> before = ofTheJvm();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < DEPLOYMENTS; i++) {
      loaders.add(deployUseAndUndeploy());
    }
    WeakReference<ClassLoader> unused = deployUseAndUndeploy(); // Tomcat holds on to the last one

    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loaders).allSatisfy(loader -> assertThat(loader.get()).isNull());
            });
    assertThat(loaders).hasSize(DEPLOYMENTS);
    assertThat(threads()).noneMatch(name -> name.startsWith("patchbay"));
    assertThat(ofTheJvm()).isEqualTo(before);
  }

  private WeakReference<ClassLoader> deployUseAndUndeploy() throws Exception {
    Context context = new StandardContext();
    context.setPath("/app");
    context.setDocBase(folder.resolve("app").toString());
    context.addLifecycleListener(new Tomcat.FixContextListener());
    context.addApplicationListener(DeployedApp.class.getName());
    tomcat.getHost().addChild(context);
    ClassLoader loader = context.getLoader().getClassLoader();
    assertThat(loader.loadClass(Integrations.class.getName()).getClassLoader()).isSameAs(loader);
    use();
    tomcat.getHost().removeChild(context);
    return new WeakReference<>(loader);
  }

  private void use() throws Exception {
    assertThat(status("POST", "/oauth/sessions", CREATE)).isEqualTo(201);
    assertThat(status("POST", "/workspaces/ws_1/connections", CONNECT)).isEqualTo(201);
    assertThat(status("GET", "/workspaces/ws_1/connections", "")).isEqualTo(200);
    assertThat(status("GET", "/oauth/callback/acme?state=x&code=y", "")).isEqualTo(400);
    assertThat(status("GET", "/healthz", "")).isEqualTo(200);
  }

  private int status(String method, String path, String body)
      throws IOException, InterruptedException {
    String base = "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/app/api/v1";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, BodyPublishers.ofString(body))
            .header("authorization", "Bearer " + DeployedApp.KEY)
            .header("content-type", "application/json")
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
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
