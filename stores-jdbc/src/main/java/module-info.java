/** Keeps sessions and connections in H2 or PostgreSQL. */
module dev.patchbay.stores.jdbc {
  requires transitive dev.patchbay.core;
  requires transitive java.sql;
  requires com.fasterxml.jackson.databind;
  requires flyway.core;
  requires static org.jspecify;

  exports dev.patchbay.stores.jdbc;
}
