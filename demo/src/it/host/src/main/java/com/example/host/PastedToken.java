package com.example.host;

import dev.patchbay.Integrations;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;

/** Connects with a token that a user has pasted, lists, deletes and purges. */
final class PastedToken {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");

  private final Integrations integrations;

  PastedToken(Integrations integrations) {
    this.integrations = integrations;
  }

  void walk() {
    Secret token = Secret.of(System.getenv("HOST_GITHUB_TOKEN"));
    Connection connection = connect(token);
    System.out.println("connected: " + connection.account().map(Account::id).orElseThrow());
    System.out.println("listed: " + list().equals(connection.id().toString()));
    DeletionReceipt receipt =
        integrations.connections().delete(WORKSPACE, connection.id(), RevocationMode.AUTO);
    System.out.println("deleted: " + receipt.revocation());
    System.out.println("listed then: " + !list().isEmpty());
    connect(token);
    System.out.println("purged: " + integrations.purge(WORKSPACE).connections());
  }

  private Connection connect(Secret token) {
    // tag::token
    return integrations
        .connections()
        .create(WORKSPACE, ConnectionRequest.builder("github").accessToken(token).build());
    // end::token
  }

  private String list() {
    StringBuilder ids = new StringBuilder();
    integrations
        .connections()
        .list(WORKSPACE, ConnectionFilter.all())
        .connections()
        .forEach(one -> ids.append(one.id()));
    return ids.toString();
  }
}
