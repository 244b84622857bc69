/** The integration registry: API, provider SPI, protocol, managers and in-memory stores. */
module dev.patchbay.core {
  requires transitive com.google.guice;
  requires transitive org.jspecify;
  requires com.fasterxml.jackson.databind;
  requires com.google.common; // for Guice, which has no module-info to say so
  requires transitive jakarta.inject;
  requires org.apache.httpcomponents.client5.httpclient5;
  requires org.apache.httpcomponents.core5.httpcore5;
  requires jdk.net; // for HttpClient, likewise
  requires org.slf4j;

  exports dev.patchbay;
  exports dev.patchbay.error;
  exports dev.patchbay.http;
  exports dev.patchbay.model;
  exports dev.patchbay.spi;
  exports dev.patchbay.spi.definition;
  exports dev.patchbay.spi.store;

  uses dev.patchbay.spi.IntegrationProvider;
}
