package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionEvent;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionEvent;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.spi.IntegrationListener;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Follows the secrets of a whole flow, good and bad, through every text that leaves the engine. */
class SecretsStayInsideIT {
  private static final Secret COOKIE = Secret.of("CNRY-cookie-0123456789");

  private final List<Object> handedOut = new ArrayList<>();
  private final Set<String> secrets = new TreeSet<>();

  @Test
  void noSecretShowsInLogsTextsJsonOrExceptions() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    events.start();
    root.addAppender(events);
    try (TestHost host = TestHost.start(builder -> builder.listener(new Recorder()))) {
      assertThat(root.getLevel()).isEqualTo(Level.TRACE);
      connectAndDelete(host);
      failToConnect(host);
    } finally {
      root.detachAppender(events);
    }

    assertThat(secrets).hasSizeGreaterThanOrEqualTo(8);
    assertThat(logText(events)).contains("org.apache.hc").contains("Session sess_");
    assertClean(logText(events));
    for (Object object : handedOut) {
      assertClean(object.toString());
      assertClean(json(object));
    }
  }

  private void connectAndDelete(TestHost host) {
    SessionRequest request = TestHost.request().browserBinding(COOKIE).build();
    Session session = host.begin(request);
    URI callback = host.approve(session);
    remember(host, session, callback);
    CallbackRequest arrival =
        CallbackRequest.ofQuery(AcmeProvider.ID, callback.getRawQuery()).withBrowserBinding(COOKIE);
    CallbackResult result = host.integrations.sessions().completeCallback(arrival);
    Connection connection = host.connections().get(0);
    handedOut.addAll(
        List.of(request, arrival, result, connection, host.service.client(), host.now(session)));
    handedOut.add(host.integrations.connections().list(TestHost.WORKSPACE, ConnectionFilter.all()));
    assertClean(session.toString());
    handedOut.add(
        host.integrations
            .connections()
            .delete(TestHost.WORKSPACE, connection.id(), RevocationMode.AUTO));
    for (RecordedRequest token : host.service.requests(Endpoint.TOKEN)) {
      secrets.add(token.bodyField("code_verifier").orElseThrow());
    }
    for (RecordedRequest revocation : host.service.requests(Endpoint.REVOKE)) {
      secrets.add(revocation.bodyField("token").orElseThrow());
    }
  }

  private void failToConnect(TestHost host) {
    Session session = host.begin();
    URI callback = host.approve(session);
    remember(host, session, callback);
    String code = Queries.parse(callback.getRawQuery()).getOrDefault("code", "");
    String echo = "{\"error\":\"" + code + "\",\"error_description\":\"bad code " + code + "\"}";
    host.service.script(Endpoint.TOKEN, Fault.json(400, echo));
    handedOut.add(host.callback(callback));
    handedOut.add(
        catchThrowable(
            () ->
                host.integrations
                    .sessions()
                    .poll(TestHost.WORKSPACE, session.id(), PollOptions.defaults())));
    handedOut.add(catchThrowable(() -> host.callback(callback.getRawQuery() + "&code=2")));
    handedOut.add(catchThrowable(() -> host.callback("code=" + code + "&state=" + code)));
  }

  private void remember(TestHost host, Session session, URI callback) {
    secrets.add(COOKIE.reveal());
    secrets.add(host.service.client().clientSecret().orElseThrow().reveal());
    secrets.add(Queries.parse(callback.getRawQuery()).getOrDefault("code", ""));
    secrets.add(
        Queries.parse(session.authorizeUrl().map(URI::create).orElseThrow().getRawQuery())
            .getOrDefault("state", ""));
  }

  private void assertClean(String text) {
    for (String secret : secrets) {
      assertThat(text.contains(secret)).as("a text shows a secret").isFalse();
    }
    assertThat(text.contains("CNRY")).as("a text shows a part of a secret").isFalse();
  }

  /** JSON as a host gets it that reads every field. */
  private static String json(Object object) throws Exception {
    if (object instanceof Throwable failure) {
      StringWriter text = new StringWriter();
      failure.printStackTrace(new PrintWriter(text));
      return text.toString();
    }
    return JsonMapper.builder()
        .visibility(PropertyAccessor.FIELD, Visibility.ANY)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .addMixIn(java.time.Instant.class, Hidden.class)
        .addMixIn(java.time.Duration.class, Hidden.class)
        .build()
        .writeValueAsString(object);
  }

  private static String logText(ListAppender<ILoggingEvent> events) {
    StringBuilder text = new StringBuilder();
    for (ILoggingEvent event : List.copyOf(events.list)) {
      text.append(event.getLoggerName()).append(' ').append(event.getFormattedMessage());
      if (event.getThrowableProxy() != null) {
        text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private final class Recorder implements IntegrationListener {
    @Override
    public void sessionCreated(SessionEvent event) {
      handedOut.add(event);
    }

    @Override
    public void sessionEnded(SessionEvent event) {
      handedOut.add(event);
    }

    @Override
    public void connectionCreated(ConnectionEvent event) {
      handedOut.add(event);
    }
  }

  /** Stands in for types of the JDK that this mapper cannot write. */
  @com.fasterxml.jackson.annotation.JsonIgnoreType
  private interface Hidden {}
}
