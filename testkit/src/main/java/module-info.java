/**
 * What tests of integrations need: a sandbox that plays the services, contract suites for stores,
 * providers and ciphers, canaries, a clock to set.
 */
module dev.patchbay.testkit {
  requires transitive dev.patchbay.core;
  requires com.fasterxml.jackson.databind;
  requires java.logging;
  requires java.net.http;
  requires jdk.httpserver;
  requires org.jspecify;
  requires static ch.qos.logback.classic; // only where it is there, to see what is logged
  requires static ch.qos.logback.core;
  requires static org.slf4j;
  requires static org.assertj.core;
  requires static transitive org.junit.jupiter.api;

  exports dev.patchbay.testkit;
  exports dev.patchbay.testkit.ciphers;
  exports dev.patchbay.testkit.providers;
  exports dev.patchbay.testkit.sandbox;
  exports dev.patchbay.testkit.stores;
}
