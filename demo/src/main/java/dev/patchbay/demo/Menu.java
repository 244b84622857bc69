package dev.patchbay.demo;

import static dev.patchbay.demo.DemoHost.WORKSPACE;

import dev.patchbay.Integrations;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionOutcome;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.testkit.sandbox.SandboxService;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks a person what to do: connect, hand over a credential, list, delete. */
final class Menu {
  private final DemoHost host;
  private final Integrations integrations;
  private final Narrator narrator;
  private final BufferedReader keyboard;

  Menu(DemoHost host, Narrator narrator, BufferedReader keyboard) {
    this.host = host;
    this.integrations = host.integrations();
    this.narrator = narrator;
    this.keyboard = keyboard;
  }

  /** Runs until the person quits or the input ends. */
  void run() throws IOException {
    boolean again = true;
    while (again) {
      narrator.title(
          "connect <integration> | token <integration> | key <integration> | list | delete"
              + " <connection id> | quit");
      narrator.say("integrations: " + integrationNames());
      String line = Objects.requireNonNullElse(keyboard.readLine(), "quit").strip();
      again = !line.equals("quit");
      if (again && !line.isEmpty()) {
        obey(line.split("\\s+", 2));
      }
    }
  }

  private String integrationNames() {
    return integrations.installed().stream()
        .map(IntegrationDefinition::id)
        .map(id -> id + (host.sandboxed().containsKey(id) ? " (sandbox)" : " (real)"))
        .collect(Collectors.joining(", "));
  }

  private void obey(String[] words) throws IOException {
    String argument = words.length > 1 ? words[1] : "";
    try {
      switch (words[0]) {
        case "connect" -> connect(argument);
        case "token" -> handOver(argument, DirectWay.ACCESS_TOKEN);
        case "key" -> handOver(argument, DirectWay.API_KEY);
        case "list" -> list();
        case "delete" -> delete(argument);
        default ->
            narrator.say("'" + words[0] + "' is none of connect, token, key, list, delete, quit");
      }
    } catch (InvalidRequestException refused) {
      narrator.say(refused.code().wireValue() + ": " + DirectWalk.reason(refused));
    } catch (IntegrationException failure) {
      narrator.say(failure.code().wireValue() + ": " + failure.getMessage());
    }
  }

  private void connect(String integrationType) {
    Session session =
        integrations.sessions().create(SessionRequest.builder(WORKSPACE, integrationType).build());
    narrator.say("open this in a browser:");
    narrator.say(session.authorizeUrl().orElseThrow().toString());
    narrator.say("waiting for the outcome (at most 5 minutes)");
    SessionOutcome outcome =
        integrations.sessions().poll(WORKSPACE, session.id(), PollOptions.defaults());
    if (outcome.isComplete()) {
      Connection connection =
          integrations.connections().get(WORKSPACE, outcome.connectionId().orElseThrow());
      narrator.say("connected " + AutoWalk.describe(connection));
    } else {
      narrator.say("the user denied");
    }
  }

  /** The integration, and perhaps variables as name=value; the credential is on the next line. */
  private void handOver(String argument, DirectWay way) throws IOException {
    String[] words = argument.split("\\s+", -1);
    ConnectionRequest.Builder request = ConnectionRequest.builder(words[0]);
    Arrays.stream(words)
        .skip(1)
        .map(word -> word.split("=", 2))
        .forEach(pair -> request.variable(pair[0], pair[pair.length - 1]));
    way.put(request, Secret.of(ask(words[0], way)));
    Connection connection = integrations.connections().create(WORKSPACE, request.build());
    narrator.say("connected " + AutoWalk.describe(connection));
  }

  private String ask(String integrationType, DirectWay way) throws IOException {
    Optional<SandboxService> service = Optional.ofNullable(host.sandboxed().get(integrationType));
    narrator.say(
        "paste the "
            + way.title()
            + service.map(unused -> ", or press Enter and the sandbox makes one").orElse(""));
    String pasted = Objects.requireNonNullElse(keyboard.readLine(), "");
    return pasted.isBlank() ? service.map(way::issue).orElse(pasted) : pasted;
  }

  private void list() {
    List<Connection> connections =
        integrations.connections().list(WORKSPACE, ConnectionFilter.all()).connections();
    if (connections.isEmpty()) {
      narrator.say("no connections yet");
    }
    connections.forEach(
        connection -> narrator.say(AutoWalk.describe(connection) + ", " + connection.status()));
  }

  private void delete(String connectionId) {
    DeletionReceipt receipt =
        integrations
            .connections()
            .delete(WORKSPACE, ConnectionId.of(connectionId), RevocationMode.AUTO);
    narrator.say(
        "deleted; its grant at the service: "
            + receipt.revocation()
            + receipt.reason().map(reason -> " (" + reason + ")").orElse(""));
  }
}
