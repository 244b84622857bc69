/** A Jakarta servlet with the REST API for sessions and connections, and the callback route. */
module dev.patchbay.web {
  requires com.fasterxml.jackson.databind;
  requires com.github.benmanes.caffeine;
  requires transitive dev.patchbay.core;
  requires transitive jakarta.servlet;
  requires org.slf4j;
  requires owasp.encoder;
  requires static org.jspecify;

  exports dev.patchbay.web;
  exports dev.patchbay.web.keys;
  exports dev.patchbay.web.spi;
}
