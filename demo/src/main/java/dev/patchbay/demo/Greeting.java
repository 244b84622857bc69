package dev.patchbay.demo;

import static dev.patchbay.demo.DemoHost.WORKSPACE;

import dev.patchbay.spi.definition.IntegrationDefinition;
import java.util.stream.Collectors;

/** Says where the API is, and how it is used. */
final class Greeting {
  private final DemoHost host;
  private final Narrator narrator;

  Greeting(DemoHost host, Narrator narrator) {
    this.host = host;
    this.narrator = narrator;
  }

  void tell() {
    narrator.title("The REST API");
    narrator.say("URL: " + host.url());
    narrator.say(
        host.madeKey()
            .map(key -> "organisation key: " + key.reveal())
            .orElse("the organisation key is the one given, or was shown at the first start"));
    narrator.say("integrations: " + integrations());
    narrator.say("");
    narrator.say("Connect an account: create a session, and open its authorize_url in a browser.");
    narrator.say("KEY=<the key>");
    narrator.say(
        "curl -H \"Authorization: Bearer $KEY\" -H 'Content-Type: application/json' "
            + host.url()
            + "/oauth/sessions -d '{\"integration_type\": \"github\", \"workspace_id\": \""
            + WORKSPACE
            + "\"}'");
    narrator.say("Then list what is connected:");
    narrator.say(
        "curl -H \"Authorization: Bearer $KEY\" "
            + host.url()
            + "/workspaces/"
            + WORKSPACE
            + "/connections");
  }

  private String integrations() {
    return host.integrations().installed().stream()
        .map(IntegrationDefinition::id)
        .map(id -> id + (host.sandboxed().containsKey(id) ? " (sandbox)" : " (real)"))
        .collect(Collectors.joining(", "));
  }
}
